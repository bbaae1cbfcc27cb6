import 'server-only';
import './mails';

/** What other rooms use of accounts. */
export { changePassword } from './change-password';
export { checkLink } from './check-link';
export { confirmEmail, requestConfirmation } from './confirm-email';
export { getCurrentUser } from './get-current-user';
export { DEVICE_DAYS } from './known-device';
export { getProfile, requestEmailChange, setLanguage, updateProfile } from './profile';
export { reauthenticate } from './reauthenticate';
export { register } from './register';
export { requestPasswordReset, resetPassword } from './reset-password';
export { endOtherSessions, endSession, listSessions, livingSessions } from './sessions';
export { signIn } from './sign-in';
export { signOut } from './sign-out';
export { staySignedIn } from './stay-signed-in';
export { createToken } from './tokens/create-token';
export { getToken, listTokens } from './tokens/list-tokens';
export { revokeToken } from './tokens/revoke-token';
export type { TokenBody } from './tokens/schema';
export { stillSignedIn } from './tokens/still-signed-in';
export { newTokenValue } from './tokens/token-value';
export { type LessonUser, lessonUser, type SessionView } from './view';
