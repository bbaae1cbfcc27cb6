import { openApiRoute } from '@/lib/adapters/document/openapi';
import { apiRoutes } from '../routes';

// A new address goes into ../routes.ts.
export const { GET, POST, PUT, PATCH, DELETE } = openApiRoute(apiRoutes);
