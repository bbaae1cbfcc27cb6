import 'server-only';
import { done, failFields, useCase } from '@/lib/kernel';
import { pageSet } from '@/lib/shared/paging';
import { filtersSet } from './policy';
import { eventList, SeenEventPage } from './schema';
import { listTrail, trailOf } from './trail-query';

/** The trail within reach, filtered, the newest first, by page or by cursor. `total` is null above COUNT_LIMIT. */
export const listEvents = useCase({
  name: 'audit.listEvents',
  input: eventList.input,
  output: SeenEventPage,
  access: 'audit.view',
  audit: 'none',
  reads: (input) => ({ entity: 'auditEvent', after: { ...filtersSet(input), ...pageSet(input) } }),
  run: async ({ db, actor, reach, note }, input) => {
    const trail = await trailOf(db, { actor, reach }, input);
    note({ county: trail.county?.id || null });
    const page = await listTrail(db, trail, input);
    return page ? done(page) : failFields({ cursor: ['errors.page.cursor'] });
  },
});
