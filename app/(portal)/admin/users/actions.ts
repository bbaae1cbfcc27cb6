'use server';

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
import { formAction, setFlash } from '@/lib/kernel/form-action';
import { paths } from '@/lib/shared/paths';

const toPerson = (_done: unknown, { userId }: Record<string, unknown>) => paths.person(String(userId));

export const inviteUserAction = formAction(inviteUser, {
  then: ({ id }) => paths.person(id),
  flash: 'personInvited',
});

export const updateUserAction = formAction(updateUser, { then: toPerson, flash: 'personSaved' });
export const setUserRolesAction = formAction(setUserRoles, { then: toPerson, flash: 'personsRolesSaved' });
export const setUserDepartmentsAction = formAction(setUserDepartments, {
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
