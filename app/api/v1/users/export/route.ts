import { exportUsers } from '@/lib/administration';
import { apiMethods } from '@/lib/kernel/api-route';
import { exportRoute } from '@/lib/kernel/export-route';
import { userColumns } from './columns';

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS } = apiMethods({
  GET: exportRoute(exportUsers, { name: 'people', columns: userColumns }),
});
