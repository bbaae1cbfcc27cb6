import 'server-only';
import './mails';

/** What other rooms use of accounts. */
export { askAccountReset, getAccountReset } from './account-reset/ask-reset';
export { cancelAccountReset, finishAccountReset } from './account-reset/finish-reset';
export { changePassword } from './change-password';
export { checkLink } from './check-link';
export { confirmEmail, requestConfirmation } from './confirm-email';
export { getCurrentUser } from './get-current-user';
export { listSignIns } from './history/list-sign-ins';
export { DEVICE_DAYS } from './known-device';
export { secureAccount } from './not-me/secure-account';
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
export { getProfile, requestEmailChange, setLanguage, updateProfile } from './profile';
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
export { reauthenticate } from './reauthenticate';
export { register } from './register';
export { requestPasswordReset, resetPassword } from './reset-password';
export { endOtherSessions, endSession, listSessions, livingSessions } from './sessions';
export { signIn } from './sign-in';
export { signOut } from './sign-out';
export { staySignedIn } from './stay-signed-in';
export { stillSignedIn } from './still-signed-in';
export { createToken } from './tokens/create-token';
export { getToken, listTokens } from './tokens/list-tokens';
export { revokeToken } from './tokens/revoke-token';
export type { TokenBody } from './tokens/schema';
export { newTokenValue } from './tokens/token-value';
export { dropFactors } from './two-factor/factors';
export { getAttempt } from './two-factor/get-attempt';
export {
  forgetDevice,
  getFactors,
  getTwoFactor,
  removeApp,
  renewRecoveryCodes,
} from './two-factor/manage-factors';
export { proveFactor } from './two-factor/prove-factor';
export { confirmApp, getAppInSetUp, startApp } from './two-factor/set-up-app';
export { type LessonUser, lessonUser, type SessionView } from './view';
