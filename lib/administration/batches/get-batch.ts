import 'server-only';
import { type Db, done, fullName, type ReachFragments, reachFragments, useCase } from '@/lib/kernel';
import { permissionOf } from './policy';
import { BatchOnly, type ImportLine, type RowResult } from './schema';
import { ownBatch, type StoredBatch } from './stored-batch';
import type { BatchRow, BatchView } from './view';
import { workOf } from './work';

/**
 * A batch as it stands: rows that are done with what became of them, the others with what would happen now, which is
 * found out by doing it and taking it back. Only who prepared it sees it.
 */
export const getBatch = useCase({
  name: 'administration.getBatch',
  input: BatchOnly,
  access: 'user.view',
  audit: 'none',
  reads: ({ batchId }) => ({ entity: 'batch', id: batchId }),
  run: async (context, { batchId }) => {
    const { db, actor, now } = context;
    const found = await ownBatch(db, actor, now, batchId);
    if (!found.ok) return found;
    const batch = found.value;
    // Nothing of a rehearsal leaves the portal.
    const work = batch.doneAt ? null : await workOf({ ...context, mail: async () => {} }, batch);
    const results = [...batch.results, ...((await work?.foresee(batch.results.length)) ?? [])];
    const rows =
      batch.kind === 'import'
        ? batch.input.lines.map((line, index) => rowOfLine(line, results[index]))
        : await rowsOfPeople(
            db,
            reachFragments(actor, permissionOf[batch.kind], now),
            batch.input.ids,
            results,
          );
    return done<BatchView>({
      id: batch.id,
      kind: batch.kind,
      expiresAt: batch.expiresAt.toISOString(),
      state: batch.doneAt ? 'done' : batch.results.length > 0 ? 'begun' : 'waiting',
      from: batch.results.length,
      ...(await aboutOf(db, batch)),
      rows,
    });
  },
});

async function aboutOf(db: Db, batch: StoredBatch) {
  if (batch.kind === 'import') return { ignored: batch.input.ignored };
  const { role, reason, department } = batch.input;
  const row = department
    ? await db.department.findFirst({ where: { countyId: batch.countyId, id: department } })
    : null;
  return { ignored: [], role, reason, department: row?.name };
}

const rowless: RowResult = { outcome: 'failed', faults: [] };

function rowOfLine(line: ImportLine, result = rowless): BatchRow {
  const { email, firstName, lastName, roles, departments } = line;
  return {
    key: String(line.line),
    line: line.line,
    name: `${firstName} ${lastName}`.trim(),
    email,
    gets: [...roles.split(';'), ...departments.split(';')].map((name) => name.trim()).filter(Boolean),
    ...result,
  };
}

async function rowsOfPeople(
  db: Db,
  reach: ReachFragments,
  ids: readonly string[],
  results: readonly RowResult[],
): Promise<BatchRow[]> {
  const people = await db.user.findMany({
    where: { AND: [{ id: { in: [...ids] } }, reach.users.where] },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  return ids.map((id, index) => {
    const person = byId.get(id);
    const about = person
      ? { name: fullName(person), email: person.email, userId: id }
      : { name: '', email: '' };
    return { key: id, line: null, gets: [], ...about, ...(results[index] ?? rowless) };
  });
}
