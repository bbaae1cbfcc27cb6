'use server';

import { startProviderLink, unlinkProvider } from '@/lib/accounts';
import { begin } from '@/lib/accounts/browser/round-trip';
import { formAction } from '@/lib/adapters/form-action';
import { paths } from '@/lib/shared/paths';

export const linkElsewhereAction = formAction(startProviderLink, {
  then: ({ provider }) => begin('link', provider, paths.security.show()),
});

export const unlinkProviderAction = formAction(unlinkProvider, {
  then: () => paths.security.show(),
  flash: 'providerUnlinked',
});
