import type { ResolverResult } from 'react-hook-form';
import type { ZodType } from 'zod';
import { formValues } from '@/lib/shared/form-state';

export type FormRules = {
  /** Loads the schema when it is first needed, so that it is not in the page's first load. */
  schema?: (() => Promise<ZodType>) | undefined;
  /** Fault texts by message key, in the reader's language, for the keys that this form's schema can give. */
  texts?: Record<string, string> | undefined;
  /** The visible fields in the order of the page: the order of the summary. Only these are checked before sending. */
  fields: readonly string[];
};

type Values = Record<string, unknown>;

async function resolve(rules: FormRules, schema: ZodType, data: FormData): Promise<ResolverResult<Values>> {
  const errors: Record<string, { type: string; message: string }> = {};
  for (const issue of schema.safeParse(formValues(data)).error?.issues ?? []) {
    const name = issue.path.join('.');
    const text = rules.texts?.[issue.message];
    if (text && rules.fields.includes(name) && !(name in errors))
      errors[name] = { type: 'schema', message: text };
  }
  return Object.keys(errors).length > 0 ? { values: {}, errors } : { values: {}, errors: {} };
}

/** A schema that is made tries whether code may be made of text, which the pages' policy refuses and reports: not to be tried. */
async function withoutEval() {
  const { config } = await import('zod');
  config({ jitless: true });
}

/** Fetches what `checkForm` needs: about 40 kB that the page's first load does without. Fails quietly. */
export async function loadChecks(rules: FormRules) {
  if (!rules.schema) return undefined;
  const parts = Promise.all([import('react-hook-form'), withoutEval().then(rules.schema)]);
  return parts.catch(() => undefined);
}

/**
 * Checks what is about to be sent with react-hook-form and the server's own schema. Answers the texts by field;
 * faults of other fields, or without a text here, are left to the server, and so is everything when the schema cannot be loaded.
 */
export async function checkForm(rules: FormRules, data: FormData): Promise<Record<string, string>> {
  const loaded = await loadChecks(rules);
  if (!loaded) return {};
  const [{ createFormControl }, schema] = loaded;
  const form = createFormControl<Values>({
    mode: 'onSubmit',
    reValidateMode: 'onSubmit',
    shouldFocusError: false,
    resolver: () => resolve(rules, schema, data),
  });
  const faults: Record<string, string> = {};
  await form.handleSubmit(
    () => undefined,
    (errors) => {
      for (const field of rules.fields) {
        const text = errors[field]?.message;
        if (typeof text === 'string') faults[field] = text;
      }
    },
  )();
  return faults;
}
