import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink, LeadButtons } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getRoleMatrix } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { MatrixTable } from './matrix-table';
import { RoleCards } from './role-cards';

/** Who can do what: a table where there is room for one, a card a role where there is not. */
export default async function RolesPage() {
  const person = await guard(getRoleMatrix);
  const [t, admin, { roles }] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations('admin'),
    read(getRoleMatrix, {}),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.admin.show(), label: admin('title') }]}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      <p className="mb-6 max-w-[46rem] text-lead text-ink-2">
        {t('lead')} {person.county ? null : t('systemNote')}
      </p>
      {person.county && person.grants.has('role.manage') ? (
        <LeadButtons>
          <ButtonLink href={paths.roles.new()}>{t('new')}</ButtonLink>
        </LeadButtons>
      ) : null}
      <MatrixTable roles={roles} />
      <RoleCards roles={roles} />
    </PortalPage>
  );
}
