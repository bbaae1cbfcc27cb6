import { readyRoute } from '@/lib/kernel/health';

export const GET = readyRoute;
