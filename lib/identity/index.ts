import 'server-only';

/** What domains use of identity. Who asks is `request.identify`; cookies have a file of their own, which middleware.ts reads. */
export {
  accountByProvider,
  type CredentialsOf,
  countyByCode,
  countyById,
  credentialsByEmail,
  hashToken,
  linkByToken,
  type PasskeyFound,
  passkeyById,
} from './over-the-wall';
export { type Attempt, attemptOf, isStaff, mustHaveFactor } from './who-asks';
