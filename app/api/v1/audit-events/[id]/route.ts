import { contractEvent, getEvent } from '@/lib/audit';
import { AuditEventBody } from '@/lib/audit/schema';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getEvent, {
    input: ({ params }) => ({ eventId: params.id }),
    body: contractEvent,
    answer: AuditEventBody,
  }),
});
