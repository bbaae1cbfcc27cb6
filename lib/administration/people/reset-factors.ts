import 'server-only';
import { dropFactors, factorsResetMail, turnStamp } from '@/lib/accounts';
import { done, fail, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { personToManage } from './managed-person';
import { PersonWithReason } from './schema';

/**
 * Takes every second factor of a person away who has lost them, with a reason: app, passkeys, recovery codes,
 * remembered browsers. They are signed out and told by mail; where a factor must be, their next sign-in sets one up.
 * Nobody does so for themselves: that would be a way around their own factor.
 */
export const resetFactors = useCase({
  name: 'administration.resetFactors',
  input: PersonWithReason,
  access: 'user.recover',
  fresh: true,
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId, reason }) => {
    const { db, actor, now, note, mail } = context;
    if (userId === actor.id) return fail('conflict', 'errors.user.ownFactors');
    const found = await personToManage(context, userId);
    if (!found.ok) return found;
    const person = found.value;
    const dropped = await dropFactors(db, person, now);
    if (dropped === 0) return fail('conflict', 'errors.user.noFactors');
    await turnStamp(db, userId, { now, because: 'factors reset' });
    note({ before: { factors: dropped }, after: { factors: 0, reason: reason ?? '' } });
    await mail(factorsResetMail, {
      to: person.email,
      locale: languageOr(person.locale),
      data: { reason: reason ?? '' },
    });
    return done({});
  },
});
