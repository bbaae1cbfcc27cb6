'use client';

import { ActionForm, type ActionFormProps } from './action-form';

/** The schemas of lib/accounts/schema.ts that stand behind a form. */
export type AccountSchema =
  | 'SignIn'
  | 'RegisterForm'
  | 'AddressOnly'
  | 'ResetPasswordForm'
  | 'ChangePassword'
  | 'Reauthenticate'
  | 'FinishResetForm'
  | 'UpdateProfile'
  | 'ChangeEmail';

/** A form of accounts. It is checked when it is sent against the schema of that name, which is fetched then. */
export function AccountForm({
  schema,
  ...form
}: Omit<ActionFormProps, 'schema'> & { schema?: AccountSchema }) {
  const load = schema && (() => import('@/lib/accounts/schema').then((all) => all[schema]));
  return <ActionForm {...form} schema={load} />;
}
