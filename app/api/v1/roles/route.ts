import { createRole, listRoles } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listRoles, { input: ({ query }) => query }),
  POST: apiRoute(createRole, { input: ({ body }) => body, status: 201 }),
});
