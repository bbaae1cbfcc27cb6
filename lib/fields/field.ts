import type { z } from 'zod';
import type { MessageKey } from '@/messages/keys';

/** How an answer is asked for. `few` is a choice whose answers all stand on the page. */
export type Kind =
  | 'line'
  | 'lines'
  | 'number'
  | 'email'
  | 'phone'
  | 'code'
  | 'one-time-code'
  | 'password'
  | 'date'
  | 'choice'
  | 'few'
  | 'choices'
  | 'file'
  | 'search'
  | 'yes-no';

/** How a field is asked for. Texts are keys of `messages/`. */
export type Asked = {
  label: MessageKey;
  hint?: MessageKey | undefined;
  /** What browsers fill in; `off` where it is about somebody else. */
  autoComplete?: string;
  width?: 'medium' | 'short';
  /** Of a choice: where one thing alone is offered there is nothing to choose, and it is sent unseen. */
  unseenAlone?: true;
  /** Of `few`: what is offered, and what each is called. Of other choices the page says it. */
  offers?: Readonly<Record<string, MessageKey>>;
  /** Of a file: what browsers let people choose. */
  accept?: string;
};

/** One answer of a form, declared once: what it takes, how it is asked for, what may be wrong with it. */
export type Field<S extends z.ZodType = z.ZodType> = Asked & {
  kind: Kind;
  /** Cleans the answer, then judges it. Schemas of forms, JSON and OpenAPI are made of it. */
  schema: S;
  /** Everything that the schema can find wrong, as keys of `messages/`. */
  faults: readonly MessageKey[];
};

/** The answers of a form by name, in the order in which they are asked for. */
export type Fields = Readonly<Record<string, Field>>;

/** The pieces of a form's schema. */
export function schemasOf<F extends Readonly<Record<string, Pick<Field, 'schema'>>>>(
  fields: F,
): { [N in keyof F]: F[N]['schema'] } {
  const pieces = Object.entries(fields).map(([name, { schema }]) => [name, schema]);
  return Object.fromEntries(pieces) as { [N in keyof F]: F[N]['schema'] };
}

/** Everything that can be found wrong with these answers before they are sent. */
export function faultsOf(fields: Fields): MessageKey[] {
  return [...new Set(Object.values(fields).flatMap(({ faults }) => faults))];
}

/** The same answers about somebody else: browsers fill in nothing of the person who types. */
export function aboutAnother<F extends Fields>(fields: F): F {
  const asked = Object.entries(fields).map(([name, field]) => [
    name,
    field.autoComplete ? { ...field, autoComplete: 'off' } : field,
  ]);
  return Object.fromEntries(asked) as F;
}
