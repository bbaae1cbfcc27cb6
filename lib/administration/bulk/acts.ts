import 'server-only';
import {
  type Acting,
  type AuditNote,
  defineBatchAct,
  done,
  fail,
  type Result,
  type RowDone,
} from '@/lib/kernel';
import { departmentToJoin, joinDepartment } from '../departments/members';
import { deactivatePerson } from '../people/activate-person';
import { beforeChangingRoles, changeRoles } from '../people/change-roles';
import { type ManagedPerson, personToManage } from '../people/managed-person';
import { permissionOf } from './policy';
import { type Act, ActInput } from './schema';
import { showPeople } from './show-people';

/** What is done to one person; it is made once for all of them. */
type Begin = (acting: Acting, asked: ActInput) => Promise<(userId: string) => Promise<Result<RowDone>>>;

/** An act on the people who were ticked in a list. */
function onPeople<N extends Act>(name: N, begin: Begin) {
  return defineBatchAct({
    name,
    permission: permissionOf[name],
    input: ActInput,
    size: ({ ids }) => ids.length,
    show: showPeople,
    work: async (acting, { input }) => {
      const actOn = await begin(acting, input);
      return {
        perform: (index) => actOn(input.ids[index] ?? ''),
        taken: { field: '', message: 'errors.form.conflict' },
      };
    },
  });
}

/** What is done to somebody whom the actor may manage. */
function onManaged(
  act: (acting: Acting, person: ManagedPerson, asked: ActInput) => Promise<Result<AuditNote | 'same'>>,
): Begin {
  return async (acting, asked) => async (userId) => {
    const person = await personToManage(acting, userId);
    if (!person.ok) return person;
    const result = await act(acting, person.value, asked);
    if (!result.ok) return result;
    return done(result.value === 'same' ? 'same' : { note: { ...result.value, entity: 'user', id: userId } });
  };
}

/** Gives or takes one role. The version moves on, and locks the row, as for the single act. */
const changingRole = (wants: 'held' | 'taken') =>
  onManaged(async (acting, person, { role = '' }) => {
    const held = person.roles.map(({ name }) => name);
    if (held.includes(role) === (wants === 'held')) return done('same');
    const wanted = wants === 'held' ? [...held, role] : held.filter((name) => name !== role);
    if (wanted.length === 0 && person.id !== acting.actor.id)
      return fail('conflict', 'errors.batch.onlyRole');
    await beforeChangingRoles(acting, person, wanted);
    const { count } = await acting.db.user.updateMany({
      where: { id: person.id, version: person.version },
      data: { version: { increment: 1 } },
    });
    if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
    return changeRoles(acting, person, wanted);
  });

/** What can be done to several people at once. No rule of its own: each row is the single act. */
export const bulkActs = {
  deactivate: onPeople(
    'deactivate',
    onManaged((acting, person, { reason }) => deactivatePerson(acting, person, { reason })),
  ),
  'give-role': onPeople('give-role', changingRole('held')),
  'take-role': onPeople('take-role', changingRole('taken')),
  'add-department': onPeople('add-department', async (acting, { department: id = '' }) => {
    const department = await departmentToJoin(acting.db, acting.reach, id);
    return async (userId) => {
      if (!department) return fail('not_found', 'errors.department.gone');
      const act = await joinDepartment(acting, department, userId, { from: acting.now, until: null });
      return act.ok ? done({ note: act.value }) : act;
    };
  }),
} as const satisfies { [Name in Act]: { name: Name } };
