import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ErrorSummary } from '@/components/forms/error-summary';
import { ProviderButtons } from '@/components/forms/provider-buttons';
import type { WaysIn } from '@/lib/accounts';
import { providerById } from '@/lib/accounts/providers/configured';
import type { FormFault } from '@/lib/shared/form-state';
import { paths } from '@/lib/shared/paths';
import { proveElsewhereAction } from './actions';

/** The page for whoever has no password: by a provider, or by setting one. */
export async function ProveElsewhere({
  ways,
  next,
  problem,
}: {
  ways: WaysIn;
  next: string;
  problem: FormFault[];
}) {
  const [t, accounts, common] = await Promise.all([
    getTranslations('providers'),
    getTranslations('accounts.reauthenticate'),
    getTranslations('common'),
  ]);
  const title = await pageTitle(accounts('title'));
  return (
    <PortalPage>
      <title>{problem.length > 0 ? common('errorPrefix') + title : title}</title>
      {problem.length > 0 ? <ErrorSummary title={common('problemTitle')} faults={problem} /> : null}
      <h1>{accounts('title')}</h1>
      <p className="mb-5 text-ink-2">{t('prove.lead')}</p>
      <ProveButtons ways={ways} next={next} />
      <p className="mt-5 text-ink-2">
        {t('prove.noAnswer')} <a href={paths.reset()}>{t('password.set')}</a>
      </p>
    </PortalPage>
  );
}

/** One button for each linked provider; nothing where there is none. */
export async function ProveButtons({ ways, next }: { ways: WaysIn; next: string }) {
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
