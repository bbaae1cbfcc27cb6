import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { getCounty, updateCounty } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getCounty, { input: ({ params }) => ({ countyId: params.id }) }),
  PATCH: apiRoute(updateCounty, { input: ({ params, body }) => ({ ...body, countyId: params.id }) }),
});
