import { reactivateUser } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(reactivateUser, {
    input: ({ params, body }) => ({ ...body, userId: params.id }),
    status: 204,
  }),
});
