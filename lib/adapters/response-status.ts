import 'server-only';
import type { AsyncLocalStorage } from 'node:async_hooks';

const shared = globalThis as typeof globalThis & {
  portalResponse?: AsyncLocalStorage<{
    status?: number;
    headers: Record<string, string>;
    hasActed?: boolean;
    typed?: FormData | undefined;
  }>;
};

/**
 * Sets the status of the page that is being answered, which Next does not let a page or an action do: 429 and 503.
 * server.mjs applies it; under another server the page keeps Next's own status.
 */
export function setPageStatus(status: number, retryAfter?: number): void {
  const response = shared.portalResponse?.getStore();
  if (!response) return;
  response.status = status;
  if (retryAfter !== undefined) response.headers['retry-after'] = String(retryAfter);
}

/** Has the browser forget what pages kept in it: drafts, of who signs out. */
export function forgetBrowserStorage(): void {
  const response = shared.portalResponse?.getStore();
  if (response) response.headers['clear-site-data'] = '"storage"';
}

/**
 * What was sent by a form of another release, whose action this one does not have: server.mjs draws its page again, so that
 * what was typed is not lost.
 */
export function sentByStaleForm(): FormData | undefined {
  return shared.portalResponse?.getStore()?.typed;
}

/** Says that an action of ours has begun: from here a failure is our own, not a post that could not be decoded. */
export function actionBegan(): void {
  const response = shared.portalResponse?.getStore();
  if (response) response.hasActed = true;
}
