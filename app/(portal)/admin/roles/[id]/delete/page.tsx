import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { read } from '@/lib/adapters/page';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { getRoleDetail } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deleteRoleAction } from '../../actions';

/** Asks once before a role of the county's own is deleted; one that somebody holds cannot be. */
export default async function DeleteRolePage({ params }: PageProps<'/admin/roles/[id]/delete'>) {
  await requirePermission('role.manage');
  await requireFreshSignIn();
  const [t, admin, common, { role, holders, whyNotChange }] = await Promise.all([
    getTranslations('ownRoles'),
    getTranslations('admin'),
    getTranslations('common'),
    read(getRoleDetail, { roleId: (await params).id }),
  ]);
  if (whyNotChange) forbidden();
  const title = t('deleteTitle', { name: role.name });
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin(), label: admin('title') },
        { href: paths.roles(), label: t('title') },
        { href: paths.role(role.id), label: role.name },
      ]}
    >
      <AccountForm
        {...(await formFrame(title))}
        action={deleteRoleAction}
        fields={[]}
        heading={
          <>
            <h1>{title}</h1>
            <p>{holders > 0 ? t('deleteInUse', { count: holders }) : t('deleteText')}</p>
          </>
        }
      >
        <HiddenField name="roleId" value={role.id} />
        <HiddenField name="version" value={role.version} />
        <ButtonRow>
          {holders > 0 ? (
            <ButtonLink href={paths.role(role.id)}>{t('seeHolders')}</ButtonLink>
          ) : (
            <SubmitButton variant="danger">{t('delete')}</SubmitButton>
          )}
          <a href={paths.role(role.id)} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
