import { TOTP } from 'otpauth';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import { env, overrideSettings } from '@/lib/platform/env';
import type { OidcProvider } from '@/lib/platform/oidc-settings';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  openTestSession,
  requestWith,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { proveFactor } from '../factors/prove-factor';
import { confirmApp, startApp } from '../factors/set-up-app';
import { requestPasswordReset, resetPassword } from '../passwords/reset-password';
import { getCurrentUser } from '../profile/get-current-user';
import { register } from '../registration/register';
import { signIn } from '../sign-in/sign-in';
import {
  getLinkedAccount,
  getWaysIn,
  linkProvider,
  reauthenticateWithProvider,
  unlinkProvider,
} from './manage-providers';
import { type ProvenSubject, proofOf } from './proof';
import { signInWithProvider } from './sign-in-with-provider';
import { startProviderLink, startProviderProof, startProviderSignIn } from './start-provider';
import '../mails';

const providerOf = (id: string, name: string): OidcProvider => ({
  id,
  name,
  issuer: `https://${id}.example`,
  key: `https://${id}.example`,
  clientId: 'portal',
  clientSecret: 'hush',
  icon: undefined,
});
const state = providerOf('state', 'State ID');
const bank = providerOf('bank', 'Bank ID');

const MINUTE = 60_000;
let world: World;
let clock: ReturnType<typeof fakeClock>;
let mailer: ReturnType<typeof fakeMailer>;
const before = env();
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
  mailer = fakeMailer();
  overrideSettings({ RATE_LIMITS: false, DEFAULT_COUNTY: 'ALD', oidc: [state, bank] });
});
afterEach(() => overrideSettings(before));

let subjects = 0;

/** What a provider proves of somebody: a new subject with a verified address, unless told. */
function proofFrom(
  provider: OidcProvider,
  claims: Record<string, unknown> = {},
  authTime: number | null = null,
): ProvenSubject {
  subjects += 1;
  const all = { sub: `subject-${subjects}`, email: anotherEmail(), email_verified: true, ...claims };
  const proof = proofOf(provider, all, authTime);
  if (!proof) throw new Error('no subject');
  return proof;
}

const enter = (proof: ProvenSubject, more: { county?: string } = {}, request = strangerRequest()) =>
  signInWithProvider.execute(request, { proof, ...more });

const userOf = (email: string) => behindTheWall('*', (db) => db.user.findUnique({ where: { email } }));
const accountsOf = (userId: string) => behindTheWall('*', (db) => db.account.findMany({ where: { userId } }));
const setUp = (id: string, data: object) =>
  behindTheWall('*', (db) => db.user.update({ where: { id }, data }));
const setCounty = (settings: object) =>
  behindTheWall('*', (db) => db.county.update({ where: { id: world.alder.county.id }, data: { settings } }));
const citizen = (more: Partial<Parameters<typeof createPerson>[0]> = {}) =>
  createPerson({ county: world.alder.county, role: 'Citizen', ...more });
type Someone = Awaited<ReturnType<typeof citizen>>;
const linkTo = async (person: Someone, proof: ProvenSubject) =>
  successOf(await linkProvider.execute(person.request, { proof, began: person.sessionId }));
const mailsTo = async (email: string) => {
  await sendDueMail(clock.now());
  return mailer.to(email).map(({ subject }) => subject);
};

