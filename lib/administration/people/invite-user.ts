import 'server-only';
import { defaultRole } from '@/lib/access/roles';
import { countyByCode, credentialsByEmail } from '@/lib/identity';
import { done, fail, failFields, isFresh, useCase } from '@/lib/kernel';
import { UserBody } from '@/lib/shared/user-body';
import { invitePerson } from './invite-person';
import { findUser } from './people-query';
import { InviteUser } from './schema';

/**
 * Invites somebody: an account with roles and departments, and a mail with a link, once, for seven days, to choose a
 * password. Whoever gives more than Citizen must have proven lately who they are, as for every giving of roles. An
 * address that has an account anywhere is a conflict, told alike for every county.
 */
export const inviteUser = useCase({
  name: 'administration.inviteUser',
  input: InviteUser,
  output: UserBody,
  access: 'user.invite',
  audit: ({ email }) => ({ entity: 'user', after: { email } }),
  prepare: async ({ actor, now }, { email, roles, county }) => {
    if (roles.some((name) => name !== defaultRole) && !isFresh(actor, now))
      return fail('unauthenticated', 'errors.access.signInAgain', { reauthRequired: true });
    const code = actor.county?.code ?? county?.toUpperCase();
    const target = actor.county ?? (code ? await countyByCode(code) : null);
    if (!target) return failFields({ county: ['errors.county.choose'] });
    const { user } = await credentialsByEmail(email);
    if (user)
      return fail('conflict', 'errors.user.addressTaken', {
        fields: { email: ['errors.user.addressTaken'] },
      });
    return done({ countyId: target.id });
  },
  run: async (context, input) => {
    const { db, actor, reach, now, prepared } = context;
    const act = await invitePerson(context, prepared.countyId, input);
    if (!act.ok) return act;
    context.note(act.value.note);
    const user = await findUser(db, { actor, reach, now }, act.value.id);
    return user ? done(user) : fail('not_found', 'errors.user.gone');
  },
});
