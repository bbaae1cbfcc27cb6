'use client';

import type { ZodType } from 'zod';
import { ActionForm, type ActionFormProps } from './action-form';

/** The files of schemas that forms are checked against. Each is fetched when somebody first touches such a form. */
const files = {
  accounts: () => import('@/lib/accounts/schema'),
  factors: () => import('@/lib/accounts/factors/schema'),
  passkeys: () => import('@/lib/accounts/passkeys/schema'),
};

type Files = { [F in keyof typeof files]: Awaited<ReturnType<(typeof files)[F]>> };
type SchemasOf<M> = { [N in keyof M & string]: M[N] extends ZodType ? N : never }[keyof M & string];

/** A schema by its file and its name: "accounts/SignIn". */
export type Checks = { [F in keyof Files]: `${F}/${SchemasOf<Files[F]>}` }[keyof Files];

async function schemaOf(checks: Checks): Promise<ZodType> {
  const [file, name] = checks.split('/') as [keyof Files, string];
  return ((await files[file]()) as Record<string, unknown>)[name] as ZodType;
}

/** A form that is checked, when it is sent, against the schema of that name. */
export function CheckedForm({
  checks,
  ...form
}: Omit<ActionFormProps, 'schema'> & { checks?: Checks | undefined }) {
  return <ActionForm {...form} schema={checks && (() => schemaOf(checks))} />;
}
