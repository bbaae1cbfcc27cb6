import { verifyTrail } from '@/lib/audit';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(verifyTrail, { input: ({ query }) => query }),
});
