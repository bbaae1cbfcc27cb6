import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { signOutUser } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(signOutUser, { input: ({ params }) => ({ userId: params.id }), status: 204 }),
});
