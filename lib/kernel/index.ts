import 'server-only';

/** What domains use of the kernel. Routes use form-action, api-route, lesson-route and read directly. */
export { type Actor, fullName, type Person, wallOf } from './actor';
export { behindTheWall, type Db } from './db';
export { countyByCode, credentialsByEmail, hashToken, isStaff, linkByToken } from './identity';
export { type ComposedMail, mailTemplate } from './outbox';
export { deviceCookieName, type PortalRequest } from './request';
export { done, fail, failFields, type Result } from './result';
export { useCase } from './use-case';
