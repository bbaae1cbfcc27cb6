import 'server-only';
import { keepBatch, whyNotBatch } from '@/lib/batches';
import { done, fail, useCase } from '@/lib/kernel';
import { importAct } from './import-act';
import { readPeopleFile } from './read-people-file';
import { CreateImport } from './schema';

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
  run: async (context, given) => {
    const refusal = whyNotBatch(context.actor, importAct.permission);
    if (refusal) return fail('forbidden', refusal);
    const input = readPeopleFile(given);
    if (!input.ok) return input;
    const id = await keepBatch(context, importAct, input.value);
    context.note({ id, after: { act: 'import', people: input.value.lines.length } });
    return done({ id });
  },
});
