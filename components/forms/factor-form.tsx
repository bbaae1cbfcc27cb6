'use client';

import { ActionForm, type ActionFormProps } from './action-form';

/** The schemas of lib/accounts/two-factor/schema.ts that stand behind a form. */
type FactorSchema = 'ProveApp' | 'ProveRecoveryCode' | 'ConfirmApp';

/** A form of the second factor. It is checked when it is sent against the schema of that name, which is fetched then. */
export function FactorForm({ schema, ...form }: Omit<ActionFormProps, 'schema'> & { schema?: FactorSchema }) {
  const load = schema && (() => import('@/lib/accounts/two-factor/schema').then((all) => all[schema]));
  return <ActionForm {...form} schema={load} />;
}
