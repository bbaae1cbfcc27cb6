import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { createRole } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { createRoleAction } from '../actions';
import { roleCrumbs } from '../crumbs';
import { RoleForm } from '../role-form';

/** Makes a role of the county's own. */
export default async function NewRolePage() {
  const person = await guard(createRole);
  const t = await getTranslations('ownRoles');
  return (
    <PortalPage crumbs={await roleCrumbs()}>
      <RoleForm
        person={person}
        title={t('new')}
        lead={t('newLead')}
        action={createRoleAction}
        submit={t('create')}
        cancelHref={paths.roles.list()}
      />
    </PortalPage>
  );
}
