import { readdirSync, readFileSync } from 'node:fs';
import { TOTP } from 'otpauth';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  deactivateUser,
  reactivateUser,
  resetFactors,
  setUserRoles,
  signOutUser,
} from '@/lib/administration';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { env, overrideSettings } from '@/lib/platform/env';
import { softPasskey } from '@/lib/testing/authenticator';
import {
  anotherEmail,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  openTestSession,
  requestOf,
  requestWith,
  runJob,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { askAccountReset } from './account-reset/ask-reset';
import { finishAccountReset } from './account-reset/finish-reset';
import { orderDueResets } from './account-reset/order-due';
import { getAttempt } from './factors/get-attempt';
import { removeApp } from './factors/manage-factors';
import { proveFactor } from './factors/prove-factor';
import { recallDevice } from './factors/remembered-devices';
import { confirmApp, startApp } from './factors/set-up-app';
import { checkLink } from './links/check-link';
import { createLink } from './links/links';
import { secureAccount } from './not-me/secure-account';
import { beginPasskey, savePasskey } from './passkeys/add-passkey';
import { beginPasskeySignIn, signInWithPasskey } from './passkeys/sign-in-with-passkey';
import { changePassword } from './passwords/change-password';
import { requestPasswordReset, resetPassword } from './passwords/reset-password';
import type { LinkPurpose } from './policy';
import { getProfile, requestEmailChange } from './profile/profile';
import { linkProvider } from './providers/manage-providers';
import { proofOf } from './providers/proof';
import { signInWithProvider } from './providers/sign-in-with-provider';
import { confirmEmail } from './registration/confirm-email';
import { endOtherSessions, endSession } from './sessions/sessions';
import { signIn } from './sign-in/sign-in';
import { signOut } from './sign-in/sign-out';
import { createToken } from './tokens/create-token';
import './mails';

/**
 * What opens an account, and what ends it: docs/security.md, "What ends what". A new kind of credential is a new column
 * of this table, a new event a new row; the last tests say so where one is missing.
 */

const HOUR = 3_600_000;
const provider = {
  id: 'state',
  name: 'State ID',
  issuer: 'https://state.example',
  key: 'https://state.example',
  clientId: 'portal',
  clientSecret: 'hush',
  icon: undefined,
  linksByAddress: false,
};
let world: World;
let clock: ReturnType<typeof fakeClock>;
let mails: ReturnType<typeof fakeMailer>;
const before = env();
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
  mails = fakeMailer();
  overrideSettings({
    RATE_LIMITS: false,
    APP_URL: 'http://127.0.0.1:3000',
    isAppUrlDefault: true,
    oidc: [provider],
  });
});
afterEach(() => overrideSettings(before));

const rowOf = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
const codeOf = (secret: string) => new TOTP({ secret }).generate({ timestamp: clock.now().getTime() });
const isOpen = async (request: PortalRequest) => (await getProfile.execute(request, {})).ok;

/** A resident with a password, an app and a passkey, an account elsewhere, and everything that can be open. */
async function somebody() {
  const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
  const { secret } = successOf(await startApp.execute(person.request, {}));
  successOf(await confirmApp.execute(person.request, { code: codeOf(secret) }));
  clock.advance(60_000);
  const passkey = softPasskey();
  const options = successOf(await beginPasskey.execute(person.request, {}));
  successOf(await savePasskey.execute(person.request, { name: 'Phone', answer: passkey.make(options) }));
  const proof = proofOf(provider, { sub: person.id, email: person.email, email_verified: true }, null);
  successOf(await linkProvider.execute(person.request, { proof, began: person.sessionId }));
  const token = successOf(
    await createToken.execute(person.request, {
      name: 'Report',
      scopes: ['account.manage'],
      expiresInDays: '30',
    }),
  );
  const attempted = async () => {
    const { sessionId, expiresAt } = successOf(
      await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword }),
    );
    const attemptCookie = await sealSessionCookie(sessionId, expiresAt, env().AUTH_SECRET);
    return strangerRequest({ attemptCookie });
  };
  const elsewhere = successOf(
    await proveFactor.execute(await attempted(), {
      code: codeOf(secret),
      remember: true,
      includeAuthToken: true,
    }),
  );
  clock.advance(60_000);
  const linkTo = async (purpose: LinkPurpose, more: { sessionId?: string } = {}) => {
    const { id: userId, countyId, securityStamp, email } = await rowOf(person.id);
    return behindTheWall('*', (db) =>
      createLink(db, purpose, { userId, countyId, securityStamp, email, ...more }, clock.now()),
    );
  };
  const other = await requestWith(elsewhere);
  return {
    ...person,
    secret,
    passkey,
    proof,
    other,
    attempt: await attempted(),
    attempted,
    token: requestOf({ bearerToken: token.token }),
    loginToken: requestOf({ bearerToken: elsewhere.authenticationToken ?? '' }),
    rememberCookie: elsewhere.rememberCookie ?? '',
    links: {
      reset: await linkTo('reset'),
      invite: await linkTo('invite'),
      confirm: await linkTo('confirm'),
      'change-email': await linkTo('change-email', { sessionId: person.sessionId }),
      'not-me': await linkTo('not-me'),
    },
    linkTo,
  };
}
type Somebody = Awaited<ReturnType<typeof somebody>>;

