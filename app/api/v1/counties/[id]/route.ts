import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { getCounty, updateCounty } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getCounty, { path: { id: 'countyId' } }),
  PATCH: apiRoute(updateCounty, { path: { id: 'countyId' } }),
});
