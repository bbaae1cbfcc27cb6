import { listEvents } from '@/lib/audit';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiMethods({
  GET: apiRoute(listEvents, { input: ({ query }) => query }),
});
