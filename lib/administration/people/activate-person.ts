import 'server-only';
import { turnStamp } from '@/lib/accounts';
import { type Acting, type AuditNote, done, fail, type Result } from '@/lib/kernel';
import { revokeMadeBy } from '../service-tokens/made-by';
import { isLastAdministrator } from './last-administrator';
import type { ManagedPerson } from './managed-person';

/**
 * Deactivates a person, and revokes the county's tokens that they made, unless they are to stay. Nobody deactivates themselves or the last administrator, also when two are at it at once.
 */
export async function deactivatePerson(
  acting: Acting,
  person: ManagedPerson,
  { reason, keepTokens = false }: { reason?: string | undefined; keepTokens?: boolean },
): Promise<Result<AuditNote>> {
  const { db, actor, now } = acting;
  if (person.id === actor.id) return fail('conflict', 'errors.user.yourself');
  if (!person.active) return fail('conflict', 'errors.user.alreadyInactive');
  if (await isLastAdministrator(db, person)) return fail('conflict', 'errors.user.lastAdministrator');
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: true },
    data: {
      active: false,
      deactivationNote: reason || null,
      version: { increment: 1 },
    },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyInactive');
  await turnStamp(db, person.id, { now, because: 'deactivated' });
  // Those too that outlive a new stamp.
  await db.singleUseLink.deleteMany({ where: { userId: person.id, usedAt: null } });
  const revokedTokens = keepTokens ? [] : await revokeMadeBy(db, person.id, now);
  return done({
    before: { active: true },
    after: { active: false, reason: reason ?? '', ...(revokedTokens.length > 0 ? { revokedTokens } : {}) },
  });
}

/** Makes a deactivated person active again. They sign in anew: nothing that ended comes back. */
export async function reactivatePerson(
  { db, now }: Acting,
  person: ManagedPerson,
  reason: string | undefined,
): Promise<Result<AuditNote>> {
  const { count } = await db.user.updateMany({
    where: { id: person.id, active: false },
    data: { active: true, deactivationNote: null, version: { increment: 1 } },
  });
  if (count === 0) return fail('conflict', 'errors.user.alreadyActive');
  await turnStamp(db, person.id, { now, because: 'reactivated' });
  return done({ before: { active: false }, after: { active: true, reason: reason ?? '' } });
}
