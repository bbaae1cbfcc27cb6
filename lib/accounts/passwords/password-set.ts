import 'server-only';

/** By what a password was chosen: with the account, signed in, or by a mailed link. */
export type SetBy = 'registration' | 'change' | 'mail';

/** The columns of a password that is chosen now. Who resets lost factors asks how it came. */
export const passwordSet = (passwordHash: string | null, passwordSetBy: SetBy, passwordSetAt: Date) => ({
  passwordHash,
  passwordSetBy,
  passwordSetAt,
});
