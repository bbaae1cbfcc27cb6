import 'server-only';
import { type Acting, done, fail, useCase } from '@/lib/kernel';
import { UserBody } from '@/lib/shared/user-body';
import { changeDepartments } from './change-departments';
import { beforeChangingRoles, changeRoles } from './change-roles';
import { type ManagedPerson, personToManage } from './managed-person';
import { findUser } from './people-query';
import { SetUserDepartments, SetUserRoles } from './schema';

/** Gives and takes roles: afterwards the person holds exactly these. */
export const setUserRoles = useCase({
  name: 'administration.setUserRoles',
  input: SetUserRoles,
  output: UserBody,
  access: 'user.assign',
  fresh: true,
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: (context, { userId, version, roles }) =>
    changed(context, userId, version, {
      before: (person) => beforeChangingRoles(context, person, roles),
      change: (person) => changeRoles(context, person, roles),
    }),
});

/** Gives and takes departments: afterwards the person works in exactly these. */
export const setUserDepartments = useCase({
  name: 'administration.setUserDepartments',
  input: SetUserDepartments,
  output: UserBody,
  access: 'user.assign',
  audit: ({ userId }) => ({ entity: 'user', id: userId }),
  run: (context, { userId, version, departments }) =>
    changed(context, userId, version, {
      change: (person) => changeDepartments(context, person, departments),
    }),
});

type Changing = {
  /** What has to be locked before the person's row is. */
  before?: (person: ManagedPerson) => Promise<void>;
  change: (person: ManagedPerson) => ReturnType<typeof changeRoles>;
};

/** Changes a person whose version is still the one that was read, and answers them as they are then. */
async function changed(context: Acting, userId: string, version: number, { before, change }: Changing) {
  const person = await personToManage(context, userId);
  if (!person.ok) return person;
  await before?.(person.value);
  // The row is locked by this update: of two edits of one version the second finds another.
  const { count } = await context.db.user.updateMany({
    where: { id: userId, version },
    data: { version: { increment: 1 } },
  });
  if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
  const act = await change(person.value);
  if (!act.ok) return act;
  context.note(act.value);
  const user = await findUser(context.db, context, userId);
  return user ? done(user) : fail('not_found', 'errors.user.gone');
}
