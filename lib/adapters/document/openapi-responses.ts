import 'server-only';
import { z } from 'zod';

/** RFC 9457 problem details, as `problem` in api-route.ts writes them. */
export const ProblemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  /** What to do, in the caller's language where a use case says it. */
  detail: z.string(),
  code: z.string(),
  /** Names the request in the portal's log. */
  requestId: z.string(),
  /** Field -> what to do about it; a fault of the whole stands under "". */
  fields: z.record(z.string(), z.array(z.string())).optional(),
  reauth_required: z.boolean().optional(),
});

type Described = {
  name: string;
  description: string;
  title: string;
  code: string;
  detail: string;
  more?: object;
};

const faults: Record<number, Described> = {
  400: {
    name: 'NoJsonObject',
    description: 'The body is no JSON object.',
    title: 'The body is no JSON object',
    code: 'invalid',
    detail: 'Send a JSON object, with "Content-Type: application/json".',
  },
  401: {
    name: 'Unauthenticated',
    description:
      'No token or session, or one that has ended; with `reauth_required` a session whose sign-in is older than ten minutes.',
    title: 'Authentication required',
    code: 'unauthenticated',
    detail: 'Sign in to continue.',
  },
  403: {
    name: 'Forbidden',
    description:
      'The permission is missing, or a token does not name it, or a browser sends from another site.',
    title: 'Access forbidden',
    code: 'forbidden',
    detail: 'Your account may not do this.',
  },
  404: {
    name: 'NotFound',
    description: 'There is no such thing, or it is out of reach: of another county, of somebody else.',
    title: 'Not found',
    code: 'not_found',
    detail: 'There is no such person.',
  },
  409: {
    name: 'Conflict',
    description: 'It changed after its `version` was read, or its state does not allow this.',
    title: 'Conflict',
    code: 'conflict',
    detail: 'Somebody changed this meanwhile. Load it again.',
  },
  413: {
    name: 'TooLarge',
    description: 'The body is longer than 1,048,576 bytes.',
    title: 'Body too large',
    code: 'too_large',
    detail: 'A body may have 1,048,576 bytes at most.',
  },
  422: {
    name: 'Invalid',
    description: 'A field cannot be used as it is; `fields` says why for each.',
    title: 'Some of what was sent cannot be used',
    code: 'invalid',
    detail: 'Enter an email address.',
    more: { fields: { email: ['Enter an email address.'] } },
  },
  429: {
    name: 'TooMany',
    description: 'A limit is reached; `Retry-After` says for how many seconds.',
    title: 'Too many requests',
    code: 'too_many',
    detail: 'Wait 20 seconds.',
  },
  503: {
    name: 'Unavailable',
    description: 'The portal is busy or its database away; try again after `Retry-After` seconds.',
    title: 'Service unavailable',
    code: 'unavailable',
    detail: 'The service is away for a moment.',
  },
};

/** The name of a status's answer among the document's components. */
export function responseName(status: number): string {
  return faults[status]?.name ?? 'Problem';
}

/** Headers of every answer. */
export const headers = {
  'X-Request-Id': { description: 'Names the request in the portal’s log.', schema: { type: 'string' } },
  RateLimit: {
    description:
      'With a token: how many requests are left (`r`), and the seconds until they are all back (`t`).',
    schema: { type: 'string' },
    example: '"api";r=29999;t=300',
  },
  'RateLimit-Policy': {
    description: 'With a token: how many requests (`q`) it may send in how many seconds (`w`).',
    schema: { type: 'string' },
    example: '"api";q=30000;w=300',
  },
  'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } },
} as const;

const waits = [429, 503];

/** One answer for each status of a fault, by its name. */
export const faultResponses = Object.fromEntries(
  Object.entries(faults).map(([key, { name, description, title, code, detail, more }]) => {
    const status = Number(key);
    return [
      name,
      {
        description,
        headers: Object.fromEntries(
          ['X-Request-Id', ...(waits.includes(status) ? ['Retry-After'] : [])].map((header) => [
            header,
            { $ref: `#/components/headers/${header}` },
          ]),
        ),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'about:blank',
              title,
              status,
              detail,
              ...more,
              code,
              requestId: '4f1c0b9e-6a55-4d0e-9a41-5d1d8c3f2a10',
            },
          },
        },
      },
    ];
  }),
);
