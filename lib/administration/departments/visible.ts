import 'server-only';
import { type Person, reachFragments } from '@/lib/kernel';

/** Whether a caller may ask for departments at all: every person may; a token needs a scope that is about them. */
export function maySee(actor: Person): boolean {
  return actor.grants.has('department.view') || actor.grants.has('dashboard.view');
}

/**
 * Which departments somebody sees: what their permission covers. Without one, whoever is signed in sees the active ones
 * of their county (CONTRACT section 8).
 */
export function visibleTo(actor: Person) {
  return actor.grants.has('department.view')
    ? reachFragments(actor, 'department.view').departments
    : { countyId: actor.county?.id ?? '', active: true };
}
