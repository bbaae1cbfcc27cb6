import { userColumns } from '@/app/api/v1/users/export/columns';
import { exportRoute } from '@/lib/adapters/export-route';
import { exportUsers } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** The file that the export page's links lead to. */
export const GET = exportRoute(exportUsers, {
  name: 'people',
  columns: userColumns,
  page: ({ format: _format, ...query }) => paths.people.export(query),
});
