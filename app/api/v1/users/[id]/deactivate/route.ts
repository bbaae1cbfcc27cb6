import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { deactivateUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(deactivateUser, {
    input: ({ params, body }) => ({ ...body, userId: params.id }),
    status: 204,
  }),
});
