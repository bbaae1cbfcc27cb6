import { beginPasskeyReauthentication } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/adapters/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  POST: apiRoute(beginPasskeyReauthentication),
});
