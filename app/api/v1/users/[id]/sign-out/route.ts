import { signOutUser } from '@/lib/administration';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(signOutUser, { input: ({ params }) => ({ userId: params.id }), status: 204 }),
});
