import 'server-only';
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import { databaseFault } from '@/lib/kernel/database-faults';
import { rateLimiter } from '@/lib/kernel/ports';
import type { PortalRequest } from '@/lib/kernel/request';
import { type Fault, failFields } from '@/lib/kernel/result';
import type { UseCase } from '@/lib/kernel/use-case';
import { requestLog } from '@/lib/platform/log';
import type { Limit } from '@/lib/platform/rate-limit';
import { readJsonBody } from './body';
import { bearerTokenOf, currentRequest } from './current-request';
import { faultText, faultTexts } from './fault-text';
import { away, type FaultName, faults } from './faults';
import { isOwnRequest } from './origin';
import { harmless, useCaseOf } from './registry';

/** What a route handler knows of a request, before the use case's schema has looked at it. */
export type RouteInput = {
  params: Record<string, string>;
  query: Record<string, string>;
  body: Record<string, unknown>;
};

type Context = { params: Promise<Record<string, string | string[]> | undefined> };
export type RouteHandler = (request: Request, context: Context) => Promise<Response>;

type Options<S extends z.ZodType, T> = {
  /**
   * Which field of the use case's input each parameter of the path is; the other fields are the query's of a reading
   * request, the body's of a changing one.
   */
  path?: Record<string, keyof z.input<S> & string>;
  /** 200 unless told; 204 sends no body. */
  status?: 200 | 201 | 204;
  /** What the answer holds; the value itself unless told. */
  body?: (value: T) => unknown;
  /** The shape of that, when `body` makes another one than the use case's `output`. */
  answer?: z.ZodType;
};

type RouteFacts = {
  status: number;
  /** Parameter of the path -> field of the use case's input. */
  path?: Record<string, string> | undefined;
  /** The shape of the answer, where it is not the use case's own. */
  answer?: z.ZodType | undefined;
  /** Media types other than JSON. */
  mediaTypes?: readonly string[];
};

/** What OpenAPI knows of a handler besides its use case. */
export const routeFacts = new WeakMap<object, RouteFacts>();

/** What is personal is kept by nobody; nothing is sniffed. */
export const privateHeaders = {
  'cache-control': 'private, no-store',
  'x-content-type-options': 'nosniff',
} as const;

/** RFC 9457 problem details of a fault; `more` says it more closely. */
function problem(
  name: FaultName,
  requestId: string,
  more: { code?: string; detail?: string; [member: string]: unknown } = {},
  headers: Record<string, string> = {},
): Response {
  const { status, title, detail = title, code = name } = faults[name];
  return Response.json(
    { type: 'about:blank', title, status, detail, code, ...more, requestId },
    {
      status,
      headers: {
        ...privateHeaders,
        'content-type': 'application/problem+json',
        'x-request-id': requestId,
        ...headers,
      },
    },
  );
}

/** A use case's failure as problem details, in the caller's language. */
export async function problemOf(fault: Fault, requestId: string): Promise<Response> {
  return problem(
    fault.code,
    requestId,
    {
      detail: await faultText(fault),
      ...(fault.reauthRequired ? { code: 'reauth_required', reauth_required: true } : {}),
      ...(fault.fields ? { fields: await faultTexts(fault) } : {}),
    },
    {
      ...(fault.retryAfter ? { 'retry-after': String(fault.retryAfter) } : {}),
      ...(fault.code === 'unauthenticated' ? { 'www-authenticate': 'Bearer' } : {}),
    },
  );
}

/** Makes one method of an API v1 route of a use case: JSON in, JSON or problem+json out. */
export function apiRoute<S extends z.ZodType, T>(
  useCase: UseCase<S, T>,
  options: Options<S, T> = {},
): RouteHandler {
  const handler = apiHandler(useCase.name, async (caller, request, context) => {
    const { requestId } = caller;
    const body = isChange(request) ? await readJsonBody(request) : ({ ok: true, value: {} } as const);
    if (!body.ok) return problem(body.because === 'too_large' ? 'too_large' : 'bad_body', requestId);
    const key = request.method === 'POST' ? request.headers.get('idempotency-key') : null;
    if (key !== null && !/^[\x21-\x7e]{1,200}$/.test(key))
      return problemOf(failFields({ 'Idempotency-Key': ['errors.form.badKey'] }).error, requestId);
    const rest = isChange(request) ? body.value : queryOf(request);
    const fromPath = pathFields(await paramsOf(context), options.path);
    const result = await useCase.execute(key === null ? caller : { ...caller, idempotencyKey: key }, {
      ...rest,
      ...fromPath,
    });
    if (!result.ok) return problemOf(result.error, requestId);
    const headers = { ...privateHeaders, 'x-request-id': requestId };
    if (options.status === 204) return new Response(null, { status: 204, headers });
    return Response.json(options.body ? options.body(result.value) : result.value, {
      status: options.status ?? 200,
      headers,
    });
  });
  useCaseOf.set(handler, useCase as unknown as UseCase);
  const { status = 200, path, answer } = options;
  routeFacts.set(handler, { status, path, answer });
  return handler;
}

