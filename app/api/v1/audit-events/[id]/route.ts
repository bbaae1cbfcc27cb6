import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { contractEvent, getEvent } from '@/lib/audit';
import { AuditEventBody } from '@/lib/audit/schema';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getEvent, {
    path: { id: 'eventId' },
    body: contractEvent,
    answer: AuditEventBody,
  }),
});
