import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { sendResetLink } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(sendResetLink, { path: { id: 'userId' }, status: 204 }),
});
