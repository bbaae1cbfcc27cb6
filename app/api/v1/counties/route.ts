import { createCounty, listCounties } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listCounties, { input: ({ query }) => query }),
  POST: apiRoute(createCounty, { input: ({ body }) => body, status: 201 }),
});
