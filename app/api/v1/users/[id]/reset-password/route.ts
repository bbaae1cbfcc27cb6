import { apiMethods, apiRoute } from '@/lib/adapters/api-route';
import { sendResetLink } from '@/lib/administration';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(sendResetLink, { input: ({ params }) => ({ userId: params.id }), status: 204 }),
});
