import { createServiceToken, listServiceTokens } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listServiceTokens),
  POST: apiRoute(createServiceToken, { input: ({ body }) => body, status: 201 }),
});
