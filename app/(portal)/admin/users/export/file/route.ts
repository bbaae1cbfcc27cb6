import { userColumns } from '@/app/api/v1/users/export/columns';
import { exportUsers } from '@/lib/administration';
import { exportRoute } from '@/lib/kernel/export-route';
import { paths } from '@/lib/shared/paths';

/** The file that the export page's links lead to. */
export const GET = exportRoute(exportUsers, {
  name: 'people',
  columns: userColumns,
  page: ({ format: _format, ...query }) => paths.exportPeople(query),
});
