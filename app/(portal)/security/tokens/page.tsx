import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { listTokens } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { MAX_PER_PAGE } from '@/lib/shared/paging';
import { paths } from '@/lib/shared/paths';
import { TokenTable } from './token-table';

/** The own tokens: what programs may do in one's name. */
export default async function TokensPage() {
  await guard(listTokens);
  const [t, security, { items, total }] = await Promise.all([
    getTranslations('tokens'),
    getTranslations('accounts.security'),
    read(listTokens, { perPage: String(MAX_PER_PAGE) }),
  ]);
  const create = <ButtonLink href={paths.tokens.new()}>{t('create')}</ButtonLink>;
  return (
    <PortalPage crumbs={[{ href: paths.security.show(), label: security('title') }]}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-6 text-lead text-ink-2">{t('lead')}</p>
      {items.length === 0 ? (
        <EmptyState title={t('none')} action={create}>
          {t('noneText')}
        </EmptyState>
      ) : (
        <>
          <p className="mb-6">{create}</p>
          <TokenTable tokens={items} total={total ?? items.length} revokeHref={paths.tokens.revoke} />
        </>
      )}
    </PortalPage>
  );
}
