import 'server-only';
import { z } from 'zod';
import { type FaultName, faults } from '../faults';

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
  /** What the document calls the answer. */
  name: string;
  description: string;
  fault: FaultName;
  /** An example of what it says, where the fault has no words of its own. */
  detail?: string;
  more?: object;
};

const described: Described[] = [
  { fault: 'bad_body', name: 'NoJsonObject', description: 'The body is no JSON object.' },
  {
    fault: 'unauthenticated',
    name: 'Unauthenticated',
    description:
      'No token or session, or one that has ended; with `reauth_required` a session whose sign-in is older than ten minutes.',
    detail: 'Sign in to continue.',
  },
  {
    fault: 'forbidden',
    name: 'Forbidden',
    description:
      'The permission is missing, or a token does not name it, or a browser sends from another site.',
    detail: 'Your account may not do this.',
  },
  {
    fault: 'not_found',
    name: 'NotFound',
    description: 'There is no such thing, or it is out of reach: of another county, of somebody else.',
    detail: 'There is no such person.',
  },
  {
    fault: 'conflict',
    name: 'Conflict',
    description: 'It changed after its `version` was read, or its state does not allow this.',
    detail: 'Somebody changed this meanwhile. Load it again.',
  },
  { fault: 'too_large', name: 'TooLarge', description: 'The body is longer than 1,048,576 bytes.' },
  {
    fault: 'invalid',
    name: 'Invalid',
    description: 'A field cannot be used as it is; `fields` says why for each.',
    detail: 'Enter an email address.',
    more: { fields: { email: ['Enter an email address.'] } },
  },
  {
    fault: 'too_many',
    name: 'TooMany',
    description: 'A limit is reached; `Retry-After` says for how many seconds.',
    detail: 'Wait 20 seconds.',
  },
  {
    fault: 'unavailable',
    name: 'Unavailable',
    description: 'The portal is busy or its database away; try again after `Retry-After` seconds.',
    detail: 'The service is away for a moment.',
  },
];

/** The name of a status's answer among the document's components. */
export function responseName(status: number): string {
  return described.find(({ fault }) => faults[fault].status === status)?.name ?? 'Problem';
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

/** One answer for each fault, by its name. */
export const faultResponses = Object.fromEntries(
  described.map(({ fault, name, description, detail, more }) => {
    const { code = fault, ...words } = faults[fault];
    const sent = [
      'X-Request-Id',
      ...(fault === 'too_many' || fault === 'unavailable' ? ['Retry-After'] : []),
    ];
    return [
      name,
      {
        description,
        headers: Object.fromEntries(
          sent.map((header) => [header, { $ref: `#/components/headers/${header}` }]),
        ),
        content: {
          'application/problem+json': {
            schema: { $ref: '#/components/schemas/Problem' },
            example: {
              type: 'about:blank',
              title: words.title,
              status: words.status,
              detail: detail ?? words.detail,
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
