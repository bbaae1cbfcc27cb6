import { healthRoute } from '@/lib/kernel/health';

export const GET = healthRoute;
