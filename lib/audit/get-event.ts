import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { EventOnly, SeenEvent } from './schema';
import { withCounties } from './trail-query';

/** One event within reach. */
export const getEvent = useCase({
  name: 'audit.getEvent',
  input: EventOnly,
  output: SeenEvent,
  access: 'audit.view',
  audit: 'none',
  reads: ({ eventId }) => ({ entity: 'auditEvent', id: eventId }),
  run: async ({ db, reach, note }, { eventId }) => {
    const row = await db.auditEvent.findFirst({ where: { AND: [reach.county, { id: eventId }] } });
    if (!row) return fail('not_found', 'errors.audit.gone');
    note({ county: row.countyId });
    const [event] = await withCounties(db, [row]);
    return event ? done(event) : fail('not_found', 'errors.audit.gone');
  },
});
