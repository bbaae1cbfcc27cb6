import 'server-only';
import type { z } from 'zod';
import { databaseFault } from '@/lib/kernel/database-faults';
import type { Fault } from '@/lib/kernel/result';
import type { UseCase } from '@/lib/kernel/use-case';
import { lessonMethods } from '@/lib/platform/front/negotiation.mjs';
import { requestLog } from '@/lib/platform/log';
import { paramsOf, privateHeaders, queryOf, type RouteHandler, type RouteInput } from './api-route';
import { readJsonBody } from './body';
import { bearerTokenOf, currentRequest } from './current-request';
import { faultText, faultTexts } from './fault-text';
import { away, consequenceOf, type FaultName, faults, RETRY_AFTER } from './faults';
import { isOwnRequest } from './origin';
import { harmless, useCaseOf } from './registry';

/** The lesson's JSON on page addresses: docs/contract.md, section 4. Names are snake_case there and camelCase here. */

type Options<T> = {
  /** From the body (names in camelCase already), the query and the path. */
  input?: (given: RouteInput) => unknown;
  /** What must happen before the answer: a cookie. */
  afterwards?: (value: T) => Promise<void>;
  /** The answer's body; the lesson's empty response unless told. */
  body?: (value: T) => unknown;
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
const camel = (name: string) => name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());

/** The lesson's way to say that it worked. */
export const lessonDone = (response: Record<string, unknown> = {}) => ({ meta: { code: 200 }, response });

function json(status: number, body: unknown, headers: Record<string, string> = {}): Response {
  return Response.json(body, { status, headers: { ...privateHeaders, ...headers } });
}

/** `{"error":…,"status":…}`: what the lesson answers when it is not the form's fault. */
function lessonError(
  name: FaultName,
  headers: Record<string, string> = {},
  more: Record<string, unknown> = {},
): Response {
  const { status, title } = faults[name];
  return json(status, { error: title, status, ...more }, headers);
}

async function faultResponse(fault: Fault): Promise<Response> {
  switch (consequenceOf(fault)) {
    case 'correct':
      return formFault(fault);
    case 'wait': {
      const headers = { 'retry-after': String(fault.retryAfter ?? RETRY_AFTER) };
      return lessonError(fault.code, headers, { error: await faultText(fault) });
    }
    case 'prove-again':
      return lessonError(fault.code, {}, { reauth_required: true });
    default:
      return lessonError(fault.code);
  }
}

/** Form faults are 400 with every message, and the same by field. */
async function formFault(fault: Fault): Promise<Response> {
  const texts = await faultTexts(fault);
  const byField = Object.fromEntries(
    Object.entries(texts)
      .filter(([name]) => name !== '')
      .map(([name, lines]) => [snake(name), lines]),
  );
  const all = Object.values(texts).flat();
  return json(400, {
    meta: { code: 400 },
    response: { errors: all.length > 0 ? all : [await faultText(fault)], field_errors: byField },
  });
}

/** Makes one method of a lesson address of a use case. GET takes a token as well as the cookie. */
export function lessonRoute<S extends z.ZodType, T>(
  useCase: UseCase<S, T>,
  options: Options<T> = {},
): RouteHandler {
  const handler: RouteHandler = async (request, context) => {
    const caller = await currentRequest({ bearer: true });
    try {
      const changes = request.method !== 'GET' && request.method !== 'HEAD';
      // No foreign page can send a token; but where nobody asks for one, sending any would open the door to it.
      const isByToken = useCase.access !== 'public' && bearerTokenOf(request.headers) !== undefined;
      if (changes && !isByToken && !isOwnRequest(request.headers)) return lessonError('forbidden');
      const body = changes ? await readJsonBody(request) : ({ ok: true, value: {} } as const);
      if (!body.ok)
        return body.because === 'too_large'
          ? lessonError('too_large')
          : formFault({ code: 'invalid', message: 'errors.form.noObject' });
      const camelBody = Object.fromEntries(
        Object.entries(body.value).map(([name, value]) => [camel(name), value]),
      );
      const given = { params: await paramsOf(context), query: queryOf(request), body: camelBody };
      const result = await useCase.execute(caller, options.input ? options.input(given) : camelBody);
      if (!result.ok) return await faultResponse(result.error);
      await options.afterwards?.(result.value);
      return json(200, options.body ? options.body(result.value) : lessonDone());
    } catch (error) {
      if (databaseFault(error) === 'away') return faultResponse(away);
      requestLog(caller.requestId).error({ err: error, useCase: useCase.name }, 'a request failed');
      return lessonError('internal');
    }
  };
  useCaseOf.set(handler, useCase as unknown as UseCase);
  return handler;
}

/** For a caller who prefers JSON and names an address or a method that has none: 404, or 405 with the methods there are. */
export const noLessonRoute: RouteHandler = async (request) => {
  const pathname = new URL(request.headers.get('x-portal-path') ?? '/', request.url).pathname;
  // Every address may be a page's, and no page takes another method.
  const isOfPages = ['GET', 'HEAD', 'POST', 'OPTIONS'].includes(request.method);
  const methods = lessonMethods(pathname) ?? (isOfPages ? null : ['GET', 'HEAD', 'POST']);
  return methods
    ? lessonError('method_not_allowed', { allow: methods.join(', ') })
    : lessonError('not_found');
};
harmless.add(noLessonRoute);
