import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { TokenTable } from '@/app/(portal)/security/tokens/token-table';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { listServiceTokens } from '@/lib/administration';
import { MAX_PER_PAGE } from '@/lib/shared/paging';
import { paths } from '@/lib/shared/paths';

/** The tokens of the county that no person owns. */
export default async function ServiceTokensPage() {
  const person = await guard(listServiceTokens);
  const [t, admin, { items, total }] = await Promise.all([
    getTranslations('serviceTokens'),
    getTranslations('admin'),
    read(listServiceTokens, { perPage: String(MAX_PER_PAGE) }),
  ]);
  const create = <ButtonLink href={paths.serviceTokens.new()}>{t('create')}</ButtonLink>;
  const maySeePeople = person.grants.has('user.view');
  const maker = {
    label: t('createdBy'),
    of: ({ createdBy }: (typeof items)[number]) => {
      if (!createdBy) return t('makerGone');
      return maySeePeople ? (
        <a href={paths.people.show(createdBy.id)}>{createdBy.fullName}</a>
      ) : (
        createdBy.fullName
      );
    },
  };
  return (
    <PortalPage crumbs={[{ href: paths.admin.show(), label: admin('title') }]}>
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
          <TokenTable
            tokens={items}
            total={total ?? items.length}
            revokeHref={paths.serviceTokens.revoke}
            maker={maker}
          />
        </>
      )}
    </PortalPage>
  );
}
