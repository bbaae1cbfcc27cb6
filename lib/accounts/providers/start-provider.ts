import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { costlyPage } from '../limits';
import { providerById } from './configured';
import { ChosenProvider } from './schema';

/**
 * Whether somebody may be sent to a provider, to sign in, to link, or to prove again who they are. What follows is the
 * round trip (round-trip.ts); nothing of the portal's changes before its end.
 */
function start(provider: string) {
  const found = providerById(provider);
  return found ? done({ provider: found.id }) : fail('invalid', 'errors.provider.gone');
}

/** To sign in, or to make an account. */
export const startProviderSignIn = useCase({
  name: 'accounts.startProviderSignIn',
  input: ChosenProvider,
  access: 'public',
  limits: (_input, request) => [...costlyPage(request)],
  audit: 'none',
  run: async (_context, { provider }) => start(provider),
});

/** To link it to the own account. */
export const startProviderLink = useCase({
  name: 'accounts.startProviderLink',
  input: ChosenProvider,
  access: 'account.manage',
  fresh: true,
  limits: (_input, request) => [...costlyPage(request)],
  audit: 'none',
  run: async ({ actor }, { provider }) =>
    actor.via.kind === 'session' ? start(provider) : fail('forbidden', 'errors.access.notAllowed'),
});

/** To prove again who is at the keyboard. */
export const startProviderProof = useCase({
  name: 'accounts.startProviderProof',
  input: ChosenProvider,
  access: 'account.manage',
  beforeFactor: true,
  limits: (_input, request) => [...costlyPage(request)],
  audit: 'none',
  run: async ({ actor }, { provider }) =>
    actor.via.kind === 'session' ? start(provider) : fail('forbidden', 'errors.access.notAllowed'),
});
