import 'server-only';
import { endSessions, inviteMail, resetMail, turnStamp } from '@/lib/accounts';
import { done, fail, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { isInvited, personToManage } from './managed-person';
import { PersonOnly, PersonsSession } from './schema';

/** Signs a person out everywhere: whatever is open, tokens too, is dead at the next request. */
export const signOutUser = useCase({
  name: 'administration.signOutUser',
  input: PersonOnly,
  access: 'user.recover',
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId }) => {
    const person = await personToManage(context, userId);
    if (!person.ok) return person;
    const ended = await turnStamp(context.db, userId, {
      now: context.now,
      because: 'ended by an administrator',
    });
    context.note({ after: { sessions: ended } });
    return done({ ended });
  },
});

/** Ends one session of a person. */
export const endUserSession = useCase({
  name: 'administration.endUserSession',
  input: PersonsSession,
  access: 'user.recover',
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId, sessionId }) => {
    const person = await personToManage(context, userId);
    if (!person.ok) return person;
    const ended = await endSessions(
      context.db,
      { userId, id: sessionId },
      context.now,
      'ended by an administrator',
    );
    return ended === 1 ? done({ id: userId }) : fail('not_found', 'errors.session.gone');
  },
});

/**
 * Mails a person a link to choose a password: a reset, or the invitation once more to whom it is still open. The
 * administrator never sees it.
 */
export const sendResetLink = useCase({
  name: 'administration.sendResetLink',
  input: PersonOnly,
  access: 'user.recover',
  // By county: whoever has no reach to the person uses nothing up for those who have.
  limits: ({ userId }, _request, { county }) => [
    {
      name: 'reset-by-admin',
      key: `${county?.id ?? ''}:${userId}`,
      points: 5,
      seconds: 3600,
      counts: 'attempts',
    },
  ],
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId }) => {
    const person = await personToManage(context, userId);
    if (!person.ok) return person;
    const { email, locale, active } = person.value;
    if (!active) return fail('conflict', 'errors.user.inactive');
    const isInvitation = isInvited(person.value);
    await context.mail(isInvitation ? inviteMail : resetMail, { to: email, locale: languageOr(locale) });
    return done({ isInvitation });
  },
});
