import 'server-only';
import { isStaff } from '@/lib/identity';
import type { Db } from '@/lib/kernel';

/** Whether somebody is staff at this moment. */
export async function worksForCounty(db: Db, userId: string): Promise<boolean> {
  const held = await db.userRole.findMany({
    where: { userId },
    select: { role: { select: { name: true } } },
  });
  return isStaff(held.map(({ role }) => role?.name ?? ''));
}
