import { beginPasskey } from '@/lib/accounts';
import { apiMethods, apiRoute } from '@/lib/kernel/api-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({ POST: apiRoute(beginPasskey) });
