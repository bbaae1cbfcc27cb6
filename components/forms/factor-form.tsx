'use client';

import { ActionForm, type ActionFormProps } from './action-form';

const schemas = {
  ProveApp: () => import('@/lib/accounts/factors/schema').then(({ ProveApp }) => ProveApp),
  ProveRecoveryCode: () =>
    import('@/lib/accounts/factors/schema').then(({ ProveRecoveryCode }) => ProveRecoveryCode),
  ConfirmApp: () => import('@/lib/accounts/factors/schema').then(({ ConfirmApp }) => ConfirmApp),
  PasskeyName: () => import('@/lib/accounts/passkeys/schema').then(({ PasskeyName }) => PasskeyName),
};

/** A form of the second factor. It is checked when it is sent against the schema of that name, which is fetched then. */
export function FactorForm({
  schema,
  ...form
}: Omit<ActionFormProps, 'schema'> & { schema?: keyof typeof schemas }) {
  return <ActionForm {...form} schema={schema && schemas[schema]} />;
}
