import 'server-only';

export {
  type CountyFigures,
  type Dashboard,
  type DepartmentFigures,
  getDashboard,
  type PeopleFigures,
  type RecentEvent,
  type RecentSession,
} from './get-dashboard';
