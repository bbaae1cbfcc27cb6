import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { reactivateUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(reactivateUser, {
    input: ({ params, body }) => ({ ...body, userId: params.id }),
    status: 204,
  }),
});
