import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { resetFactors } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(resetFactors, {
    path: { id: 'userId' },
    status: 204,
  }),
});
