import 'server-only';
import { env } from '@/lib/platform/env';
import type { OidcProvider } from '@/lib/platform/oidc-settings';

/** What pages and forms may know of a provider. */
export type ProviderView = { id: string; name: string; icon: string | undefined };

/** The provider of this id that the settings name, or undefined. */
export function providerById(id: string): OidcProvider | undefined {
  return env().oidc.find((provider) => provider.id === id);
}

/** The provider that the database names by its issuer, while the settings do so too. */
export function providerByKey(key: string): OidcProvider | undefined {
  return env().oidc.find((provider) => provider.key === key);
}

/** The providers of the settings, in their order. */
export function providerViews(): ProviderView[] {
  return env().oidc.map(({ id, name, icon }) => ({ id, name, icon }));
}
