import { readyRoute } from '@/lib/adapters/health';

export const GET = readyRoute;
