import { endOtherSessions, listSessions, SessionList } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE } = apiMethods({
  GET: apiRoute(listSessions, { body: (items) => ({ items }), answer: SessionList }),
  DELETE: apiRoute(endOtherSessions, { status: 204 }),
});
