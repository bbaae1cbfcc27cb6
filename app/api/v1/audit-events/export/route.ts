import { apiMethods } from '@/lib/adapters/api-route';
import { exportRoute } from '@/lib/adapters/export-route';
import { auditColumns, exportEvents } from '@/lib/audit';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: exportRoute(exportEvents, { name: 'audit-events', columns: auditColumns }),
});
