import 'server-only';
import type { Db, PortalRequest } from '@/lib/kernel';
import { knownDevice } from '../sign-in/known-device';
import { WRONG_CODES, waitForCode } from './policy';
import { hashCode, newCodes } from './recovery-codes';
import type { GivenCode } from './schema';
import { unseal } from './secret-box';
import { stepOf } from './totp';

/** Whose factors: the row's keys. */
export type Owner = { id: string; countyId: string | null };

type Addressed = Owner & { email: string };

/** The factors that somebody may be asked for. */
export type Factors = { app: boolean; passkeys: number; recoveryCodesLeft: number };

/** Which factors a person has. A recovery code alone is none: it stands in for another. */
export async function factorsOf(db: Db, userId: string): Promise<Factors> {
  const [factors] = await db.$queryRaw<[Factors]>`
    select exists (select from "AuthenticatorApp" where "userId" = ${userId} and "inUse") as app,
      (select count(*)::int from "Passkey" where "userId" = ${userId}) as passkeys,
      (select count(*)::int from "RecoveryCode" where "userId" = ${userId} and "usedAt" is null) as "recoveryCodesLeft"`;
  return factors;
}

/**
 * Keeps `twoFactorSince` true to the factors that there are: call it after one came or went. With the last one the
 * recovery codes and the remembered devices go, too: they stood in for it.
 */
export async function settleFactors(db: Db, owner: Owner, now: Date): Promise<Factors> {
  const factors = await factorsOf(db, owner.id);
  const has = factors.app || factors.passkeys > 0;
  await db.user.updateMany({
    where: { id: owner.id, twoFactorSince: has ? null : { not: null } },
    data: { twoFactorSince: has ? now : null },
  });
  if (has) return factors;
  await db.recoveryCode.deleteMany({ where: { userId: owner.id } });
  await db.rememberedDevice.deleteMany({ where: { userId: owner.id } });
  return { ...factors, recoveryCodesLeft: 0 };
}

/** Takes every factor of a person away. Answers how many apps and passkeys that were. */
export async function dropFactors(db: Db, owner: Owner, now: Date): Promise<number> {
  const apps = await db.authenticatorApp.deleteMany({ where: { userId: owner.id } });
  const passkeys = await db.passkey.deleteMany({ where: { userId: owner.id } });
  await settleFactors(db, owner, now);
  return apps.count + passkeys.count;
}

/** A new set of recovery codes, shown this once; those of before are void. */
export async function renewCodes(db: Db, owner: Owner, now: Date): Promise<string[]> {
  const codes = newCodes();
  await db.recoveryCode.deleteMany({ where: { userId: owner.id } });
  await db.recoveryCode.createMany({
    data: codes.map((code) => ({
      countyId: owner.countyId,
      userId: owner.id,
      codeHash: hashCode(code),
      createdAt: now,
    })),
  });
  return codes;
}

/** Ten codes for whoever has none left; an empty list for whoever still has some, which stay as they are. */
export async function recoveryCodesFor(db: Db, owner: Owner, now: Date): Promise<string[]> {
  const { recoveryCodesLeft } = await factorsOf(db, owner.id);
  return recoveryCodesLeft > 0 ? [] : renewCodes(db, owner, now);
}

/** Whether a code of the app counts now. Of many who give it at once, one is told so: the step moves on. */
async function useAppCode(db: Db, userId: string, code: string, now: Date): Promise<boolean> {
  const app = await db.authenticatorApp.findUnique({ where: { userId_inUse: { userId, inUse: true } } });
  const step = app && stepOf(code, unseal(app.secret, userId), now);
  if (!app || !step) return false;
  const { count } = await db.authenticatorApp.updateMany({
    where: { id: app.id, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}

/** Whether a recovery code counts; it is used up then, by one of many who try at once. */
async function useRecoveryCode(db: Db, userId: string, code: string, now: Date): Promise<boolean> {
  const { count } = await db.recoveryCode.updateMany({
    where: { userId, codeHash: hashCode(code), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Holds a person's row until the transaction is over: their codes are tried one after the other, in all processes. */
export async function holdPerson(db: Db, userId: string): Promise<void> {
  await db.$queryRaw`select "id" from "User" where "id" = ${userId} for no key update`;
}

export type Proof =
  | { outcome: 'right'; method: 'app' | 'recovery' }
  | { outcome: 'wrong' }
  | { outcome: 'wait'; seconds: number };

/**
 * Tries a typed code of a person, and keeps count: after ten wrong ones in fifteen minutes none is tried. A browser that
 * its owner has signed in with before has a count of its own, which a thief of the password cannot use up. The person's
 * row is held meanwhile, so that the count is exact, however many try at once, in however many processes.
 */
export async function proveCode(
  db: Db,
  owner: Addressed,
  given: GivenCode,
  { request, now }: { request: PortalRequest; now: Date },
): Promise<Proof> {
  await holdPerson(db, owner.id);
  const since = new Date(now.getTime() - WRONG_CODES.minutes * 60_000);
  const wrong = await db.signInRecord.findMany({
    where: {
      userId: owner.id,
      outcome: 'wrong-code',
      device: knownDevice(request.cookies.device, owner.email),
      at: { gt: since },
    },
    select: { at: true },
  });
  const seconds = waitForCode(
    wrong.map(({ at }) => at),
    now,
  );
  if (seconds !== null) return { outcome: 'wait', seconds };
  const method = given.code === undefined ? 'recovery' : 'app';
  const isRight =
    given.code === undefined
      ? await useRecoveryCode(db, owner.id, given.recoveryCode ?? '', now)
      : await useAppCode(db, owner.id, given.code, now);
  if (isRight) return { outcome: 'right', method };
  await recordSignIn(db, owner, { outcome: 'wrong-code', method, request, now });
  return { outcome: 'wrong' };
}

/** What a person's history of sign-ins says of one. */
export type SignInOutcome = 'signed-in' | 'wrong-code';

/** Writes a sign-in that worked, or did not, into its owner's history. */
export async function recordSignIn(
  db: Db,
  owner: Addressed,
  what: { outcome: SignInOutcome; method: string; request: PortalRequest; now: Date },
): Promise<void> {
  await db.signInRecord.create({
    data: {
      countyId: owner.countyId,
      userId: owner.id,
      at: what.now,
      outcome: what.outcome,
      method: what.method,
      ip: what.request.ip,
      userAgent: what.request.userAgent,
      device: knownDevice(what.request.cookies.device, owner.email),
    },
  });
}
