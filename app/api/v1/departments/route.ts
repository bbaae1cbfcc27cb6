import { createDepartment, listDepartments } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listDepartments, { input: ({ query }) => query }),
  POST: apiRoute(createDepartment, { input: ({ body }) => body, status: 201 }),
});