describe('somebody unknown', () => {
  it('becomes a confirmed resident without a password, once; the second time they sign in', async () => {
    const proof = proofFrom(state, { given_name: 'Rosa', family_name: 'Rivera' });
    const first = successOf(await enter(proof));
    expect(first.isNew).toBe(true);
    const user = await userOf(proof.facts.email ?? '');
    expect(user).toMatchObject({
      countyId: world.alder.county.id,
      passwordHash: null,
      firstName: 'Rosa',
      lastName: 'Rivera',
      confirmedAt: clock.now(),
      loginCount: 1,
    });
    expect(successOf(await getCurrentUser.execute(await requestWith(first), {}))).toMatchObject({
      roles: ['Citizen'],
    });
    const second = successOf(await enter(proof));
    expect(second.isNew).toBeUndefined();
    expect(second.sessionId).not.toBe(first.sessionId);
    expect((await userOf(proof.facts.email ?? ''))?.loginCount).toBe(2);
    const events = (await auditEvents('accounts.signInWithProvider')).filter((e) => e.entityId === user?.id);
    expect(events.map(({ outcome, actorId, after }) => ({ outcome, actorId, after }))).toEqual([
      {
        outcome: 'done',
        actorId: user?.id,
        after: { provider: 'State ID', email: user?.email, account: 'created' },
      },
      { outcome: 'done', actorId: user?.id, after: { provider: 'State ID' } },
    ]);
  });

  it('leaves no token of the provider and no password behind', async () => {
    const proof = proofFrom(state);
    successOf(await enter(proof));
    const user = await userOf(proof.facts.email ?? '');
    expect(await accountsOf(user?.id ?? '')).toMatchObject([
      {
        countyId: world.alder.county.id,
        type: 'oidc',
        provider: 'https://state.example',
        providerAccountId: proof.facts.subject,
        email: proof.facts.email,
        access_token: null,
        refresh_token: null,
        id_token: null,
      },
    ]);
    const tried = await signIn.execute(strangerRequest(), { email: user?.email, password: worldPassword });
    expect(faultOf(tried).message).toBe('errors.signIn.wrong');
  });

  it('is refused without a verified address, and where the county invites its people', async () => {
    for (const claims of [{ email_verified: false }, { email: undefined }, { email: 'none' }])
      expect(faultOf(await enter(proofFrom(state, claims)))).toMatchObject({
        code: 'invalid',
        message: 'errors.provider.unverified',
        values: { name: 'State ID' },
      });
    await setCounty({ registration: 'invitation' });
    const proof = proofFrom(state);
    expect(faultOf(await enter(proof)).message).toBe('errors.provider.invitationOnly');
    expect(await userOf(proof.facts.email ?? '')).toBeNull();
    await setCounty({});
  });

  it('chooses a county where the portal has none of its own', async () => {
    overrideSettings({ DEFAULT_COUNTY: undefined });
    const proof = proofFrom(state);
    for (const county of [undefined, '', 'XXX'])
      expect(faultOf(await enter(proof, county === undefined ? {} : { county })).message).toBe(
        'errors.provider.chooseCounty',
      );
    successOf(await enter(proof, { county: 'bir' }));
    expect((await userOf(proof.facts.email ?? ''))?.countyId).toBe(world.birch.county.id);
  });

  it('takes the place of registrations of the address that nobody confirmed', async () => {
    overrideSettings({ CONFIRM_EMAIL: true });
    const email = anotherEmail();
    successOf(await register.execute(strangerRequest(), { email, password: worldPassword, county: 'ALD' }));
    successOf(await enter(proofFrom(state, { email })));
    const pending = await behindTheWall('*', (db) => db.pendingRegistration.count({ where: { email } }));
    expect(pending).toBe(0);
    const guessed = await signIn.execute(strangerRequest(), { email, password: worldPassword });
    expect(faultOf(guessed).message).toBe('errors.signIn.wrong');
  });

  it('of twenty first sign-ins at once one makes the account; the others sign in or are told to try again', async () => {
    const proof = proofFrom(state);
    const results = await Promise.all(Array.from({ length: 20 }, () => enter(proof)));
    expect(results.filter((result) => result.ok && result.value.isNew)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('conflict');
    const user = await userOf(proof.facts.email ?? '');
    expect(await accountsOf(user?.id ?? '')).toHaveLength(1);
    for (const result of results)
      if (result.ok)
        expect(successOf(await getCurrentUser.execute(await requestWith(result.value), {})).id).toBe(
          user?.id,
        );
  });

  it('of one subject with two addresses at once, one account is made', async () => {
    const sub = 'one-subject-two-addresses';
    const results = await Promise.all(
      Array.from({ length: 6 }, () => enter(proofFrom(state, { sub, email: anotherEmail() }))),
    );
    expect(results.filter((result) => result.ok && result.value.isNew)).toHaveLength(1);
    const accounts = await behindTheWall('*', (db) =>
      db.account.findMany({ where: { providerAccountId: sub } }),
    );
    expect(accounts).toHaveLength(1);
  });
});

describe('an address that has an account', () => {
  it('is not linked unless the county allows it; nothing changes', async () => {
    const person = await citizen();
    const fault = faultOf(await enter(proofFrom(state, { email: person.email })));
    expect(fault).toMatchObject({ code: 'invalid', message: 'errors.provider.linkFirst' });
    expect(await accountsOf(person.id)).toEqual([]);
  });

  it('is linked where the county allows it, and its owner told', async () => {
    await setCounty({ socialLinking: 'address' });
    const person = await citizen();
    const proof = proofFrom(state, { email: person.email.toUpperCase() });
    const signedIn = successOf(await enter(proof));
    expect(successOf(await getCurrentUser.execute(await requestWith(signedIn), {})).id).toBe(person.id);
    expect(await accountsOf(person.id)).toHaveLength(1);
    expect(await mailsTo(person.email)).toContain('State ID was linked to your account');
    await setCounty({});
  });

  it('is not linked by an address that is not verified, nor to one that the account has not confirmed', async () => {
    await setCounty({ socialLinking: 'address' });
    const person = await citizen();
    expect(
      faultOf(await enter(proofFrom(state, { email: person.email, email_verified: false }))).message,
    ).toBe('errors.provider.unverified');
    const unproven = await citizen({ confirmed: false });
    expect(faultOf(await enter(proofFrom(state, { email: unproven.email }))).message).toBe(
      'errors.provider.linkFirst',
    );
    expect([...(await accountsOf(person.id)), ...(await accountsOf(unproven.id))]).toEqual([]);
    await setCounty({});
  });

  it('says the same of a deactivated account, and never links a System Administrator', async () => {
    const gone = await citizen({ active: false });
    expect(faultOf(await enter(proofFrom(state, { email: gone.email }))).message).toBe(
      'errors.provider.linkFirst',
    );
    expect(faultOf(await enter(proofFrom(state, { email: world.system.email }))).message).toBe(
      'errors.provider.linkFirst',
    );
  });

  it('with a second factor nothing is linked before the factor', async () => {
    await setCounty({ socialLinking: 'address' });
    const person = await withApp();
    const signedIn = successOf(await enter(proofFrom(state, { email: person.email })));
    expect(signedIn.awaitsFactor).toBe(true);
    expect(await accountsOf(person.id)).toEqual([]);
    await setCounty({});
  });
});

async function withApp() {
  const person = await citizen();
  const { secret } = successOf(await startApp.execute(person.request, {}));
  const code = () => new TOTP({ secret }).generate({ timestamp: clock.now().getTime() });
  successOf(await confirmApp.execute(person.request, { code: code() }));
  clock.advance(MINUTE);
  return { ...person, code };
}

describe('somebody who is linked', () => {
  it('is asked for the second factor as after a password', async () => {
    const person = await withApp();
    const proof = proofFrom(state);
    await linkTo(person, proof);
    const begun = successOf(await enter(proof));
    expect(begun.awaitsFactor).toBe(true);
    expect(faultOf(await getCurrentUser.execute(await requestWith(begun), {})).code).toBe('unauthenticated');
    const attemptCookie = sealSessionCookie(begun.sessionId, begun.expiresAt, env().AUTH_SECRET);
    const session = successOf(
      await proveFactor.execute(strangerRequest({ attemptCookie }), { code: person.code() }),
    );
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {})).id).toBe(person.id);
    const history = await behindTheWall('*', (db) =>
      db.signInRecord.findMany({ where: { userId: person.id } }),
    );
    expect(history.map(({ method }) => method)).toEqual(['State ID+app']);
  });

  it('is refused when deactivated, when the county is, and while the address waits for confirmation', async () => {
    const person = await citizen();
    const proof = proofFrom(state);
    await linkTo(person, proof);
    await setUp(person.id, { active: false });
    expect(faultOf(await enter(proof)).message).toBe('errors.signIn.deactivated');
    await setUp(person.id, { active: true, confirmedAt: null });
    successOf(await enter(proof));
    overrideSettings({ CONFIRM_EMAIL: true });
    expect(faultOf(await enter(proof)).message).toBe('errors.signIn.confirmFirst');
    const events = (await auditEvents('accounts.signInWithProvider')).filter((e) => e.entityId === person.id);
    expect(events.map(({ outcome }) => outcome)).toEqual(['failed', 'done', 'failed']);
  });

  it('is of the staff too, in every county, whoever is signed in meanwhile', async () => {
    const { officer } = world.birch;
    const proof = proofFrom(state);
    await linkTo(officer, proof);
    const signedIn = successOf(await enter(proof, {}, world.alder.citizen.request));
    expect(successOf(await getCurrentUser.execute(await requestWith(signedIn), {})).id).toBe(officer.id);
    overrideSettings({ REQUIRE_STAFF_2FA: true });
    const lacking = successOf(await enter(proof));
    expect(faultOf(await getCurrentUser.execute(await requestWith(lacking), {})).factorRequired).toBe(true);
  });

  it('is another one under another issuer, whatever the provider is called', async () => {
    const person = await citizen();
    await linkTo(person, proofFrom(state, { sub: 'same' }));
    const moved = { ...state, key: 'https://evil.example' };
    const signedIn = successOf(await enter(proofFrom(moved, { sub: 'same' })));
    expect(successOf(await getCurrentUser.execute(await requestWith(signedIn), {})).id).not.toBe(person.id);
  });
});

