import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { verifyTrail } from '@/lib/audit';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(verifyTrail),
});
