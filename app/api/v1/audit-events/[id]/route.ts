import { getEvent } from '@/lib/audit';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiMethods({
  GET: apiRoute(getEvent, { input: ({ params }) => ({ eventId: params.id }) }),
});
