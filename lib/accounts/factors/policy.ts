/** Wrong codes that end an attempt to sign in: docs/security.md, "Second factor". */
export const MAX_WRONG_CODES = 5;

/** Wrong codes of an account, and the minutes they are counted over: docs/contract.md, section 8. */
export const WRONG_CODES = { most: 10, minutes: 15 } as const;

/** Wrong codes in a row at which the owner is told, since whoever gives them knows the password. */
export const TELL_AT = 5;

/** Wrong codes in a row after which only a new password by mail opens the way again (NIST SP 800-63B-4, 3.2.2). */
export const MOST_IN_A_ROW = 100;

/** Minutes between the password and the factor. */
export const ATTEMPT_MINUTES = 15;

/** Seconds until a code may be tried again, after the moments of the wrong ones; null when one may be now. */
export function waitForCode(wrongAt: readonly Date[], now: Date): number | null {
  const span = WRONG_CODES.minutes * 60_000;
  const counted = wrongAt.filter((at) => now.getTime() - at.getTime() < span).sort((a, b) => +a - +b);
  const oldest = counted.at(-WRONG_CODES.most);
  return oldest ? Math.max(1, Math.ceil((oldest.getTime() + span - now.getTime()) / 1000)) : null;
}
