import 'server-only';

export { auditColumns } from './export-columns';
export { exportEvents } from './export-events';
export { getEvent } from './get-event';
export { getTrailOptions, type TrailOptions } from './get-trail-options';
export { listEvents } from './list-events';
export type { RecentEvent } from './panels';
export { auditOutcomes, type SeenEvent, type TrailCheck, type Verification } from './schema';
export { COUNT_LIMIT } from './trail-query';
export { verifyTrail } from './verify-trail';
export { contractEvent } from './view';
