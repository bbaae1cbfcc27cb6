import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getRoleDetail, updateRole } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { updateRoleAction } from '../../actions';
import { roleCrumbs } from '../../crumbs';
import { RoleFields, roleFieldNames } from '../../role-fields';

/** Changes a role of the county's own. */
export default async function EditRolePage({ params }: PageProps<'/admin/roles/[id]/edit'>) {
  const person = await guard(updateRole);
  const [t, common, { role, whyNotChange }] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations('common'),
    read(getRoleDetail, { roleId: (await params).id }),
  ]);
  if (whyNotChange) forbidden();
  const title = t('editTitle', { name: role.name });
  return (
    <PortalPage crumbs={await roleCrumbs(role)}>
      <AccountForm
        {...(await formFrame(title))}
        action={updateRoleAction}
        fields={roleFieldNames}
        heading={
          <>
            <h1>{title}</h1>
            <p className="mb-6 text-lead text-ink-2">{t('editLead')}</p>
          </>
        }
      >
        <HiddenField name="roleId" value={role.id} />
        <HiddenField name="version" value={role.version} />
        <RoleFields person={person} role={role} />
        <ButtonRow>
          <SubmitButton>{common('save')}</SubmitButton>
          <a href={paths.role(role.id)} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
