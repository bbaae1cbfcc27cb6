import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { contractEvent, listEvents } from '@/lib/audit';
import { AuditEventPage } from '@/lib/audit/schema';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listEvents, {
    body: ({ items, ...page }) => ({ items: items.map(contractEvent), ...page }),
    answer: AuditEventPage,
  }),
});
