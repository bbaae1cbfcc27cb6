import { endSession } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/adapters/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  DELETE: apiRoute(endSession, { path: { id: 'sessionId' }, status: 204 }),
});
