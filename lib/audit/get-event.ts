import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { AuditEventBody, EventOnly } from './schema';
import { eventBody } from './view';

/** One event within reach. */
export const getEvent = useCase({
  name: 'audit.getEvent',
  input: EventOnly,
  output: AuditEventBody,
  access: 'audit.view',
  audit: 'none',
  reads: ({ eventId }) => ({ entity: 'auditEvent', id: eventId }),
  run: async ({ db, reach, note }, { eventId }) => {
    const row = await db.auditEvent.findFirst({ where: { AND: [reach.county, { id: eventId }] } });
    if (!row) return fail('not_found', 'errors.audit.gone');
    note({ county: row.countyId });
    return done(eventBody(row));
  },
});
