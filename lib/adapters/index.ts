import 'server-only';

/** What domains use of the adapters: those that speak to the browser themselves. Routes import each adapter's own file. */
export { privateHeaders, type RouteHandler } from './api-route';
export { currentRequest } from './current-request';
export type { ExportColumn } from './export-route';
export { setFlash } from './form-action';
export { isOwnRequest } from './origin';
export { harmless } from './registry';
export { forgetBrowserStorage } from './response-status';
