import { getTranslations } from 'next-intl/server';
import { covers, permissionNames, permissions } from '@/lib/access/permissions';
import { alwaysGiven, type GivenPermission } from '@/lib/administration';
import type { Person } from '@/lib/kernel';
import type { PermissionGroup } from './permission-fields';
import { groupOf, roleWords } from './words';

/** The field in which the reach of a permission is chosen. */
const fieldOf = (name: string) => `reach.${name}`;

/** What a form chose: its fields `reach.<permission>` that are not left at "not included". */
export function chosenPermissions(fields: Record<string, unknown>): { name: string; reach: unknown }[] {
  return permissionNames.flatMap((name) => {
    const reach = fields[fieldOf(name)];
    return reach === undefined || reach === '' ? [] : [{ name, reach }];
  });
}

/** What a person may put into a role, by what it is about, and how far each goes in the role now. */
export async function permissionGroups(
  person: Person,
  given: readonly GivenPermission[] = [],
): Promise<{ groups: PermissionGroup[]; isAll: boolean }> {
  const [t, words] = await Promise.all([getTranslations('ownRoles'), roleWords()]);
  const now = new Map(given.map(({ name, reach }) => [name, reach]));
  const groups = new Map<string, PermissionGroup>();
  let isAll = true;
  for (const name of permissionNames) {
    const { grantable } = permissions[name];
    if (grantable.length === 0 || alwaysGiven.some((each) => each.name === name)) continue;
    const reaches = grantable.filter((reach) => covers(person.grants.get(name), reach));
    if (reaches.length < grantable.length) isAll = false;
    if (reaches.length === 0) continue;
    const noun = groupOf(name);
    const group = groups.get(noun) ?? { key: noun, title: words.group(name), permissions: [] };
    groups.set(noun, group);
    group.permissions.push({
      field: fieldOf(name),
      label: words.permission(name),
      options: [
        { value: '', label: t('notIncluded') },
        ...reaches.map((reach) => ({ value: reach, label: words.reach(reach) })),
      ],
      chosen: now.get(name) ?? '',
    });
  }
  return { groups: [...groups.values()], isAll };
}
