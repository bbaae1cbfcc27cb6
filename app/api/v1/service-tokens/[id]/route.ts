import { revokeServiceToken } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  DELETE: apiRoute(revokeServiceToken, {
    input: ({ params }) => ({ serviceTokenId: params.id }),
    status: 204,
  }),
});