const linkCounts = (kind: 'reset' | 'confirm' | 'not-me', purpose: keyof Somebody['links']) => {
  return async ({ links }: Somebody) =>
    successOf(await checkLink.execute(strangerRequest(), { kind, token: links[purpose] })).usable;
};

/** Every kind of thing that opens an account, or a part of it, and whether it does so now. */
const opens = {
  'own session': ({ request }) => isOpen(request),
  'other session': ({ other }) => isOpen(other),
  'personal token': ({ token }) => isOpen(token),
  'login token': ({ loginToken }) => isOpen(loginToken),
  attempt: async ({ attempt }) => (await getAttempt.execute(attempt, {})).ok,
  'remembered browser': async ({ id, rememberCookie }) => {
    const owner = await rowOf(id);
    const request = strangerRequest({ rememberCookie });
    return behindTheWall(
      '*',
      async (db) => (await recallDevice(db, owner, { request, now: clock.now() })) !== null,
    );
  },
  'reset link': linkCounts('reset', 'reset'),
  invitation: linkCounts('reset', 'invite'),
  'confirm link': linkCounts('confirm', 'confirm'),
  'change of address': linkCounts('confirm', 'change-email'),
  'link of an alert': linkCounts('not-me', 'not-me'),
  password: async ({ id }) => (await rowOf(id)).passwordHash !== null,
  'passkey as sign-in': async ({ passkey }) => {
    const options = successOf(await beginPasskeySignIn.execute(strangerRequest(), {}));
    return (await signInWithPasskey.execute(strangerRequest(), { answer: passkey.use(options) })).ok;
  },
  'account elsewhere': async ({ proof }) =>
    (await signInWithProvider.execute(strangerRequest(), { proof })).ok,
} satisfies Record<string, (person: Somebody) => Promise<boolean>>;
type Opening = keyof typeof opens;

const everything = Object.keys(opens) as Opening[];
/** What its owner keeps and proves anew; it carries no stamp. */
const kept = ['password', 'passkey as sign-in', 'account elsewhere', 'link of an alert'] as const;

const admin = () => openTestSession(world.alder.admin).then(({ request }) => request);
const withRoles = async ({ id }: Somebody, roles: string[]) =>
  setUserRoles.execute(await admin(), { userId: id, version: (await rowOf(id)).version, roles });

/** Every event that ends something: what does it, and what is left open. The stamp's reasons, where it turns. */
const events: Record<
  string,
  { by: (person: Somebody) => Promise<unknown>; leaves: readonly Opening[]; because?: readonly string[] }
