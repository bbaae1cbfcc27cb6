import { getCounty, updateCounty } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getCounty, { input: ({ params }) => ({ countyId: params.id }) }),
  PATCH: apiRoute(updateCounty, { input: ({ params, body }) => ({ ...body, countyId: params.id }) }),
});
