import { forbidden } from 'next/navigation';
import type { Permission } from '@/lib/access/permissions';
import { requirePermission } from '@/lib/adapters/require-role';
import type { Person } from '@/lib/kernel';

/** Whoever looks after departments of their county; a System Administrator, who is in none, gets the 403 page. */
export async function requireDepartments(permission: Permission = 'department.view'): Promise<Person> {
  const actor = await requirePermission(permission);
  if (!actor.county) forbidden();
  return actor;
}
