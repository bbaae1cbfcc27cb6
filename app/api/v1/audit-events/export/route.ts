import { auditColumns, exportEvents } from '@/lib/audit';
import { apiMethods } from '@/lib/kernel/api-route';
import { exportRoute } from '@/lib/kernel/export-route';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: exportRoute(exportEvents, { name: 'audit-events', columns: auditColumns }),
});
