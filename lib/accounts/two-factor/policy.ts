/** Wrong codes that end an attempt to sign in: docs/security.md, "Second factor". */
export const MAX_WRONG_CODES = 5;

/** Wrong codes of an account, and the minutes they are counted over: docs/contract.md, section 8. */
export const WRONG_CODES = { most: 10, minutes: 15 } as const;

/** Minutes between the password and the factor. */
export const ATTEMPT_MINUTES = 15;

/** Days that a resident's browser is remembered: issue of account security. Staff's never is. */
export const REMEMBER_DAYS = 30;

/** Seconds until a code may be tried again, after the moments of the wrong ones; null when one may be now. */
export function waitForCode(wrongAt: readonly Date[], now: Date): number | null {
  const span = WRONG_CODES.minutes * 60_000;
  const counted = wrongAt.filter((at) => now.getTime() - at.getTime() < span).sort((a, b) => +a - +b);
  const oldest = counted.at(-WRONG_CODES.most);
  return oldest ? Math.max(1, Math.ceil((oldest.getTime() + span - now.getTime()) / 1000)) : null;
}
