import 'server-only';
import { done, fail, inSavepoint, type Result, rehearse } from '@/lib/kernel';
import { departmentToJoin, joinDepartment } from '../departments/members';
import type { Joined } from '../departments/placing';
import { deactivatePerson } from '../people/activate-person';
import { beforeChangingRoles, changeRoles } from '../people/change-roles';
import { type Acting, type ManagedPerson, personToManage } from '../people/managed-person';
import { faultsOfRow, type RowDone, type Work } from './row-work';
import type { RowResult } from './schema';
import type { StoredBatch } from './stored-batch';

/** How long (ms) rows are rehearsed for a page: the database ends a transaction after 5 s. */
const REHEARSED_MS = 2500;

const unchecked: RowResult = { outcome: 'unchecked', faults: [] };

type ActBatch = Exclude<StoredBatch, { kind: 'import' }>;

/** The rows of an act on people. A rehearsal does it in the same order and takes it back: it cannot tell otherwise. */
export async function actWork(acting: Acting, batch: ActBatch): Promise<Work> {
  const { ids } = batch.input;
  const department =
    batch.kind === 'add-department'
      ? await departmentToJoin(acting.db, acting.reach, batch.input.department ?? '')
      : null;
  const perform = (index: number) => actOn(acting, batch, department, ids[index] ?? '');
  return {
    faultsOf: () => [],
    perform,
    foresee: (from) =>
      rehearse(acting.db, async () => {
        const results: RowResult[] = [];
        const began = performance.now();
        for (let index = from; index < ids.length; index += 1) {
          // A slow moment costs the page some certainty, not its answer: whatever is left is checked when it is done.
          const isLate = performance.now() - began > REHEARSED_MS;
          results.push(isLate ? unchecked : foreseen(await inSavepoint(acting.db, () => perform(index))));
        }
        return results;
      }),
    taken: { field: '', message: 'errors.form.conflict' },
  };
}

function foreseen(result: Result<RowDone>): RowResult {
  if (!result.ok) return { outcome: 'failed', faults: faultsOfRow(result.error) };
  return { outcome: result.value === 'same' ? 'same' : 'will', faults: [] };
}

async function actOn(
  acting: Acting,
  { kind, input }: ActBatch,
  department: Joined | null,
  userId: string,
): Promise<Result<RowDone>> {
  if (kind === 'add-department') {
    if (!department) return fail('not_found', 'errors.department.gone');
    const act = await joinDepartment(acting, department, userId, { from: acting.now, until: null });
    return act.ok ? done({ note: act.value }) : act;
  }
  const person = await personToManage(acting, userId);
  if (!person.ok) return person;
  const act =
    kind === 'deactivate'
      ? await deactivatePerson(acting, person.value, input.reason)
      : await giveOrTake(acting, person.value, kind, input.role ?? '');
  if (!act.ok) return act;
  return done(act.value === 'same' ? act.value : { note: { ...act.value, entity: 'user', id: userId } });
}

async function giveOrTake(
  acting: Acting,
  person: ManagedPerson,
  kind: 'give-role' | 'take-role',
  role: string,
) {
  const held = person.roles.map(({ name }) => name);
  if (held.includes(role) === (kind === 'give-role')) return done('same' as const);
  const wanted = kind === 'give-role' ? [...held, role] : held.filter((name) => name !== role);
  if (wanted.length === 0 && person.id !== acting.actor.id) return fail('conflict', 'errors.batch.onlyRole');
  // As for the single act: the version moves on, and locks the row.
  await beforeChangingRoles(acting, person, wanted);
  const { count } = await acting.db.user.updateMany({
    where: { id: person.id, version: person.version },
    data: { version: { increment: 1 } },
  });
  if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
  return changeRoles(acting, person, wanted);
}
