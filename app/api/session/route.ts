import { staySignedIn } from '@/lib/accounts';
import { apiRoute } from '@/lib/adapters/api-route';

export const GET = apiRoute(staySignedIn);
