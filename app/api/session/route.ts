import { staySignedIn } from '@/lib/accounts';
import { apiRoute } from '@/lib/kernel/api-route';

export const GET = apiRoute(staySignedIn);
