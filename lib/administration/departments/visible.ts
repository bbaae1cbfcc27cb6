import 'server-only';
import { type Person, type ReachFragments, reachFragments } from '@/lib/kernel';

/** Who may ask for departments at all: every person, by their dashboard; a token needs a scope that is about them. */
export const mayAsk = ['department.view', 'dashboard.view'] as const;

/**
 * Which departments somebody sees: the active ones of their county, as whoever is signed in does (docs/contract.md, section 8),
 * and what their permission covers besides. So a token, which may lack the permission, never sees more than its owner.
 */
export function visibleTo(actor: Person, now: Date): ReachFragments['departments'] {
  const { level, departments } = reachFragments(actor, 'department.view', now);
  // Prisma leaves an empty condition out of an OR, where it would have to let everything through.
  if (level === 'all') return departments;
  return { OR: [{ countyId: actor.county?.id ?? '', active: true }, departments] };
}
