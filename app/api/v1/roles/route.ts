import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { createRole, listRoles } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listRoles),
  POST: apiRoute(createRole, { status: 201 }),
});
