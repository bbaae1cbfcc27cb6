import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { listPermissions } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listPermissions),
});