describe('linking', () => {
  it('needs a fresh session, the one that it was begun in, and not a token', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    const proof = proofFrom(state);
    expect(
      faultOf(await linkProvider.execute(other.request, { proof, began: person.sessionId })).message,
    ).toBe('errors.provider.startAgain');
    clock.advance(11 * MINUTE);
    for (const result of [
      await linkProvider.execute(person.request, { proof, began: person.sessionId }),
      await startProviderLink.execute(person.request, { provider: 'state' }),
    ])
      expect(faultOf(result).reauthRequired).toBe(true);
    expect(await accountsOf(person.id)).toEqual([]);
  });

  it("tells by mail, and is refused where it is somebody else's, of whichever county", async () => {
    const person = await citizen();
    const proof = proofFrom(state);
    await linkTo(person, proof);
    expect(await mailsTo(person.email)).toEqual(['State ID was linked to your account']);
    await linkTo(person, proof);
    expect(await accountsOf(person.id)).toHaveLength(1);
    for (const someone of [await citizen(), world.birch.citizen, world.system]) {
      const result = await linkProvider.execute(someone.request, { proof, began: someone.sessionId });
      expect(faultOf(result)).toMatchObject({ code: 'conflict', message: 'errors.provider.taken' });
      expect(await accountsOf(someone.id)).toEqual([]);
    }
    const second = await linkProvider.execute(person.request, {
      proof: proofFrom(state),
      began: person.sessionId,
    });
    expect(faultOf(second).message).toBe('errors.provider.already');
  });

  it('of twenty who link one subject at once, one has it', async () => {
    const people: Someone[] = [];
    for (let count = 0; count < 20; count += 1) people.push(await citizen());
    const proof = proofFrom(state);
    const results = await Promise.all(
      people.map((person) => linkProvider.execute(person.request, { proof, began: person.sessionId })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('conflict');
  });

  it('takes nothing but a proof of ours', async () => {
    const { facts } = proofFrom(state);
    for (const proof of [facts, { facts }, 'x', null, undefined, {}])
      expect(faultOf(await signInWithProvider.execute(strangerRequest(), { proof })).code).toBe('invalid');
  });
});

describe('unlinking', () => {
  it('takes one away, and tells by mail', async () => {
    const person = await citizen();
    const proof = proofFrom(state);
    await linkTo(person, proof);
    const ways = successOf(await getWaysIn.execute(person.request, {}));
    expect(ways).toMatchObject({
      hasPassword: true,
      linked: [{ name: 'State ID', provider: 'state', email: proof.facts.email }],
      others: [{ id: 'bank', name: 'Bank ID' }],
    });
    const accountId = ways.linked[0]?.id ?? '';
    expect(successOf(await getLinkedAccount.execute(person.request, { accountId })).name).toBe('State ID');
    expect(faultOf(await unlinkProvider.execute(world.alder.citizen.request, { accountId })).code).toBe(
      'not_found',
    );
    successOf(await unlinkProvider.execute(person.request, { accountId }));
    expect(await accountsOf(person.id)).toEqual([]);
    expect(await mailsTo(person.email)).toContain('State ID was unlinked from your account');
    clock.advance(11 * MINUTE);
    expect(faultOf(await unlinkProvider.execute(person.request, { accountId })).reauthRequired).toBe(true);
  });

  it('never takes the last way in, also of two at once; a provider that is no longer offered is none', async () => {
    const proof = proofFrom(state);
    const signedIn = successOf(await enter(proof));
    const request = await requestWith(signedIn);
    const only = successOf(await getWaysIn.execute(request, {}));
    expect(only.hasPassword).toBe(false);
    const first = only.linked[0]?.id ?? '';
    expect(faultOf(await unlinkProvider.execute(request, { accountId: first }))).toMatchObject({
      code: 'conflict',
      message: 'errors.access.lastWayIn',
    });
    successOf(await linkProvider.execute(request, { proof: proofFrom(bank), began: signedIn.sessionId }));
    overrideSettings({ oidc: [state] });
    expect(faultOf(await unlinkProvider.execute(request, { accountId: first })).message).toBe(
      'errors.access.lastWayIn',
    );
    overrideSettings({ oidc: [state, bank] });
    const { linked } = successOf(await getWaysIn.execute(request, {}));
    const results = await Promise.all(
      linked.map(({ id }) => unlinkProvider.execute(request, { accountId: id })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is possible after the reset link has set a password', async () => {
    const proof = proofFrom(state);
    successOf(await enter(proof));
    const email = proof.facts.email ?? '';
    successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
    await sendDueMail(clock.now());
    const token = mailer.tokenFor(email);
    successOf(await resetPassword.execute(strangerRequest(), { token, password: 'cobalt ferry 93 walnut' }));
    const signedIn = successOf(
      await signIn.execute(strangerRequest(), { email, password: 'cobalt ferry 93 walnut' }),
    );
    const request = await requestWith(signedIn);
    const { linked } = successOf(await getWaysIn.execute(request, {}));
    successOf(await unlinkProvider.execute(request, { accountId: linked[0]?.id }));
  });
});

describe('being fresh again', () => {
  it('by a provider that says that the person has just proven themselves there', async () => {
    const person = await citizen();
    const sub = 'fresh-again';
    await linkTo(person, proofFrom(state, { sub }));
    clock.advance(11 * MINUTE);
    const since = clock.now();
    const seconds = Math.floor(since.getTime() / 1000);
    const prove = (authTime: number | null, more: { sub?: string; began?: string } = {}) =>
      reauthenticateWithProvider.execute(person.request, {
        proof: proofFrom(state, { sub: more.sub ?? sub }, authTime),
        began: more.began ?? person.sessionId,
        since,
      });
    for (const authTime of [null, seconds - 31])
      expect(faultOf(await prove(authTime)).message).toBe('errors.provider.notFresh');
    expect(faultOf(await prove(seconds, { sub: 'somebody-else' })).message).toBe('errors.provider.notYours');
    expect(faultOf(await prove(seconds, { began: 'another' })).message).toBe('errors.provider.startAgain');
    expect(
      faultOf(await startProviderLink.execute(person.request, { provider: 'bank' })).reauthRequired,
    ).toBe(true);
    successOf(await prove(seconds + 5));
    successOf(await startProviderLink.execute(person.request, { provider: 'bank' }));
    clock.advance(10 * MINUTE - 1);
    successOf(await startProviderLink.execute(person.request, { provider: 'bank' }));
    clock.advance(1);
    expect(
      faultOf(await startProviderLink.execute(person.request, { provider: 'bank' })).reauthRequired,
    ).toBe(true);
  });
});

describe('setting out', () => {
  it('only to providers of the settings, and at most as often as any page that costs', async () => {
    for (const start of [startProviderSignIn, startProviderLink, startProviderProof]) {
      expect(successOf(await start.execute(world.alder.citizen.request, { provider: 'state' }))).toEqual({
        provider: 'state',
      });
      for (const provider of ['other', '', 'credentials', '../x', 'STATE', undefined])
        expect(faultOf(await start.execute(world.alder.citizen.request, { provider })).code).toBe('invalid');
    }
    overrideSettings({ RATE_LIMITS: true });
    const request = strangerRequest();
    const codes: string[] = [];
    for (let count = 0; count < 21; count += 1)
      codes.push(faultOf(await enter(proofFrom(state, { email_verified: false }), {}, request)).code);
    expect(codes).toEqual([...Array.from({ length: 20 }, () => 'invalid'), 'too_many']);
  });
});
