import { getTranslations } from 'next-intl/server';
import { ProviderButtons } from '@/components/forms/provider-buttons';
import { providerViews } from '@/lib/accounts/providers/configured';
import { signInElsewhereAction } from './login/provider/actions';

/** The other ways to sign in, below the form of the page; nothing where the settings name none. */
export async function ProviderPart({ next }: { next?: string | undefined }) {
  const t = await getTranslations('providers');
  const providers = providerViews();
  if (providers.length === 0) return null;
  return (
    <section aria-labelledby="elsewhere" className="mt-9 border-t border-line pt-6">
      <h2 id="elsewhere">{t('or')}</h2>
      <p className="mb-4 text-ink-2">{t('lead')}</p>
      <ProviderButtons
        action={signInElsewhereAction}
        next={next}
        buttons={providers.map(({ id, name, icon }) => ({ id, icon, label: t('signIn', { name }) }))}
      />
    </section>
  );
}
