/** One line of the error summary: `field` is the name (and id) of the field it leads to. */
export type FormFault = { field?: string; text: string };

/** What a form knows after it was sent. All words are in the reader's language already; `values` never holds a secret. */
export type FormState =
  | { status: 'idle' }
  | {
      status: 'error';
      summary: FormFault[];
      fields: Record<string, string>;
      values: Record<string, string | string[]>;
    }
  /** `reveal` is a secret that was just made, or several: the form's place shows it, once. */
  | { status: 'done'; text?: string; reveal?: string | string[] };

/** A server action in the shape that `useActionState` and `ActionForm` expect. */
export type FormAction = (state: FormState, data: FormData) => Promise<FormState>;

/** The state before anything was sent. */
export const idleForm: FormState = { status: 'idle' };

/** The hidden field that says for whom a form was drawn: lib/adapters/drawn-for.ts. */
export const drawnForField = 'drawnFor';

/** True for the hidden fields that React adds to a form so that it works without scripts. */
export function isFrameworkField(name: string): boolean {
  return name.startsWith('$ACTION_');
}

/**
 * The plain object that a zod schema parses, from what a form sent. A name sent once becomes a string, a name
 * sent several times an array; files and the framework's own fields are left out. The object has no prototype,
 * so that no field name can reach one.
 */
export function formValues(data: FormData): Record<string, string | string[]> {
  const values: Record<string, string | string[]> = Object.create(null);
  for (const [name, value] of data.entries()) {
    if (typeof value !== 'string' || isFrameworkField(name)) continue;
    const before = values[name];
    if (before === undefined) values[name] = value;
    else values[name] = Array.isArray(before) ? [...before, value] : [before, value];
  }
  return values;
}
