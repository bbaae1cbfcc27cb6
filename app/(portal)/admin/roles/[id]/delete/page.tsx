import { forbidden } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { ButtonLink } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { deleteRole, getRoleDetail } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deleteRoleAction } from '../../actions';
import { roleCrumbs } from '../../crumbs';

/** Asks once before a role of the county's own is deleted; one that somebody holds cannot be. */
export default async function DeleteRolePage({ params }: PageProps<'/admin/roles/[id]/delete'>) {
  await guard(deleteRole);
  const t = await getTranslations('ownRoles');
  const { role, holders, whyNotChange } = await read(getRoleDetail, { roleId: (await params).id });
  if (whyNotChange) forbidden();
  const isHeld = holders > 0;
  return (
    <ConfirmPage
      crumbs={await roleCrumbs(role)}
      title={t('deleteTitle', { name: role.name })}
      lead={isHeld ? t('deleteInUse', { count: holders }) : t('deleteText')}
      action={deleteRoleAction}
      sends={{ roleId: role.id, version: role.version }}
      submit={t('delete')}
      instead={
        isHeld ? <ButtonLink href={paths.roles.show(role.id)}>{t('seeHolders')}</ButtonLink> : undefined
      }
      cancelHref={paths.roles.show(role.id)}
    />
  );
}
