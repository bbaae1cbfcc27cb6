import { authRoute } from '@/lib/accounts/browser/round-trip';

export const GET = authRoute;
export const POST = authRoute;
