import { createToken, listTokens } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/adapters/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(listTokens),
  POST: apiRoute(createToken, { status: 201 }),
});
