import { apiMethods } from '@/lib/adapters/api-route';
import { exportRoute } from '@/lib/adapters/export-route';
import { exportUsers } from '@/lib/administration';
import { userColumns } from './columns';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: exportRoute(exportUsers, { name: 'people', columns: userColumns }),
});
