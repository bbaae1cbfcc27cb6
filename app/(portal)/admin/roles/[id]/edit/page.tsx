import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getRoleDetail, updateRole } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { updateRoleAction } from '../../actions';
import { roleCrumbs } from '../../crumbs';
import { RoleForm } from '../../role-form';

/** Changes a role of the county's own. */
export default async function EditRolePage({ params }: PageProps<'/admin/roles/[id]/edit'>) {
  const person = await guard(updateRole);
  const [t, common, { role, whyNotChange }] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations('common'),
    read(getRoleDetail, { roleId: (await params).id }),
  ]);
  if (whyNotChange) forbidden();
  return (
    <PortalPage crumbs={await roleCrumbs(role)}>
      <RoleForm
        person={person}
        role={role}
        title={t('editTitle', { name: role.name })}
        lead={t('editLead')}
        action={updateRoleAction}
        sends={{ roleId: role.id, version: role.version }}
        submit={common('save')}
        cancelHref={paths.roles.show(role.id)}
      />
    </PortalPage>
  );
}
