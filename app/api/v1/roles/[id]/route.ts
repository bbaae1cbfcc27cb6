import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { deleteRole, getRole, updateRole } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getRole, { input: ({ params }) => ({ roleId: params.id }) }),
  PATCH: apiRoute(updateRole, { input: ({ params, body }) => ({ ...body, roleId: params.id }) }),
  DELETE: apiRoute(deleteRole, {
    input: ({ params, body }) => ({ ...body, roleId: params.id }),
    status: 204,
  }),
});
