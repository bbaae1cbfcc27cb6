import 'server-only';
import type { UseCase } from '@/lib/kernel/use-case';

/**
 * Which use case stands behind an action or a route's method. The registry test asks it for every export of an
 * actions.ts or route.ts: one that is not here would be a door without a guard.
 */
export const useCaseOf = new WeakMap<object, UseCase>();

/** Doors that are no use case and change nothing: answers for addresses that do not exist, health checks. */
export const harmless = new WeakSet<object>();
