import { advisePassword } from '@/lib/accounts';
import { apiRoute } from '@/lib/adapters/api-route';

export const POST = apiRoute(advisePassword);
