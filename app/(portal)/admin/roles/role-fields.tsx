import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/forms/text-field';
import type { RoleView } from '@/lib/administration';
import type { Person } from '@/lib/kernel';
import { permissionGroups } from './permission-choices';
import { PermissionFields } from './permission-fields';

/** The visible fields of the form of a role, in their order. */
export const roleFieldNames = ['name', 'description', 'permissions'];

/** Name, description and permissions of a role, new or as it stands. */
export async function RoleFields({ person, role }: { person: Person; role?: RoleView }) {
  const t = await getTranslations('ownRoles');
  const { groups, isAll } = await permissionGroups(person, role?.permissions);
  return (
    <>
      <TextField
        name="name"
        label={t('name')}
        hint={t('nameHint')}
        autoComplete="off"
        defaultValue={role?.name ?? ''}
      />
      <TextField
        name="description"
        label={t('description')}
        hint={t('descriptionHint')}
        autoComplete="off"
        defaultValue={role?.description ?? ''}
      />
      <PermissionFields
        title={t('permissions')}
        hint={
          <>
            {t('permissionsHint')} {isAll ? null : t('leftOut')}
          </>
        }
        groups={groups}
      />
      <p className="max-w-[46rem] text-ink-2">{t('always')}</p>
    </>
  );
}
