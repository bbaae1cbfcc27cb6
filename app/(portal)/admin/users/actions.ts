'use server';

import { formAction, setFlash } from '@/lib/adapters/form-action';
import {
  deactivateUser,
  endUserSession,
  inviteUser,
  reactivateUser,
  resetFactors,
  sendResetLink,
  setUserDepartments,
  setUserRoles,
  signOutUser,
  updateUser,
} from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { pathAfterMaking } from '../path-after-making';

const toPerson = (_done: unknown, { userId }: Record<string, unknown>) => paths.people.show(String(userId));

export const inviteUserAction = formAction(inviteUser, {
  then: ({ id }) => pathAfterMaking('user.view', paths.people.show(id), paths.people.list()),
  flash: 'personInvited',
});

export const updateUserAction = formAction(updateUser, { then: toPerson, flash: 'personSaved' });
// A form in which nothing is ticked sends nothing: here that means none.
export const setUserRolesAction = formAction(setUserRoles, {
  input: (fields) => ({ ...fields, roles: fields.roles ?? [] }),
  then: toPerson,
  flash: 'personsRolesSaved',
});
export const setUserDepartmentsAction = formAction(setUserDepartments, {
  input: (fields) => ({ ...fields, departments: fields.departments ?? [] }),
  then: toPerson,
  flash: 'personsDepartmentsSaved',
});
export const deactivateUserAction = formAction(deactivateUser, {
  then: toPerson,
  flash: 'personDeactivated',
});
export const reactivateUserAction = formAction(reactivateUser, {
  then: toPerson,
  flash: 'personReactivated',
});
export const resetFactorsAction = formAction(resetFactors, { then: toPerson, flash: 'personsFactorsReset' });
export const signOutUserAction = formAction(signOutUser, { then: toPerson, flash: 'personSignedOut' });
export const endUserSessionAction = formAction(endUserSession, {
  then: toPerson,
  flash: 'personsSessionEnded',
});
export const sendResetLinkAction = formAction(sendResetLink, {
  afterwards: ({ isInvitation }) => setFlash(isInvitation ? 'invitationSentAgain' : 'personsResetLinkSent'),
  then: toPerson,
});
