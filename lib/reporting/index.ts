import 'server-only';

export { navigationOf } from './areas';
export { type AdministrationPart, getAdministration } from './get-administration';
export { type Dashboard, getDashboard } from './get-dashboard';
