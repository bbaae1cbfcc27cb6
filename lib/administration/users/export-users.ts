import 'server-only';
import { done, failFields, useCase } from '@/lib/kernel';
import { EXPORT_BATCH } from '@/lib/shared/paging';
import { filtersSet } from './list-users';
import { listPeople, walkPeople } from './people-query';
import { ExportUsers, UserBatch } from './schema';

/**
 * The people within reach whom the list's filters find, batch by batch. The whole export is one event of the trail,
 * with its filters: the batch that begins it; those that follow leave none.
 */
export const exportUsers = useCase({
  name: 'administration.exportUsers',
  input: ExportUsers,
  output: UserBatch,
  access: 'user.export',
  fresh: true,
  audit: (input) =>
    input.cursor ? null : { entity: 'user', after: { format: input.format, ...filtersSet(input) } },
  run: async ({ db, actor, reach, now }, { format: _format, ...input }) => {
    const batch = await walkPeople(db, { actor, reach, now }, input, EXPORT_BATCH);
    return batch
      ? done({ rows: batch.items, nextCursor: batch.nextCursor })
      : failFields({ cursor: ['errors.page.cursor'] });
  },
});

/** How many people an export with these filters would hold, before anything leaves. */
export const countExport = useCase({
  name: 'administration.countExport',
  input: ExportUsers.omit({ cursor: true }),
  access: 'user.export',
  audit: 'none',
  run: async ({ db, actor, reach, now }, { format: _format, ...input }) => {
    const found = await listPeople(db, { actor, reach, now }, { ...input, page: 1, perPage: 1 });
    return done({ total: found?.total ?? 0 });
  },
});
