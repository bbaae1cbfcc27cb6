import { getUser, updateUser } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getUser, { input: ({ params }) => ({ userId: params.id }) }),
  PATCH: apiRoute(updateUser, { input: ({ params, body }) => ({ ...body, userId: params.id }) }),
});
