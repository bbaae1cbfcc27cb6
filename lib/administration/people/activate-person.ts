import 'server-only';
import { randomUUID } from 'node:crypto';
import { type Acting, type AuditNote, done, fail, type Result } from '@/lib/kernel';
import { isLastAdministrator } from './last-administrator';
import type { ManagedPerson } from './managed-person';

/** Ends whatever the person is signed in by: sessions, tokens and mailed links are dead at the next request. */
async function endEverything({ db, now }: Acting, userId: string, because: string): Promise<void> {
  await db.session.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: now, endedBecause: because },
  });
  await db.singleUseLink.deleteMany({ where: { userId, usedAt: null } });
}

/** Deactivates a person. Nobody deactivates themselves or the last administrator, also when two are at it at once. */
export async function deactivatePerson(
  acting: Acting,
  person: ManagedPerson,
  reason: string | undefined,
): Promise<Result<AuditNote>> {
  const { db, actor } = acting;
  if (person.id === actor.id) return fail('conflict', 'errors.user.yourself');
  if (!person.active) return fail('conflict', 'errors.user.alreadyInactive');
  if (await isLastAdministrator(db, person)) return fail('conflict', 'errors.user.lastAdministrator');
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: true },
    data: {
      active: false,
      deactivationNote: reason || null,
      securityStamp: randomUUID(),
      version: { increment: 1 },
    },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyInactive');
  await endEverything(acting, person.id, 'deactivated');
  return done({ before: { active: true }, after: { active: false, reason: reason ?? '' } });
}

/** Makes a deactivated person active again. They sign in anew: nothing that ended comes back. */
export async function reactivatePerson(
  { db }: Acting,
  person: ManagedPerson,
  reason: string | undefined,
): Promise<Result<AuditNote>> {
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: false },
    data: { active: true, deactivationNote: null, securityStamp: randomUUID(), version: { increment: 1 } },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyActive');
  return done({ before: { active: false }, after: { active: true, reason: reason ?? '' } });
}
