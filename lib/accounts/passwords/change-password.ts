import 'server-only';
import { credentialsByEmail } from '@/lib/identity';
import { done, failFields, type Person, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import type { MessageKey } from '@/messages/keys';
import { ownPasswordLimits } from '../limits';
import { passwordChangedMail } from '../mails';
import { ChangePassword } from '../schema';
import { openSession } from '../sessions/open-session';
import { turnStamp } from '../sessions/turn-stamp';
import { passwordSet } from './password-set';
import { MAX_PASSWORD_LENGTH, passwordLength, whyNotPassword } from './policy';
import { passwordRule } from './rule';

/**
 * Changes the own password, with the current one as proof. Every other session and every token ends; the session
 * it was asked in goes on under a new id. The owner is told by mail.
 */
export const changePassword = useCase({
  name: 'accounts.changePassword',
  input: ChangePassword,
  access: 'account.manage',
  limits: (_input, _request, actor) => ownPasswordLimits(actor),
  alsoWrong: async ({ newPassword }, actor) => faultsOfNew(newPassword, actor),
  prepare: async ({ actor, hasher }, { password, newPassword }) => {
    const faults = faultsOfNew(newPassword, actor);
    const wrong = () => failFields({ password: ['errors.password.wrongCurrent'], ...faults });
    if (passwordLength(password) > MAX_PASSWORD_LENGTH) return wrong();
    const { user } = await credentialsByEmail(actor.email);
    const { matches } = await hasher.verify(password, user?.passwordHash ?? null);
    if (!user || !matches) return wrong();
    if (newPassword.normalize('NFKC') === password.normalize('NFKC'))
      return failFields({ newPassword: ['errors.password.same'] });
    if (faults.newPassword) return failFields(faults);
    return done({ stamp: user.securityStamp, passwordHash: await hasher.hash(newPassword) });
  },
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, request, prepared, mail, note }) => {
    note({ id: actor.id });
    // Of two changes at once the second no longer holds the current password.
    const { count } = await db.user.updateMany({
      where: { id: actor.id, securityStamp: prepared.stamp },
      data: { ...passwordSet(prepared.passwordHash, 'change', now), version: { increment: 1 } },
    });
    if (count === 0) return failFields({ password: ['errors.password.wrongCurrent'] });
    await turnStamp(db, actor.id, { now, because: 'password changed' });
    await mail(passwordChangedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { at: now.toISOString() },
    });
    const owner = await db.user.findUniqueOrThrow({ where: { id: actor.id } });
    const session =
      actor.via.kind === 'session'
        ? await openSession(db, owner, { provenBy: 'password', request, now, expiresAt: actor.via.expiresAt })
        : null;
    return done({ session });
  },
});

function faultsOfNew(newPassword: string | undefined, actor: Person): { newPassword?: MessageKey[] } {
  if (newPassword === undefined) return {};
  const faults = whyNotPassword(newPassword, {
    ...passwordRule(actor.county?.settings),
    email: actor.email,
    names: [actor.firstName, actor.lastName],
    ...(actor.county ? { countyName: actor.county.name } : {}),
  });
  return faults.length > 0 ? { newPassword: faults } : {};
}
