import type { User } from '@/prisma/generated/client';

const HOUR = 3_600_000;

/** Hours between asking for an account reset and its link: issue of account security. */
export const WAIT_HOURS = 24;

/** Hours that a reset stays open after that: its link works for a day, and a mail may be late. */
export const OPEN_HOURS = 48;

/** Days in which a password that came by a mailed link proves no more than the mailbox does. */
const MAILED_DAYS = 30;

type PasswordFacts = Pick<User, 'passwordHash' | 'passwordSetBy' | 'passwordSetAt'>;

/**
 * Why somebody may not have their lost factors taken away by themselves; null when they may. Staff's would be the way
 * into everybody's data. A password that came by mail is the mailbox once more, and that would be the only proof, as it
 * would be for whoever has no password.
 */
export function whyNotReset(
  isStaff: boolean,
  { passwordHash, passwordSetBy, passwordSetAt }: PasswordFacts,
  now: Date,
): `errors.accountReset.${'staff' | 'mailed' | 'noPassword'}` | null {
  if (isStaff) return 'errors.accountReset.staff';
  if (passwordHash === null) return 'errors.accountReset.noPassword';
  const isMailed = passwordSetBy === 'mail' && passwordSetAt !== null;
  return isMailed && now.getTime() - passwordSetAt.getTime() < MAILED_DAYS * 24 * HOUR
    ? 'errors.accountReset.mailed'
    : null;
}

/** When the link of a reset that is asked for now leaves. */
export const dueAfter = (now: Date) => new Date(now.getTime() + WAIT_HOURS * HOUR);

/** Resets that were due before this moment are over. */
export const openSince = (now: Date) => new Date(now.getTime() - OPEN_HOURS * HOUR);
