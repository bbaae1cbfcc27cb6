import type { MessageKey } from '@/messages/keys';

/** Pure rules of accounts. Each answers a message key, or null when there is nothing in the way. */

/** Why someone may not sign in, told only as far as the right password allows (docs/security.md, "No enumeration"). */
export function whyNotSignIn(facts: {
  matches: boolean;
  user: { active: boolean; isCountyActive: boolean; confirmedAt: string | null } | null;
  isPending: boolean;
  confirmationNeeded: boolean;
}): MessageKey | null {
  if (!facts.matches) return 'errors.signIn.wrong';
  if (!facts.user) return facts.isPending ? 'errors.signIn.confirmFirst' : 'errors.signIn.wrong';
  if (!facts.user.active || !facts.user.isCountyActive) return 'errors.signIn.deactivated';
  if (facts.confirmationNeeded && !facts.user.confirmedAt) return 'errors.signIn.confirmFirst';
  return null;
}

/** Why a way into the account may not be taken away: it is the last that opens it by itself. */
export function whyNotTakeAway(left: {
  hasPassword: boolean;
  /** Those that sign in by themselves, and are not a second step alone. */
  passkeys: number;
  providers: number;
}): MessageKey | null {
  return left.hasPassword || left.passkeys > 0 || left.providers > 0 ? null : 'errors.access.lastWayIn';
}

export type LinkPurpose =
  | 'reset'
  | 'confirm'
  | 'change-email'
  | 'invite'
  | 'not-me'
  | 'not-me-address'
  | 'account-reset'
  | 'cancel-reset';

const DAY = 24 * 60;

/**
 * Minutes that a mailed link lives: reset 30, confirm and change of address 24 hours (docs/security.md, "Links in mail"), an
 * invitation 7 days. "This was not me" 7 days: an alert may be read late. The link of an account reset works for a day;
 * the one that cancels it as long as there is anything to cancel: a day of waiting, and two in which it may be used.
 */
export const linkMinutes: Record<LinkPurpose, number> = {
  reset: 30,
  confirm: DAY,
  'change-email': DAY,
  invite: 7 * DAY,
  'not-me': 7 * DAY,
  'not-me-address': 7 * DAY,
  'account-reset': DAY,
  'cancel-reset': 3 * DAY,
};

/**
 * Links that outlive a newer one, and a new password or address. Most are their owner's way to say no, which whoever is
 * in the account must not be able to take away. That of an account reset counts only while its reset is open.
 */
export const lastingLinks: readonly LinkPurpose[] = [
  'not-me',
  'not-me-address',
  'cancel-reset',
  'account-reset',
];

/** Why a mailed link does not count any more. One text for every reason: the reader can only ask for a new one. */
export function whyNotLink(
  found: {
    link: { purpose: string; expiresAt: string; usedAt: string | null; securityStamp: string };
    user: { active: boolean; securityStamp: string } | null;
  } | null,
  purposes: readonly LinkPurpose[],
  now: Date,
): MessageKey | null {
  if (!found || !(purposes as readonly string[]).includes(found.link.purpose)) return 'errors.link.unusable';
  if (found.link.usedAt || new Date(found.link.expiresAt) <= now) return 'errors.link.unusable';
  if (!found.user) return null;
  const isOfBefore =
    found.link.securityStamp !== found.user.securityStamp &&
    !(lastingLinks as readonly string[]).includes(found.link.purpose);
  return !found.user.active || isOfBefore ? 'errors.link.unusable' : null;
}
