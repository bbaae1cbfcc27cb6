import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { deleteDepartment, getDepartment, updateDepartment } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getDepartment, { input: ({ params }) => ({ departmentId: params.id }) }),
  PATCH: apiRoute(updateDepartment, {
    input: ({ params, body }) => ({ ...body, departmentId: params.id }),
  }),
  DELETE: apiRoute(deleteDepartment, {
    input: ({ params, body }) => ({ ...body, departmentId: params.id }),
    status: 204,
  }),
});
