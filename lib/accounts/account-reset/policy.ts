const HOUR = 3_600_000;

/** Hours between asking for an account reset and its link: issue of account security. */
export const WAIT_HOURS = 24;

/** Hours that a reset stays open after that: its link works for a day, and a mail may be late. */
export const OPEN_HOURS = 48;

/** When the link of a reset that is asked for now leaves. */
export const dueAfter = (now: Date) => new Date(now.getTime() + WAIT_HOURS * HOUR);

/** Resets that were due before this moment are over. */
export const openSince = (now: Date) => new Date(now.getTime() - OPEN_HOURS * HOUR);
