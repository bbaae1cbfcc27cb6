import { behindTheWall } from '@/lib/kernel/db';
import type { Probes } from '@/lib/testing/probes';
import type { Rows } from '@/lib/testing/rows';
import { anotherEmail } from '@/lib/testing/world';

const at = new Date().toISOString();
const toAdmin = async ({ admin }: Rows) => ({ to: admin.email });
const alert =
  (more: Record<string, string> = {}) =>
  async ({ admin }: Rows) => ({ to: admin.email, data: { at, ...more } });

const pendingRegistration = ({ county }: Rows) =>
  behindTheWall(county, (db) =>
    db.pendingRegistration.create({
      data: {
        countyId: county,
        email: anotherEmail(),
        passwordHash: 'none',
        firstName: '',
        lastName: '',
        locale: 'en',
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    }),
  );

async function openReset({ county, user }: Rows) {
  await behindTheWall(county, (db) =>
    db.accountReset.create({ data: { countyId: county, userId: user, dueAt: new Date() } }),
  );
  return { userId: user };
}

/** A use case that takes an id or reads wants a line here, and so does a mail. */
export const probes: Probes = {
  ids: {
    'accounts.endSession': { ask: ({ ownSession }) => ({ sessionId: ownSession }), isOwners: true },
    'accounts.forgetDevice': { ask: ({ device }) => ({ deviceId: device }), isOwners: true },
    'accounts.getLinkedAccount': { ask: ({ account }) => ({ accountId: account }), isOwners: true },
    'accounts.getPasskey': { ask: ({ passkey }) => ({ passkeyId: passkey }), isOwners: true },
    'accounts.getToken': { ask: ({ token }) => ({ tokenId: token }), isOwners: true },
    'accounts.removePasskey': { ask: ({ passkey }) => ({ passkeyId: passkey }), isOwners: true },
    'accounts.renamePasskey': {
      ask: ({ passkey }) => ({ passkeyId: passkey, name: 'Renamed' }),
      isOwners: true,
    },
    'accounts.revokeToken': { ask: ({ token }) => ({ tokenId: token }), isOwners: true },
    'accounts.unlinkProvider': { ask: ({ account }) => ({ accountId: account }), isOwners: true },
  },
  kinds: {
    accountId: 'account',
    deviceId: 'device',
    passkeyId: 'passkey',
    sessionId: 'session',
    tokenId: 'token',
  },
  reads: {
    // Of an attempt, which none of the readers has.
    'accounts.getAccountReset': () => [],
    'accounts.getAppInSetUp': () => [{}],
    // Of an attempt, which none of the readers has: its statements are getFactors'.
    'accounts.getAttempt': () => [],
    'accounts.getCurrentUser': () => [{}],
    'accounts.getFactors': () => [{}],
    'accounts.getLinkedAccount': (its) => [{ accountId: its.account }],
    'accounts.getProfile': () => [{}],
    'accounts.getToken': (its) => [{ tokenId: its.token }],
    'accounts.getTwoFactor': () => [{}],
    'accounts.getWaysIn': () => [{}],
    // Of a passkey, which none of the readers has: its statement is listPasskeys'.
    'accounts.getPasskey': () => [],
    'accounts.listPasskeys': () => [{}],
    'accounts.listSessions': () => [{}],
    'accounts.listSignIns': () => [{}, { page: '2' }],
    'accounts.listTokens': () => [{}, { page: '2' }],
  },
  sound: {
    email: 'somebody@example.org',
    password: 'long enough a password',
    newPassword: 'another one to use',
    newPasswordConfirm: 'another one to use',
    token: 'A'.repeat(43),
    sessionId: 'x',
    language: 'en',
    kind: 'reset',
  },
  mails: {
    'reset-password': toAdmin,
    invite: toAdmin,
    'confirm-registration': async (its) => {
      const { id, email } = await pendingRegistration(its);
      return { to: email, data: { pendingRegistrationId: id } };
    },
    confirm: async (its) => ({ to: (await pendingRegistration(its)).email }),
    'change-email': async ({ admin }) => ({ to: anotherEmail(), data: { userId: admin.id, sessionId: 'x' } }),
    'account-reset-asked': async (its) => ({
      to: its.person.email,
      data: { ...(await openReset(its)), dueAt: at },
    }),
    'account-reset-ready': async (its) => ({ to: its.person.email, data: await openReset(its) }),
    'password-changed': alert(),
    'factor-added': alert(),
    'wrong-codes': alert(),
    'factor-removed': alert(),
    'codes-renewed': alert(),
    'account-reset-done': alert(),
    'passkey-added': alert({ name: 'My phone' }),
    'passkey-removed': alert({ name: 'My phone' }),
    'provider-linked': alert({ provider: 'State ID' }),
    'provider-unlinked': alert({ provider: 'State ID' }),
    'email-change-asked': alert({ newEmail: 'new@example.org' }),
    'email-changed': alert({ newEmail: 'new@example.org' }),
    'new-device': alert({ userAgent: 'Mozilla/5.0 (X11; Linux x86_64) Firefox/130.0', ip: '192.0.2.1' }),
    'token-created': alert({ name: 'Report', expiresAt: at }),
    'service-token-created': alert({ name: 'Report', expiresAt: at }),
    'factors-reset': alert({ reason: 'Lost phone' }),
  },
};
