import { apiMethods } from '@/lib/adapters/api-route';
import { exportRoute } from '@/lib/adapters/export-route';
import { auditColumns, exportEvents } from '@/lib/audit';
import { paths } from '@/lib/shared/paths';

/** The same file for a link on the page, which leads those who must sign in back to the list. */
export const { GET, POST, PUT, PATCH, DELETE } = apiMethods({
  GET: exportRoute(exportEvents, {
    name: 'audit-events',
    columns: auditColumns,
    page: ({ format: _format, ...filters }) => paths.audit.list(filters),
  }),
});
