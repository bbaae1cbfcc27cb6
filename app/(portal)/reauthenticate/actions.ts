'use server';

import { reauthenticate, reauthenticateWithPasskey, startProviderProof } from '@/lib/accounts';
import { begin } from '@/lib/accounts/browser/round-trip';
import { formAction } from '@/lib/adapters/form-action';
import { ownPath, paths } from '@/lib/shared/paths';

export const reauthenticateAction = formAction(reauthenticate, {
  then: (_done, { next }) => ownPath(next) ?? paths.dashboard.show(),
});

export const reauthenticateWithPasskeyAction = formAction(reauthenticateWithPasskey, {
  input: ({ answer }) => ({ answer }),
  then: (_done, { next }) => ownPath(next) ?? paths.dashboard.show(),
});

export const proveElsewhereAction = formAction(startProviderProof, {
  then: ({ provider }, { next }) => begin('fresh', provider, next),
});
