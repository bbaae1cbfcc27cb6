import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { paths } from '@/lib/shared/paths';
import { createRoleAction } from '../actions';
import { RoleFields, roleFieldNames } from '../role-fields';

/** Makes a role of the county's own. */
export default async function NewRolePage() {
  const person = await requirePermission('role.manage');
  await requireFreshSignIn();
  const [t, admin, common] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations('admin'),
    getTranslations('common'),
  ]);
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin(), label: admin('title') },
        { href: paths.roles(), label: t('title') },
      ]}
    >
      <AccountForm
        {...(await formFrame(t('new')))}
        action={createRoleAction}
        fields={roleFieldNames}
        heading={
          <>
            <h1>{t('new')}</h1>
            <p className="mb-6 text-lead text-ink-2">{t('newLead')}</p>
          </>
        }
      >
        <RoleFields person={person} />
        <ButtonRow>
          <SubmitButton>{t('create')}</SubmitButton>
          <a href={paths.roles()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
