import { endOtherSessions, listSessions } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/adapters/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listSessions),
  DELETE: apiRoute(endOtherSessions, { status: 204 }),
});
