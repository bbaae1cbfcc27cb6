import 'server-only';

export { type AdministrationPart, getAdministration } from './get-administration';
export {
  type CountyFigures,
  type Dashboard,
  type DepartmentFigures,
  getDashboard,
  type PeopleFigures,
  type RecentEvent,
  type RecentSession,
} from './get-dashboard';
