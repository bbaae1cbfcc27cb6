import { getTranslations } from 'next-intl/server';
import { Form, type FormProps } from '@/app/_parts/form';
import type { RoleView } from '@/lib/administration';
import { roleFields } from '@/lib/administration/roles/schema';
import type { Person } from '@/lib/kernel';
import { permissionGroups } from './permission-choices';
import { PermissionFields } from './permission-fields';

type Props = Pick<FormProps, 'title' | 'action' | 'sends' | 'submit' | 'cancelHref'> & {
  person: Person;
  lead: string;
  /** As it stands; none for a new one. */
  role?: RoleView;
};

/** Name, description and permissions of a role of the county's own. */
export async function RoleForm({ person, lead, role, ...form }: Props) {
  const t = await getTranslations('ownRoles');
  const { groups, isAll } = await permissionGroups(person, role?.permissions);
  return (
    <Form
      {...form}
      of={roleFields}
      also={['permissions']}
      values={{ name: role?.name, description: role?.description }}
      heading={
        <>
          <h1>{form.title}</h1>
          <p className="mb-6 text-lead text-ink-2">{lead}</p>
        </>
      }
    >
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
    </Form>
  );
}
