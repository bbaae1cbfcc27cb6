import 'server-only';

/** What other rooms use of accounts. */
export { askAccountReset, getAccountReset } from './account-reset/ask-reset';
export { cancelOwnReset } from './account-reset/close-reset';
export { cancelAccountReset, finishAccountReset } from './account-reset/finish-reset';
export { dropFactors } from './factors/factors';
export { getAttempt } from './factors/get-attempt';
export {
  forgetDevice,
  getFactors,
  getTwoFactor,
  removeApp,
  renewRecoveryCodes,
} from './factors/manage-factors';
export { proveFactor } from './factors/prove-factor';
export { confirmApp, getAppInSetUp, startApp } from './factors/set-up-app';
export { listSignIns } from './history/list-sign-ins';
export { checkLink } from './links/check-link';
export { createLink } from './links/links';
export { factorsResetMail, inviteMail, resetMail, serviceTokenCreatedMail } from './mails';
export { secureAccount } from './not-me/secure-account';
export type { RecentSession } from './panels';
export { beginPasskey, savePasskey } from './passkeys/add-passkey';
export {
  getPasskey,
  listPasskeys,
  removePasskey,
  renamePasskey,
} from './passkeys/manage-passkeys';
export { beginPasskeyFactor, provePasskey } from './passkeys/prove-passkey';
export {
  beginPasskeyReauthentication,
  reauthenticateWithPasskey,
} from './passkeys/reauthenticate-with-passkey';
export { relyingParty } from './passkeys/relying-party';
export { beginPasskeySignIn, signInWithPasskey } from './passkeys/sign-in-with-passkey';
export { advisePassword } from './passwords/advise-password';
export { changePassword } from './passwords/change-password';
export { requestPasswordReset, resetPassword } from './passwords/reset-password';
export { getCurrentUser } from './profile/get-current-user';
export { getProfile, requestEmailChange, setLanguage, updateProfile } from './profile/profile';
export {
  getLinkedAccount,
  getWaysIn,
  linkProvider,
  reauthenticateWithProvider,
  unlinkProvider,
  type WaysIn,
} from './providers/manage-providers';
export { signInWithProvider } from './providers/sign-in-with-provider';
export {
  startProviderLink,
  startProviderProof,
  startProviderSignIn,
} from './providers/start-provider';
export { confirmEmail, requestConfirmation } from './registration/confirm-email';
export { register } from './registration/register';
export { lockOwnAccount } from './sessions/lock-own-account';
export { endSessions } from './sessions/open-session';
export { endOtherSessions, endSession, listSessions, livingSessions } from './sessions/sessions';
export { staySignedIn } from './sessions/stay-signed-in';
export { turnStamp } from './sessions/turn-stamp';
export { reauthenticate } from './sign-in/reauthenticate';
export { signIn } from './sign-in/sign-in';
export { signOut } from './sign-in/sign-out';
export { createToken } from './tokens/create-token';
export { getToken, listTokens } from './tokens/list-tokens';
export { revokeToken } from './tokens/revoke-token';
export type { TokenBody } from './tokens/schema';
export { newTokenValue } from './tokens/token-value';
export { type LessonUser, lessonUser, type SessionView } from './view';
