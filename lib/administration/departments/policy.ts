import type { MessageKey } from '@/messages/keys';

/** Where a membership stands at a moment: it counts from `from` on and up to `until`. */
export type Standing = 'coming' | 'current' | 'past';

/** Whether a membership is still to come, counts, or is over; the same words as the kernel's identity_of_user. */
export function standingOf(member: { from: Date; until: Date | null }, now: Date): Standing {
  if (member.until && member.until <= now) return 'past';
  return member.from <= now ? 'current' : 'coming';
}

/** Whether new dates let somebody work at a moment, from now on, at which the old ones did not. */
export function givesTime(
  before: { from: Date; until: Date | null },
  after: { from: Date; until: Date | null },
  now: Date,
): boolean {
  const begin = ({ from }: { from: Date }) => Math.max(from.getTime(), now.getTime());
  const end = ({ until }: { until: Date | null }) => until?.getTime() ?? Number.POSITIVE_INFINITY;
  if (end(after) <= begin(after)) return false;
  return begin(after) < begin(before) || end(after) > end(before);
}

/** Why somebody cannot come to a department, as a message key; null when they can. */
export function whyNotJoin(
  department: { active: boolean },
  person: { active: boolean },
  standing: Standing | null,
): MessageKey | null {
  if (!department.active) return 'errors.department.inactive';
  if (!person.active) return 'errors.user.inactive';
  return standing === 'current' || standing === 'coming' ? 'errors.department.alreadyMember' : null;
}
