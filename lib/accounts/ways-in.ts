import 'server-only';
import type { Db } from '@/lib/kernel';
import { dropFactors, type Owner } from './factors/factors';

/** Ends what opens an account beside its password: sign-ins elsewhere are unlinked, passkeys are a second factor alone. */
export async function endWaysBesidePassword(db: Db, userId: string): Promise<void> {
  await db.account.deleteMany({ where: { userId } });
  await db.passkey.updateMany({ where: { userId }, data: { signsIn: false } });
}

/**
 * Ends whatever was added to an account before anybody had proven its address: it may be of somebody who typed a
 * stranger's. Whoever proves it decides what opens the account.
 */
export async function endWaysInOfBefore(db: Db, owner: Owner, now: Date): Promise<void> {
  await db.account.deleteMany({ where: { userId: owner.id } });
  await dropFactors(db, owner, now);
}
