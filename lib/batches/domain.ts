import 'server-only';
import { defineDomain } from '@/lib/kernel';

/**
 * Many rows at once: prepared, shown, confirmed, done once. What is done to a row, domains say (`batchActs`). The use
 * cases are called `administration.…Batch`, as they always were: trails hold the names.
 */
export const batches = defineDomain({
  name: 'batches',
  tidies: [
    {
      what: 'batches',
      keptDays: 0,
      remove: (db, before) => db.peopleBatch.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
  ],
});
