import { getTwoFactor, removeApp, startApp } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/adapters/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getTwoFactor),
  POST: apiRoute(startApp, { status: 201 }),
  DELETE: apiRoute(removeApp, { status: 204 }),
});
