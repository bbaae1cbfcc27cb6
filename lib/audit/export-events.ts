import 'server-only';
import { done, failFields, useCase } from '@/lib/kernel';
import { EXPORT_BATCH } from '@/lib/shared/paging';
import { filtersSet } from './policy';
import { AuditEventBatch, type ExportedEvent, eventList } from './schema';
import { trailOf, walkEvents } from './trail-query';
import { contractEvent } from './view';

/** One batch of the filtered trail, for exportRoute. The first leaves the event of the export. */
export const exportEvents = useCase({
  name: 'audit.exportEvents',
  input: eventList.exportInput,
  output: AuditEventBatch,
  access: 'audit.view',
  audit: (input) =>
    input.cursor ? null : { entity: 'auditEvent', after: { ...filtersSet(input), format: input.format } },
  run: async ({ db, actor, reach, note }, input) => {
    const trail = await trailOf(db, { actor, reach }, input);
    note({ county: trail.county?.id || null });
    const batch = await walkEvents(db, trail, input, EXPORT_BATCH);
    if (!batch) return failFields({ cursor: ['errors.page.cursor'] });
    // JSON lines are what the API answers; a sheet of every county's events says whose each of them is.
    const saysCounty = reach.level === 'all' && input.format === 'csv';
    const rows = batch.items.map((event): ExportedEvent => {
      const body = contractEvent(event);
      return saysCounty ? { ...body, county: event.county?.code ?? null } : body;
    });
    return done({ rows, nextCursor: batch.nextCursor });
  },
});
