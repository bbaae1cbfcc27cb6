import { nextAuthRoute } from '@/lib/accounts/next-auth';

export const GET = nextAuthRoute;
export const POST = nextAuthRoute;
