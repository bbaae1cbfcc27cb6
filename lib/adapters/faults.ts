import 'server-only';
import type { Fault, FaultCode } from '@/lib/kernel/result';

/** What can go wrong at a way in: what use cases fail with, and what no use case ever hears of. */
export type FaultName = FaultCode | 'bad_body' | 'too_large' | 'method_not_allowed' | 'internal';

type Words = {
  status: number;
  /** The words for programs, in English: of API v1's problems, of the lesson's errors, of the API's document. */
  title: string;
  /** What to do about it, where no use case says it in the caller's language; the title unless told. */
  detail?: string;
  /** What problems call it, where that is not its name. */
  code?: FaultCode;
};

/** Each fault's status and words, whichever way the caller came in. */
export const faults: Record<FaultName, Words> = {
  unauthenticated: { status: 401, title: 'Authentication required' },
  forbidden: { status: 403, title: 'Access forbidden' },
  not_found: { status: 404, title: 'Not found', detail: 'There is nothing at this address.' },
  invalid: { status: 422, title: 'Some of what was sent cannot be used' },
  conflict: { status: 409, title: 'Conflict' },
  too_many: { status: 429, title: 'Too many requests' },
  unavailable: {
    status: 503,
    title: 'Service unavailable',
    detail: 'Try again after the seconds in "Retry-After".',
  },
  bad_body: {
    status: 400,
    title: 'The body is no JSON object',
    detail: 'Send a JSON object, with "Content-Type: application/json".',
    code: 'invalid',
  },
  too_large: {
    status: 413,
    title: 'Body too large',
    detail: 'A body may have 1,048,576 bytes at most.',
  },
  method_not_allowed: {
    status: 405,
    title: 'Method not allowed',
    detail: 'This address does not take this method; "Allow" names those that it takes.',
  },
  internal: {
    status: 500,
    title: 'Internal error',
    detail: 'It is our fault, and it is logged. Quote the request id when you report it.',
  },
};

/** Seconds after which to try again, where a fault names none. */
export const RETRY_AFTER = 5;

/** What a way in answers itself where the database is away before or after the use case, which says the same. */
export const away = {
  code: 'unavailable',
  message: 'errors.service.away',
  retryAfter: RETRY_AFTER,
} as const satisfies Fault;

/** What a use case's failure comes to for who met it. */
export type Consequence =
  | 'sign-in'
  | 'prove-again'
  | 'set-up-factor'
  | 'forbidden'
  | 'not-found'
  /** They can only wait. */
  | 'wait'
  /** They can change what they sent, and send it again. */
  | 'correct';

const consequences: Record<FaultCode, Consequence> = {
  unauthenticated: 'sign-in',
  forbidden: 'forbidden',
  not_found: 'not-found',
  invalid: 'correct',
  conflict: 'correct',
  too_many: 'wait',
  unavailable: 'wait',
};

/** What a failure comes to. Every way in asks here, and says it in its own way: a page, a form, a file, JSON. */
export function consequenceOf(fault: Fault): Consequence {
  if (fault.reauthRequired) return 'prove-again';
  if (fault.factorRequired) return 'set-up-factor';
  return consequences[fault.code];
}
