import { authRoute } from '@/lib/accounts/providers/round-trip';

export const GET = authRoute;
export const POST = authRoute;
