import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { createDepartment, listDepartments } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listDepartments),
  POST: apiRoute(createDepartment, { status: 201 }),
});
