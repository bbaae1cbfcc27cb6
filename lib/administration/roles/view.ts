import 'server-only';
import { givenBy } from '@/lib/access/granting';
import { permissionNames, type Reach, reaches } from '@/lib/access/permissions';
import type { GivenPermission, RoleView } from './schema';

/** A role's row with its permissions, as the use cases read it. */
export type RoleRow = {
  id: string;
  name: string;
  description: string;
  builtIn: boolean;
  version: number;
  permissions: readonly { permission: string; reach: string }[];
};

/** What a role gives, in the order in which people read permissions; rows of no meaning to this version left out. */
export function permissionsOf(role: Pick<RoleRow, 'name' | 'builtIn' | 'permissions'>): GivenPermission[] {
  const rows = role.permissions.map(({ permission, reach }): [string, string] => [permission, reach]);
  const given = new Map(givenBy({ name: role.name, builtIn: role.builtIn, permissions: rows }));
  return permissionNames.flatMap((name) => {
    const reach = given.get(name);
    return reach && (reaches as readonly Reach[]).includes(reach) ? [{ name, reach }] : [];
  });
}

/** A role as it leaves the server: docs/contract.md, section 8. */
export function roleView(role: RoleRow): RoleView {
  const { id, name, description, builtIn, version } = role;
  return { id, name, description, builtIn, permissions: permissionsOf(role), version };
}
