import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { revokeServiceToken } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  DELETE: apiRoute(revokeServiceToken, {
    path: { id: 'serviceTokenId' },
    status: 204,
  }),
});
