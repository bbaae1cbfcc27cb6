import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { createCounty, listCounties } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listCounties),
  POST: apiRoute(createCounty, { status: 201 }),
});