> = {
  'password changed': {
    by: ({ request }) =>
      changePassword.execute(request, {
        password: worldPassword,
        newPassword: 'another horse battery',
        newPasswordConfirm: 'another horse battery',
      }),
    // The browser gets a new session.
    leaves: kept,
    because: ['password changed'],
  },
  'mailed reset': {
    by: async ({ email }) => {
      successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
      await sendDueMail(clock.now());
      const token = mails.tokenFor(email);
      return resetPassword.execute(strangerRequest(), { token, password: 'another horse battery' });
    },
    leaves: ['password', 'link of an alert'],
    because: ['password reset'],
  },
  promoted: {
    by: (person) => withRoles(person, ['Citizen', 'Department Officer']),
    leaves: kept,
    because: ['roles changed'],
  },
  deactivated: {
    by: async ({ id }) => {
      successOf(await deactivateUser.execute(await admin(), { userId: id, reason: 'left' }));
      return reactivateUser.execute(await admin(), { userId: id, reason: 'back' });
    },
    leaves: ['password', 'passkey as sign-in', 'account elsewhere'],
    because: ['deactivated', 'reactivated'],
  },
  'factor added': {
    by: async ({ request }) => {
      const options = successOf(await beginPasskey.execute(request, {}));
      return savePasskey.execute(request, { name: 'Key', answer: softPasskey().make(options) });
    },
    leaves: ['own session', ...kept],
    because: ['factor added'],
  },
  'factor added, others kept': {
    by: async ({ request }) => {
      const options = successOf(await beginPasskey.execute(request, {}));
      const answer = softPasskey().make(options);
      return savePasskey.execute(request, { name: 'Key', answer, keepOthers: 'on' });
    },
    leaves: everything,
  },
  'factor removed': {
    by: ({ request }) => removeApp.execute(request, {}),
    leaves: ['own session', ...kept],
    because: ['factor removed'],
  },
  'address changed': {
    by: async ({ request }) => {
      const email = anotherEmail();
      successOf(await requestEmailChange.execute(request, { email }));
      await sendDueMail(clock.now());
      return confirmEmail.execute(request, { token: mails.tokenOf('confirm', email) });
    },
    leaves: ['own session', ...kept],
    because: ['address proven'],
  },
  'signed out everywhere': {
    by: ({ request }) => endOtherSessions.execute(request, {}),
    leaves: ['own session', ...kept],
    because: ['ended by its owner'],
  },
  'signed out by an administrator': {
    by: async ({ id }) => signOutUser.execute(await admin(), { userId: id }),
    leaves: kept,
    because: ['ended by an administrator'],
  },
  'not me': {
    by: async ({ linkTo }) => secureAccount.execute(strangerRequest(), { token: await linkTo('not-me') }),
    leaves: [],
    because: ['not its owner'],
  },
  'factors reset by an administrator': {
    by: async ({ id }) => resetFactors.execute(await admin(), { userId: id, reason: 'Lost phone' }),
    leaves: ['password', 'account elsewhere', 'link of an alert'],
    because: ['factors reset'],
  },
  'account reset': {
    by: async (person) => {
      successOf(await askAccountReset.execute(await person.attempted(), {}));
      clock.advance(24 * HOUR);
      await runJob(orderDueResets);
      await sendDueMail(clock.now());
      const token = mails.tokenOf('account-reset', person.email);
      return finishAccountReset.execute(strangerRequest(), { token, password: worldPassword });
    },
    leaves: ['password', 'account elsewhere', 'link of an alert'],
    because: ['account reset'],
  },
  'other session ended': {
    by: async ({ request, other }) => {
      const actor = await other.identify(clock.now());
      const sessionId = actor.kind === 'person' ? actor.via.id : '';
      return endSession.execute(request, { sessionId });
    },
    leaves: everything.filter((each) => each !== 'other session' && each !== 'login token'),
  },
  'signed out there': {
    by: ({ other }) => signOut.execute(other, {}),
    leaves: everything.filter((each) => each !== 'other session' && each !== 'login token'),
  },
};

describe('what opens an account', () => {
  it('is open before anything ends it', async () => {
    const person = await somebody();
    for (const each of everything) expect(await opens[each](person), each).toBe(true);
  });
});

describe('what ends it', () => {
  it.each(Object.entries(events))(
    '%s: leaves what the table says, and nothing else',
    async (_name, { by, leaves }) => {
      const person = await somebody();
      successOf((await by(person)) as Parameters<typeof successOf>[0]);
      const open: Opening[] = [];
      for (const each of everything) if (await opens[each](person)) open.push(each);
      expect(open.sort()).toEqual([...leaves].sort());
    },
  );
});

it('demoted: an officer’s sessions and tokens end, and theirs is no remembered browser at any time', async () => {
  const person = await somebody();
  successOf(await withRoles(person, ['Citizen', 'Department Officer']));
  const again = await openTestSession(person);
  const { securityStamp, countyId } = await rowOf(person.id);
  // As if it had been remembered after the promotion: staff is asked at every use.
  await behindTheWall('*', (db) =>
    db.rememberedDevice.create({
      data: {
        id: person.rememberCookie.split('.')[0] ?? '',
        countyId,
        userId: person.id,
        valueHash: 'x'.repeat(64),
        securityStamp,
        userAgent: 'Test',
        expiresAt: new Date(clock.now().getTime() + HOUR),
      },
    }),
  );
  expect(await opens['remembered browser'](person)).toBe(false);
  expect(
    await behindTheWall('*', (db) => db.rememberedDevice.count({ where: { userId: person.id } })),
    'a copy would have been noticed, and forgotten: it was not even looked at',
  ).toBe(1);
  successOf(await withRoles(person, ['Citizen']));
  expect(await isOpen(again.request)).toBe(false);
});

describe('the table is whole', () => {
  it('every table whose rows carry a stamp has its place', () => {
    const models = readFileSync('prisma/schema.prisma', 'utf8').matchAll(/^model (\w+) {\n([^}]*)/gm);
    const stamped = [...models].flatMap(([, name, body]) => (body?.includes('securityStamp') ? [name] : []));
    expect(stamped.sort()).toEqual(['ApiToken', 'RememberedDevice', 'Session', 'SingleUseLink', 'User']);
  });

  it('every reason for which the stamp turns has its place', () => {
    const sources = readdirSync('lib', { recursive: true, encoding: 'utf8' });
    const reasons = sources
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) => [
        ...readFileSync(`lib/${file}`, 'utf8').matchAll(/turnStamp\([^;]*?because: '([^']+)'/g),
      ])
      .map(([, reason = '']) => reason);
    expect([...new Set(reasons)].sort()).toEqual(
      Object.values(events)
        .flatMap(({ because = [] }) => because)
        .sort(),
    );
  });
});
