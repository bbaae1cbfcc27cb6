import type { z } from 'zod';
import { keyOf, type MessageKey } from '@/messages/keys';

/**
 * What every use case answers. The codes are closed; lib/adapters/faults.ts says what each comes to.
 * Whatever is thrown instead is a bug (or the database being away, which the kernel turns into `unavailable`).
 */
export type FaultCode =
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'invalid'
  | 'conflict'
  | 'too_many'
  | 'unavailable';

export type Fault = {
  code: FaultCode;
  /** A key of `messages/`. */
  message: MessageKey;
  /** Field name -> message keys, in the order they are to be read. */
  fields?: Record<string, MessageKey[]>;
  /** What the message's text names: a number of holders, a limit. */
  values?: Record<string, string | number>;
  /** Seconds, with `too_many` and `unavailable`. */
  retryAfter?: number;
  /** With `unauthenticated`: signed in, but not freshly enough. */
  reauthRequired?: true;
  /** With `forbidden`: a second factor must be set up before anything else. */
  factorRequired?: true;
};

export type Failure = { ok: false; error: Fault };
export type Result<T> = { ok: true; value: T } | Failure;

/** The use case did what was asked. */
export function done<T>(value: T): Result<T> {
  return { ok: true, value };
}

/** The use case refuses; nothing it wrote stays, unless it is marked `keepOnFail`. */
export function fail(
  code: FaultCode,
  message: MessageKey,
  more: Omit<Fault, 'code' | 'message'> = {},
): Failure {
  return { ok: false, error: { code, message, ...more } };
}

/** An `invalid` whose first field fault is also its message. */
export function failFields(fields: Record<string, MessageKey[]>): Failure {
  const first = Object.values(fields)[0]?.[0] ?? 'errors.form.problem';
  return fail('invalid', first, { fields });
}

/** zod's issues as a fault: field name -> message keys; a fault of the whole goes under "". */
export function invalid(error: z.ZodError): Fault {
  const fields: Record<string, MessageKey[]> = Object.create(null);
  for (const issue of error.issues) {
    // An item of a list is a fault of the list: that is the field that people see.
    const name = issue.path
      .filter((part) => typeof part !== 'number')
      .map(String)
      .join('.');
    // What zod says in its own words (a wrong type) is for programs; people get a general line.
    const message = issue.message.startsWith('errors.') ? keyOf(issue.message) : 'errors.form.wrongType';
    const messages = fields[name] ?? [];
    fields[name] = messages.includes(message) ? messages : [...messages, message];
  }
  return {
    code: 'invalid',
    message: Object.values(fields)[0]?.[0] ?? 'errors.form.problem',
    fields: { ...fields },
  };
}
