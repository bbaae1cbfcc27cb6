import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { deleteDepartment, getDepartment, updateDepartment } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getDepartment, { path: { id: 'departmentId' } }),
  PATCH: apiRoute(updateDepartment, {
    path: { id: 'departmentId' },
  }),
  DELETE: apiRoute(deleteDepartment, {
    path: { id: 'departmentId' },
    status: 204,
  }),
});
