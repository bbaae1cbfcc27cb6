import { getTranslations } from 'next-intl/server';
import { ProviderButtons } from '@/components/forms/provider-buttons';
import type { WaysIn } from '@/lib/accounts';
import { providerById } from '@/lib/accounts/providers/configured';
import { proveElsewhereAction } from './actions';

/** One button for each linked provider; nothing where there is none. */
export async function ProveElsewhere({ ways, next }: { ways: WaysIn; next: string }) {
  const t = await getTranslations('providers');
  const providers = ways.linked.flatMap(({ provider }) => (provider && providerById(provider)) || []);
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere" className="mt-7">
      <h2 id="elsewhere" className="sr-only">
        {t('or')}
      </h2>
      <ProviderButtons
        action={proveElsewhereAction}
        next={next}
        buttons={providers.map(({ id, name, icon }) => ({ id, icon, label: t('prove.button', { name }) }))}
      />
    </section>
  );
}
