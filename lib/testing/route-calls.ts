import { AsyncLocalStorage } from 'node:async_hooks';
import { createTranslator } from 'use-intl/core';
import type { RouteHandler } from '@/lib/adapters/api-route';
import { languageOf } from '@/lib/shared/languages';
import { en, es } from '@/messages';

// Next's request scope, for tests that call route handlers without a server: what `next/headers` and
// `next-intl/server` say of the request that is being answered. vitest.config.ts puts it in their place.

type Scope = { headers: Headers; cookies: Map<string, string> };
const scope = new AsyncLocalStorage<Scope>();

function current(): Scope {
  const found = scope.getStore();
  if (!found) throw new Error('No request is being answered: use callRoute.');
  return found;
}

/** As `next/headers` has it. */
export const headers = async (): Promise<Headers> => current().headers;

/** As `next/headers` has it, for reading. */
export const cookies = async () => ({
  get: (name: string) => {
    const value = current().cookies.get(name);
    return value === undefined ? undefined : { name, value };
  },
});

/** As `next-intl/server` has it: the language that the request asks for. */
export const getLocale = async () => languageOf(undefined, current().headers.get('accept-language'));

/** As `next-intl/server` has it, in that language. */
export async function getTranslations() {
  const locale = await getLocale();
  // A key without words comes back as it is, for the test to find.
  return createTranslator({
    locale,
    messages: locale === 'es' ? es : en,
    onError: () => {},
    getMessageFallback: ({ key }) => key,
  });
}

/** As `next-intl/server` has it: what Next would be told. */
export const getRequestConfig = <T>(make: T): T => make;

/** Calls a route's handler as Next does. `params` are the parts of the path, decoded. */
export function callRoute(
  handler: RouteHandler,
  request: Request,
  params: Record<string, string>,
  jar: Record<string, string> = {},
): Promise<Response> {
  const store = { headers: request.headers, cookies: new Map(Object.entries(jar)) };
  return scope.run(store, () => handler(request, { params: Promise.resolve(params) }));
}
