import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { whyNotBatch } from './policy';
import { readPeopleFile } from './read-people-file';
import { CreateImport } from './schema';
import { keepBatch } from './stored-batch';

/**
 * Reads a CSV file of people to invite. Nobody is invited: the lines are shown first, each with all that is wrong with
 * it (getBatch), and the good ones are invited when that is confirmed (runBatch).
 */
export const createImport = useCase({
  name: 'administration.createImport',
  input: CreateImport,
  access: 'user.invite',
  ofOneCounty: 'errors.batch.ofOneCounty',
  audit: () => ({ entity: 'batch' }),
  run: async ({ db, actor, now, note }, given) => {
    const refusal = whyNotBatch(actor, 'import');
    if (refusal) return fail('forbidden', refusal);
    const input = readPeopleFile(given);
    if (!input.ok) return input;
    const id = await keepBatch(db, actor, now, { kind: 'import', input: input.value });
    note({ id, after: { act: 'import', people: input.value.lines.length } });
    return done({ id });
  },
});
