import { getProfile, updateProfile } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/adapters/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: apiRoute(getProfile),
  PATCH: apiRoute(updateProfile),
});
