/** The most passkeys of one person. */
export const MAX_PASSKEYS = 20;

/** Minutes that a challenge waits for its answer (WebAuthn Level 3, section 15.1, suggests five). */
export const CHALLENGE_MINUTES = 5;
