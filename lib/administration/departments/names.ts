import 'server-only';
import { type Db, fail } from '@/lib/kernel';
import { foldWithoutSpaces } from '@/lib/shared/fold';
import { skeleton } from '@/lib/shared/skeleton';

/**
 * Whether a name pretends to be that of another department of the county: people would take it for the same, and it is
 * spelled with other letters. Two may be called the same: their codes tell them apart. Whoever names one waits for who
 * does the same: the second sees what the first wrote.
 */
export async function isLookAlike(db: Db, countyId: string, name: string, ownId?: string): Promise<boolean> {
  await db.$queryRaw`select "id" from "County" where "id" = ${countyId} for no key update`;
  const others = await db.department.findMany({ where: { countyId }, select: { id: true, name: true } });
  return others.some(
    (other) =>
      other.id !== ownId &&
      skeleton(other.name) === skeleton(name) &&
      foldWithoutSpaces(other.name) !== foldWithoutSpaces(name),
  );
}

/** The answer to a code that another department of the county has, and to a name that looks like another's. */
export function refused(field: 'name' | 'code') {
  const message = field === 'code' ? 'errors.department.codeTaken' : 'errors.department.lookAlike';
  return fail('conflict', message, { fields: { [field]: [message] } });
}
