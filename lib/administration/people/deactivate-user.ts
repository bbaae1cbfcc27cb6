import 'server-only';
import { done, useCase } from '@/lib/kernel';
import { deactivatePerson, reactivatePerson } from './activate-person';
import { personToManage } from './managed-person';
import { DeactivatePerson, PersonWithReason } from './schema';

/**
 * Deactivates a person: every session, token and mailed link is dead at the next request, and stays dead after
 * reactivation. The service tokens that they made are revoked, unless they are to stay.
 */
export const deactivateUser = useCase({
  name: 'administration.deactivateUser',
  input: DeactivatePerson,
  access: 'user.deactivate',
  fresh: true,
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId, ...how }) => {
    const person = await personToManage(context, userId);
    if (!person.ok) return person;
    const act = await deactivatePerson(context, person.value, how);
    if (!act.ok) return act;
    context.note(act.value);
    return done({ id: userId });
  },
});

/** Makes a deactivated person active again. */
export const reactivateUser = useCase({
  name: 'administration.reactivateUser',
  input: PersonWithReason,
  access: 'user.deactivate',
  fresh: true,
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId, reason }) => {
    const person = await personToManage(context, userId);
    if (!person.ok) return person;
    const act = await reactivatePerson(context, person.value, reason);
    if (!act.ok) return act;
    context.note(act.value);
    return done({ id: userId });
  },
});
