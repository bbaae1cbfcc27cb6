import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { createDepartment, listDepartments } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listDepartments, { input: ({ query }) => query }),
  POST: apiRoute(createDepartment, { input: ({ body }) => body, status: 201 }),
});
