import { contractEvent, listEvents } from '@/lib/audit';
import { AuditEventPage } from '@/lib/audit/schema';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listEvents, {
    input: ({ query }) => query,
    body: ({ items, ...page }) => ({ items: items.map(contractEvent), ...page }),
    answer: AuditEventPage,
  }),
});
