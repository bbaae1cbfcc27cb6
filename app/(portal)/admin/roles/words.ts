import { getTranslations } from 'next-intl/server';
import type { Permission, Reach } from '@/lib/access/permissions';
import { isRoleName } from '@/lib/access/roles';

/** What the pages call roles, permissions and reaches, in the reader's language. */
export async function roleWords() {
  const t = await getTranslations();
  return {
    /** A built-in role has a name in every language; a county's own is called as the county calls it. */
    nameOf: ({ name, builtIn }: { name: string; builtIn: boolean }) =>
      builtIn && isRoleName(name) ? t(`roles.${name}`) : name,
    permission: (name: Permission) => t(`permissions.${name}`),
    reach: (reach: Reach) => t(`ownRoles.reach.${reach}`),
    group: (name: Permission) => t(`ownRoles.groups.${groupOf(name)}`),
  };
}

/** The noun of a permission: what it is about. */
export const groupOf = (name: Permission) =>
  name.slice(0, name.indexOf('.')) as
    | 'account'
    | 'dashboard'
    | 'user'
    | 'department'
    | 'role'
    | 'audit'
    | 'token'
    | 'county';
