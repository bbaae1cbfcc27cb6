import 'server-only';
import { done, failFields, useCase } from '@/lib/kernel';
import { EXPORT_BATCH } from '@/lib/shared/paging';
import { countyNamed, filtersSet } from './list-users';
import { countPeople, walkPeople } from './people-query';
import { peopleList, UserBatch } from './schema';

/**
 * The people within reach whom the list's filters find, batch by batch. The whole export is one event of the trail,
 * with its filters: the batch that begins it; those that follow leave none.
 */
export const exportUsers = useCase({
  name: 'administration.exportUsers',
  input: peopleList.exportInput,
  output: UserBatch,
  access: 'user.export',
  // The batch that begins it: a long file to a slow reader does not break off after ten minutes.
  fresh: ({ cursor }) => cursor === undefined,
  audit: (input) =>
    input.cursor ? null : { entity: 'user', after: { format: input.format, ...filtersSet(input) } },
  run: async ({ db, actor, reach, now, note }, { format: _format, ...input }) => {
    note({ county: await countyNamed(db, input.county) });
    const batch = await walkPeople(db, { actor, reach, now }, input, EXPORT_BATCH);
    return batch
      ? done({ rows: batch.items, nextCursor: batch.nextCursor })
      : failFields({ cursor: ['errors.page.cursor'] });
  },
});

/** How many people an export with these filters would hold, before anything leaves: a number tells of people, too. */
export const countExport = useCase({
  name: 'administration.countExport',
  input: peopleList.exportInput.omit({ cursor: true }),
  access: 'user.export',
  audit: 'none',
  reads: (input) => ({ entity: 'user', after: filtersSet(input) }),
  run: async ({ db, actor, reach, now, note }, { format: _format, sort: _sort, ...filter }) => {
    note({ county: await countyNamed(db, filter.county) });
    return done({ total: await countPeople(db, { actor, reach, now }, filter) });
  },
});