const isChange = (request: Request) => request.method !== 'GET' && request.method !== 'HEAD';

/** Requests that one token may send in `seconds`: a hundred a second, for programs that run wild. */
const BEARER_LIMIT = { name: 'api', points: 30_000, seconds: 300 } as const;

/**
 * What every door of API v1 has: no requests from other sites, a limit for each token, told in `RateLimit` headers
 * (draft-ietf-httpapi-ratelimit-headers), and an answer for what was thrown.
 */
export function apiHandler(
  name: string,
  answer: (caller: PortalRequest, request: Request, context: Context) => Promise<Response>,
): RouteHandler {
  return async (request, context) => {
    const caller = await currentRequest({ bearer: true });
    const { requestId } = caller;
    try {
      const token = bearerTokenOf(request.headers);
      if (isChange(request) && token === undefined && !isOwnRequest(request.headers))
        return problem('forbidden', requestId, {
          detail: 'This request does not come from the portal itself.',
        });
      if (token === undefined) return await answer(caller, request, context);
      const left = await spendOfToken(token);
      const response = left?.wait
        ? await problemOf(
            { code: 'too_many', message: 'errors.limits.wait', retryAfter: left.wait },
            requestId,
          )
        : await answer(caller, request, context);
      for (const [header, value] of Object.entries(left?.headers ?? {})) response.headers.set(header, value);
      return response;
    } catch (error) {
      if (databaseFault(error) === 'away') return problemOf(away, requestId);
      requestLog(requestId).error({ err: error, useCase: name }, 'an API request failed');
      return problem('internal', requestId);
    }
  };
}

async function spendOfToken(token: string) {
  const key = createHash('sha256').update(token).digest('base64url');
  const limit: Limit = { ...BEARER_LIMIT, key, counts: 'attempts' };
  const left = await (await rateLimiter()).meter(limit);
  if (!left) return null;
  const { points, seconds } = BEARER_LIMIT;
  return {
    wait: left.allowed ? 0 : left.resetSeconds,
    headers: {
      'ratelimit-policy': `"api";q=${points};w=${seconds}`,
      ratelimit: `"api";r=${left.remaining};t=${left.resetSeconds}`,
    },
  };
}

/** The path's parameters by name; a path of several parts as one text. */
export async function paramsOf(context: Context): Promise<Record<string, string>> {
  // A route without parameters gets none at all.
  const params = Object.entries((await context.params) ?? {});
  return Object.fromEntries(
    params.map(([name, value]) => [name, Array.isArray(value) ? value.join('/') : value]),
  );
}

/** The path's parameters under the names of the fields that they are. */
function pathFields(
  params: Record<string, string>,
  fields: Record<string, string> = {},
): Record<string, string> {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [fields[name] ?? name, value]));
}

/** The query's parameters by name; a repeated one counts once, as it came last. */
export function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(new URL(request.url).searchParams);
}

type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/**
 * The methods of an API v1 address; each other one answers 405 as problem+json, naming those there are, as OPTIONS
 * does. Without these Next would answer in its own words, and untruly.
 */
export function apiMethods(
  handlers: Partial<Record<Method, RouteHandler>>,
): Record<Method | 'OPTIONS', RouteHandler> {
  const allow = ['OPTIONS', ...Object.keys(handlers)]
    .flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method]))
    .sort()
    .join(', ');
  const refuse = answering((requestId) => problem('method_not_allowed', requestId, {}, { allow }));
  const OPTIONS = answering(
    (requestId) =>
      new Response(null, { status: 204, headers: { ...privateHeaders, allow, 'x-request-id': requestId } }),
  );
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS, ...handlers };
}

/** For addresses of the API that do not exist: 404 as problem+json, whatever the method. */
export const noSuchRoute = answering((requestId) => problem('not_found', requestId));

function answering(answer: (requestId: string) => Response): RouteHandler {
  const handler: RouteHandler = async () => answer((await currentRequest({ bearer: true })).requestId);
  harmless.add(handler);
  return handler;
}
