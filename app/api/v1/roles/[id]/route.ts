import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { deleteRole, getRole, updateRole } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getRole, { path: { id: 'roleId' } }),
  PATCH: apiRoute(updateRole, { path: { id: 'roleId' } }),
  DELETE: apiRoute(deleteRole, {
    path: { id: 'roleId' },
    status: 204,
  }),
});
