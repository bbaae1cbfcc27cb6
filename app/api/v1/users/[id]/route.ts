import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { getUser, updateUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getUser, { input: ({ params }) => ({ userId: params.id }) }),
  PATCH: apiRoute(updateUser, { input: ({ params, body }) => ({ ...body, userId: params.id }) }),
});
