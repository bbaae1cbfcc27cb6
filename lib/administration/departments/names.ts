import 'server-only';
import { type Db, fail } from '@/lib/kernel';
import { skeleton } from '@/lib/shared/skeleton';

/**
 * Whether another department of the county has this name, or one that people would take for it. Whoever names one waits
 * for who does the same: the second sees what the first wrote.
 */
export async function isNameTaken(db: Db, countyId: string, name: string, ownId?: string): Promise<boolean> {
  await db.$queryRaw`select "id" from "County" where "id" = ${countyId} for no key update`;
  const others = await db.department.findMany({ where: { countyId }, select: { id: true, name: true } });
  return others.some((other) => other.id !== ownId && skeleton(other.name) === skeleton(name));
}

/** The answer to a name or code that another department of the county has. */
export function taken(field: 'name' | 'code') {
  const message = `errors.department.${field}Taken` as const;
  return fail('conflict', message, { fields: { [field]: [message] } });
}
