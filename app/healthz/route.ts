import { healthRoute } from '@/lib/adapters/health';

export const GET = healthRoute;
