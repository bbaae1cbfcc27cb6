import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { createServiceToken, listServiceTokens } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listServiceTokens),
  POST: apiRoute(createServiceToken, { status: 201 }),
});
