import { TOTP } from 'otpauth';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { tidyUp } from '@/lib/jobs/housekeeping';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { env, overrideSettings } from '@/lib/platform/env';
import { type Faults, type SoftPasskey, softPasskey } from '@/lib/testing/authenticator';
import {
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  faultOf,
  openTestSession,
  requestWith,
  runJob,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { getAttempt } from '../factors/get-attempt';
import { getTwoFactor, removeApp } from '../factors/manage-factors';
import { proveFactor } from '../factors/prove-factor';
import { confirmApp, startApp } from '../factors/set-up-app';
import { changePassword } from '../passwords/change-password';
import { getCurrentUser } from '../profile/get-current-user';
import { signIn } from '../sign-in/sign-in';
import type { SignedIn } from '../sign-in/sign-in-proven';
import { beginPasskey, savePasskey } from './add-passkey';
import { getPasskey, listPasskeys, removePasskey, renamePasskey } from './manage-passkeys';
import { MAX_PASSKEYS } from './policy';
import { beginPasskeyFactor, provePasskey } from './prove-passkey';
import { beginPasskeyReauthentication, reauthenticateWithPasskey } from './reauthenticate-with-passkey';
import { beginPasskeySignIn, signInWithPasskey } from './sign-in-with-passkey';
import '../mails';

const MINUTE = 60_000;
let world: World;
let clock: ReturnType<typeof fakeClock>;
beforeAll(async () => {
  world = await createWorld();
});
const before = env();
beforeEach(() => {
  clock = fakeClock();
  overrideSettings({ RATE_LIMITS: false, APP_URL: 'http://127.0.0.1:3000', isAppUrlDefault: true });
});
afterEach(() => overrideSettings(before));

type Someone = Awaited<ReturnType<typeof createPerson>>;
const resident = () => createPerson({ county: world.alder.county, role: 'Citizen' });

/** Adds a passkey to an account. */
async function add(person: Someone, passkey: SoftPasskey, name = 'My phone', faults: Faults = {}) {
  const options = successOf(await beginPasskey.execute(person.request, {}));
  return savePasskey.execute(person.request, { name, answer: passkey.make(options, faults) });
}

/** A person with a passkey, and nothing else for a second factor. */
async function withPasskey(
  options: Partial<Parameters<typeof createPerson>[0]> = {},
  kind?: Parameters<typeof softPasskey>[0],
) {
  const person = await createPerson({ county: world.alder.county, role: 'Citizen', ...options });
  const passkey = softPasskey(kind);
  const { recoveryCodes } = successOf(await add(person, passkey));
  return { ...person, passkey, recoveryCodes };
}

const askToSignIn = async (request = strangerRequest()) =>
  successOf(await beginPasskeySignIn.execute(request, {}));

/** Signs in by a passkey, from a new browser. */
async function enter(passkey: SoftPasskey, faults: Faults = {}) {
  return signInWithPasskey.execute(strangerRequest(), { answer: passkey.use(await askToSignIn(), faults) });
}

/** The request of a browser that has given the right password and owes the factor. */
async function attempting(person: Someone): Promise<PortalRequest> {
  const signedIn: SignedIn = successOf(
    await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword }),
  );
  expect(signedIn.awaitsFactor).toBe(true);
  const { sessionId, expiresAt } = signedIn;
  return strangerRequest({ attemptCookie: sealSessionCookie(sessionId, expiresAt, env().AUTH_SECRET) });
}

const userRow = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
const passkeyRow = (id: string) =>
  behindTheWall('*', (db) => db.passkey.findUniqueOrThrow({ where: { id } }));
const change = (id: string, data: { active?: boolean; confirmedAt?: Date | null }) =>
  behindTheWall('*', (db) => db.user.update({ where: { id }, data }));
const mailsTo = (to: string) =>
  behindTheWall('*', (db) => db.outboxMail.findMany({ where: { to }, orderBy: { id: 'asc' } }));
const challenges = () => behindTheWall('*', (db) => db.passkeyChallenge.count());

describe('adding a passkey', () => {
  it('asks for one that is found by itself, behind finger, face or PIN, and for no attestation', async () => {
    const person = await resident();
    const options = successOf(await beginPasskey.execute(person.request, {}));
    expect(options).toMatchObject({
      rp: { id: 'localhost', name: 'Alder County Services' },
      user: { name: person.email },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      excludeCredentials: [],
      timeout: 300_000,
    });
    expect(Buffer.from(options.challenge, 'base64url')).toHaveLength(32);
  });

  it('makes it a factor, gives ten recovery codes with the first, and tells by mail', async () => {
    const person = await resident();
    const first = softPasskey({ synced: true });
    const { recoveryCodes } = successOf(await add(person, first, '  My phone '));
    expect(recoveryCodes).toHaveLength(10);
    expect(successOf(await getTwoFactor.execute(person.request, {}))).toEqual({
      enabled: true,
      recoveryCodesLeft: 10,
      passkeys: 1,
    });
    expect((await userRow(person.id)).twoFactorSince).not.toBeNull();
    expect(await passkeyRow(first.id)).toMatchObject({
      name: 'My phone',
      countyId: world.alder.county.id,
      userId: person.id,
      backedUp: true,
      transports: ['internal', 'hybrid'],
      lastUsedAt: null,
    });
    clock.advance(1000);
    expect(successOf(await add(person, softPasskey(), 'Key')).recoveryCodes).toEqual([]);
    expect(successOf(await listPasskeys.execute(person.request, {}))).toMatchObject({
      items: [
        { name: 'My phone', isSynced: true },
        { name: 'Key', isSynced: false },
      ],
      hasRoom: true,
    });
    expect((await mailsTo(person.email)).map(({ template }) => template)).toEqual([
      'passkey-added',
      'passkey-added',
    ]);
    const events = (await auditEvents('accounts.savePasskey')).filter(({ actorId }) => actorId === person.id);
    expect(events.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    expect(JSON.stringify(events.map(({ after, before }) => [before, after]))).not.toContain(first.id);
  });

  it('asks for a fresh session', async () => {
    const person = await resident();
    const options = successOf(await beginPasskey.execute(person.request, {}));
    const answer = softPasskey().make(options);
    clock.advance(11 * MINUTE);
    expect(faultOf(await beginPasskey.execute(person.request, {})).reauthRequired).toBe(true);
    expect(faultOf(await savePasskey.execute(person.request, { name: 'x', answer })).reauthRequired).toBe(
      true,
    );
  });

  it.each<[string, Faults]>([
    ['another origin', { origin: 'http://localhost:3001' }],
    ['the address of the demonstration by number', { origin: 'http://127.0.0.1:3000' }],
    ['another host', { rpId: 'evil.example' }],
    ['nobody verified', { unverified: true }],
    ['the answer to something else', { type: 'webauthn.get' }],
    ['an attestation that would make us call somebody', { format: 'apple' }],
    ['an attestation nobody knows', { format: 'other' }],
  ])('is refused: %s', async (_name, faults) => {
    const person = await resident();
    expect(faultOf(await add(person, softPasskey(), 'x', faults))).toMatchObject({
      code: 'invalid',
      message: 'errors.passkey.notMade',
    });
    expect(successOf(await getTwoFactor.execute(person.request, {})).enabled).toBe(false);
  });

  it('a challenge is the person’s and the session’s, lives five minutes, and is used up by a wrong answer too', async () => {
    const person = await resident();
    const other = await resident();
    const passkey = softPasskey();
    const ask = async () => successOf(await beginPasskey.execute(person.request, {}));
    const late = { code: 'invalid', message: 'errors.passkey.late' };
    const save = async (request: PortalRequest, answer: string) =>
      savePasskey.execute(request, { name: 'x', answer });

    let options = await ask();
    expect(faultOf(await save(other.request, passkey.make(options)))).toMatchObject(late);
    const { request: elsewhere } = await openTestSession(person);
    expect(faultOf(await save(elsewhere, passkey.make(options)))).toMatchObject(late);
    const signIn = await askToSignIn();
    expect(
      faultOf(await save(person.request, passkey.make(options, { challenge: signIn.challenge }))),
    ).toMatchObject(late);
    expect(faultOf(await save(person.request, passkey.make(options, { unverified: true })))).toMatchObject({
      message: 'errors.passkey.notMade',
    });
    expect(faultOf(await save(person.request, passkey.make(options)))).toMatchObject(late);

    options = await ask();
    clock.advance(5 * MINUTE);
    expect(faultOf(await save(person.request, passkey.make(options)))).toMatchObject(late);
    options = await ask();
    clock.advance(5 * MINUTE - 1000);
    // Ten minutes less a second after the sign-in: still fresh.
    expect((await save(person.request, passkey.make(options))).ok).toBe(true);
  });

  it('of one answer sent twenty times at once, one counts; of twenty more than there is room for, none', async () => {
    const person = await resident();
    const options = successOf(await beginPasskey.execute(person.request, {}));
    const answer = softPasskey().make(options);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => savePasskey.execute(person.request, { name: 'x', answer })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);

    const answers: string[] = [];
    for (let count = 0; count < 22; count += 1)
      answers.push(softPasskey().make(successOf(await beginPasskey.execute(person.request, {}))));
    const many = await Promise.all(
      answers.map((each) => savePasskey.execute(person.request, { name: 'x', answer: each })),
    );
    expect(many.filter(({ ok }) => ok)).toHaveLength(MAX_PASSKEYS - 1);
    expect(successOf(await listPasskeys.execute(person.request, {}))).toMatchObject({ hasRoom: false });
    expect(faultOf(await beginPasskey.execute(person.request, {})).message).toBe('errors.passkey.tooMany');
  }, 60_000);

  it('one that is there already is none again, whoever has it', async () => {
    const { passkey, ...person } = await withPasskey();
    expect(successOf(await beginPasskey.execute(person.request, {})).excludeCredentials).toEqual([
      { id: passkey.id, type: 'public-key' },
    ]);
    expect(faultOf(await add(person, passkey)).message).toBe('errors.passkey.already');
    const stranger = await createPerson({ county: world.birch.county, role: 'Citizen' });
    expect(faultOf(await add(stranger, passkey)).message).toBe('errors.passkey.already');
    expect((await passkeyRow(passkey.id)).userId).toBe(person.id);
  });

  it.each([
    ['', 'errors.passkey.noAnswer'],
    ['{}', 'errors.passkey.noAnswer'],
    ['[]', 'errors.passkey.noAnswer'],
    ['null', 'errors.passkey.noAnswer'],
    ['x'.repeat(30_000), 'errors.passkey.noAnswer'],
    [JSON.stringify({ id: 'a', rawId: 'a', type: 'public-key', response: 7 }), 'errors.passkey.noAnswer'],
  ])('what is no answer is said to be none: %.20s', async (answer, message) => {
    const person = await resident();
    expect(faultOf(await savePasskey.execute(person.request, { name: 'x', answer })).message).toBe(message);
    expect(faultOf(await signInWithPasskey.execute(strangerRequest(), { answer })).message).toBe(message);
  });

  it('wants a name', async () => {
    const person = await resident();
    const answer = softPasskey().make(successOf(await beginPasskey.execute(person.request, {})));
    expect(faultOf(await savePasskey.execute(person.request, { name: ' ', answer })).fields).toEqual({
      name: ['errors.passkey.enterName'],
    });
  });

  it('is open to staff who must set a factor up first', async () => {
    const officer = await createPerson({
      county: world.alder.county,
      role: 'Department Officer',
      department: 'BLD',
    });
    overrideSettings({ REQUIRE_STAFF_2FA: true });
    expect(
      faultOf(await renamePasskey.execute(officer.request, { passkeyId: 'x', name: 'x' })),
    ).toMatchObject({ factorRequired: true });
    expect(successOf(await add(officer, softPasskey())).recoveryCodes).toHaveLength(10);
    expect(successOf(await getCurrentUser.execute(officer.request, {})).email).toBe(officer.email);
  });
});

describe('signing in with a passkey', () => {
  it('opens a session without password or code, and says how it was proven', async () => {
    const person = await withPasskey();
    const options = await askToSignIn();
    expect(options.allowCredentials).toBeUndefined();
    expect(options).toMatchObject({ rpId: 'localhost', userVerification: 'required' });
    const session = successOf(
      await signInWithPasskey.execute(strangerRequest(), { answer: person.passkey.use(options) }),
    );
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {})).email).toBe(person.email);
    const row = await behindTheWall('*', (db) =>
      db.session.findUniqueOrThrow({ where: { id: session.sessionId } }),
    );
    expect(row).toMatchObject({ provenBy: 'passkey', complete: true, countyId: world.alder.county.id });
    expect(await passkeyRow(person.passkey.id)).toMatchObject({ counter: 1n, lastUsedAt: clock.now() });
    expect(await userRow(person.id)).toMatchObject({ loginCount: 1 });
    const history = await behindTheWall('*', (db) =>
      db.signInRecord.findMany({ where: { userId: person.id } }),
    );
    expect(history).toMatchObject([{ outcome: 'signed-in', method: 'passkey' }]);
    const [event] = (await auditEvents('accounts.signInWithPasskey')).filter(
      ({ entityId }) => entityId === person.id,
    );
    expect(event).toMatchObject({
      outcome: 'done',
      actorId: person.id,
      countyId: world.alder.county.id,
      after: { method: 'passkey' },
    });
  });

  it('whoever is signed in meanwhile has no part in it', async () => {
    const person = await withPasskey();
    const { request } = world.birch.citizen;
    const answer = person.passkey.use(successOf(await beginPasskeySignIn.execute(request, {})));
    const session = successOf(await signInWithPasskey.execute(request, { answer }));
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {})).email).toBe(person.email);
  });

  it('after “This was not me” it is a second factor alone', async () => {
    const person = await withPasskey();
    await behindTheWall('*', (db) =>
      db.passkey.updateMany({ where: { userId: person.id }, data: { signsIn: false } }),
    );
    expect(faultOf(await enter(person.passkey)).message).toBe('errors.passkey.wrong');
    const request = await attempting(person);
    const answer = person.passkey.use(successOf(await beginPasskeyFactor.execute(request, {})));
    successOf(await provePasskey.execute(request, { answer }));
  });

  it('works for who belongs to no county', async () => {
    const person = await withPasskey({ county: null, role: 'System Administrator' });
    expect((await enter(person.passkey)).ok).toBe(true);
  });

  it('tells a new device by mail from the second sign-in on', async () => {
    const person = await withPasskey();
    await enter(person.passkey);
    await enter(person.passkey);
    expect((await mailsTo(person.email)).map(({ template }) => template)).toEqual([
      'passkey-added',
      'new-device',
    ]);
  });

  it.each<[string, Faults]>([
    ['another origin', { origin: 'http://localhost:3001' }],
    ['the address of the demonstration by number', { origin: 'http://127.0.0.1:3000' }],
    ['another host', { rpId: 'evil.example' }],
    ['nobody verified', { unverified: true }],
    ['the answer to something else', { type: 'webauthn.create' }],
    ['another key', { key: softPasskey().key }],
    ["somebody else's handle", { userHandle: 'AAAA' }],
  ])('is refused: %s', async (_name, faults) => {
    const person = await withPasskey();
    expect(faultOf(await enter(person.passkey, faults))).toEqual({
      code: 'invalid',
      message: 'errors.passkey.wrong',
    });
    expect((await userRow(person.id)).loginCount).toBe(0);
  });

  it('a passkey that nobody has is answered like a wrong one', async () => {
    const person = await withPasskey();
    const nobody = faultOf(await enter(softPasskey()));
    const wrong = faultOf(await enter(person.passkey, { unverified: true }));
    expect(nobody).toEqual(wrong);
    const options = await askToSignIn();
    const other = await askToSignIn();
    expect({ ...options, challenge: '' }).toEqual({ ...other, challenge: '' });
  });

  it('a challenge lives five minutes, for this alone, and is used up by a wrong answer too', async () => {
    const person = await withPasskey();
    const late = { code: 'invalid', message: 'errors.passkey.late' };
    const send = (answer: string) => signInWithPasskey.execute(strangerRequest(), { answer });

    let options = await askToSignIn();
    expect(faultOf(await send(person.passkey.use(options, { unverified: true }))).message).toBe(
      'errors.passkey.wrong',
    );
    expect(faultOf(await send(person.passkey.use(options)))).toEqual(late);
    expect(faultOf(await send(person.passkey.use(options, { challenge: 'AAAA' })))).toEqual(late);

    const own = successOf(await beginPasskeyReauthentication.execute(person.request, {}));
    expect(faultOf(await send(person.passkey.use(own)))).toEqual(late);

    options = await askToSignIn();
    clock.advance(5 * MINUTE);
    expect(faultOf(await send(person.passkey.use(options)))).toEqual(late);
    options = await askToSignIn();
    clock.advance(5 * MINUTE - 1);
    expect((await send(person.passkey.use(options))).ok).toBe(true);
  });

  it('of one answer sent twenty times at once, one counts', async () => {
    for (const counts of [true, false]) {
      const person = await withPasskey({}, { counts });
      const answer = person.passkey.use(await askToSignIn());
      const results = await Promise.all(
        Array.from({ length: 20 }, () => signInWithPasskey.execute(strangerRequest(), { answer })),
      );
      expect(
        results.filter(({ ok }) => ok),
        `counts: ${counts}`,
      ).toHaveLength(1);
      expect((await userRow(person.id)).loginCount).toBe(1);
    }
  });

  it('a copy, whose counter stands still or goes back, is refused, and the trail says so', async () => {
    const person = await withPasskey();
    expect((await enter(person.passkey, { counter: 7 })).ok).toBe(true);
    for (const counter of [7, 3, 0])
      expect(faultOf(await enter(person.passkey, { counter })).message).toBe('errors.passkey.wrong');
    expect((await enter(person.passkey, { counter: 8 })).ok).toBe(true);
    const events = (await auditEvents('accounts.signInWithPasskey')).filter(
      ({ entityId }) => entityId === person.id,
    );
    expect(events.map(({ outcome, after }) => [outcome, after])).toEqual([
      ['done', { method: 'passkey' }],
      ['failed', { passkey: 'copied' }],
      ['failed', { passkey: 'copied' }],
      ['failed', { passkey: 'copied' }],
      ['done', { method: 'passkey' }],
    ]);
  });

  it('of twenty devices that count the same at once, one counts', async () => {
    const person = await withPasskey();
    const answers: string[] = [];
    for (let count = 0; count < 20; count += 1)
      answers.push(person.passkey.use(await askToSignIn(), { counter: 5 }));
    const results = await Promise.all(
      answers.map((answer) => signInWithPasskey.execute(strangerRequest(), { answer })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await passkeyRow(person.passkey.id)).counter).toBe(5n);
  });

  it('one that never counts goes on at zero', async () => {
    const person = await withPasskey({}, { counts: false, synced: true });
    for (let count = 0; count < 3; count += 1) expect((await enter(person.passkey)).ok).toBe(true);
  });

  it('deactivated and unconfirmed are said after a right passkey alone', async () => {
    const person = await withPasskey();
    await change(person.id, { active: false });
    expect(faultOf(await enter(person.passkey)).message).toBe('errors.signIn.deactivated');
    expect(faultOf(await enter(person.passkey, { unverified: true })).message).toBe('errors.passkey.wrong');
    await change(person.id, { active: true, confirmedAt: null });
    overrideSettings({ CONFIRM_EMAIL: true });
    expect(faultOf(await enter(person.passkey)).message).toBe('errors.signIn.confirmFirst');
    overrideSettings({ CONFIRM_EMAIL: false });
    const setCounty = (active: boolean) =>
      behindTheWall('*', (db) =>
        db.county.update({ where: { id: world.alder.county.id }, data: { active } }),
      );
    await setCounty(false);
    expect(faultOf(await enter(person.passkey)).message).toBe('errors.signIn.deactivated');
    await setCounty(true);
    expect((await enter(person.passkey)).ok).toBe(true);
  });

  it('a removed one opens nothing; a changed password leaves the others', async () => {
    const person = await withPasskey();
    const [first] = successOf(await listPasskeys.execute(person.request, {})).items;
    successOf(
      await changePassword.execute(person.request, {
        password: worldPassword,
        newPassword: 'another cobalt ferry 93',
        newPasswordConfirm: 'another cobalt ferry 93',
      }),
    );
    const session = successOf(await enter(person.passkey));
    const request = await requestWith(session);
    successOf(await removePasskey.execute(request, { passkeyId: first?.id }));
    expect(faultOf(await enter(person.passkey)).message).toBe('errors.passkey.wrong');
  });

  it('twenty tries of an address a minute are shared with the password', async () => {
    overrideSettings({ RATE_LIMITS: true });
    const request = strangerRequest();
    for (let count = 0; count < 19; count += 1)
      expect(faultOf(await signInWithPasskey.execute(request, { answer: '{}' })).code).toBe('invalid');
    await signIn.execute(request, { email: 'nobody@example.org', password: 'x' });
    expect(faultOf(await signInWithPasskey.execute(request, { answer: '{}' }))).toMatchObject({
      code: 'too_many',
    });
  });

  it('works nowhere where browsers offer none', async () => {
    const person = await withPasskey();
    const answer = person.passkey.use(await askToSignIn());
    overrideSettings({ APP_URL: 'http://192.0.2.7', isAppUrlDefault: false });
    for (const fault of [
      faultOf(await beginPasskeySignIn.execute(strangerRequest(), {})),
      faultOf(await signInWithPasskey.execute(strangerRequest(), { answer })),
      faultOf(await beginPasskey.execute(person.request, {})),
    ])
      expect(fault.message).toBe('errors.passkey.notHere');
  });
});

describe('as the second factor', () => {
  it('completes the attempt, once, and the browser may be remembered', async () => {
    const person = await withPasskey();
    const request = await attempting(person);
    expect(successOf(await getAttempt.execute(request, {}))).toMatchObject({ app: false, passkeys: 1 });
    const options = successOf(await beginPasskeyFactor.execute(request, {}));
    expect(options.allowCredentials).toEqual([
      { id: person.passkey.id, type: 'public-key', transports: ['internal', 'hybrid'] },
    ]);
    const answer = person.passkey.use(options);
    const session = successOf(await provePasskey.execute(request, { answer, remember: 'on' }));
    expect(session.rememberCookie).toBeTruthy();
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {})).email).toBe(person.email);
    const { provenBy } = await behindTheWall('*', (db) =>
      db.session.findUniqueOrThrow({ where: { id: session.sessionId } }),
    );
    expect(provenBy).toBe('password+passkey');
    expect(faultOf(await beginPasskeyFactor.execute(request, {})).code).toBe('unauthenticated');
    expect(faultOf(await provePasskey.execute(request, { answer })).code).toBe('unauthenticated');
  });

  it("somebody else's passkey does not, though its signature is right; nor an answer to another attempt", async () => {
    const person = await withPasskey();
    const other = await withPasskey();
    const request = await attempting(person);
    const ask = async (by = request) => successOf(await beginPasskeyFactor.execute(by, {}));
    expect(
      faultOf(await provePasskey.execute(request, { answer: other.passkey.use(await ask()) })).message,
    ).toBe('errors.passkey.wrong');
    const elsewhere = await attempting(person);
    expect(
      faultOf(await provePasskey.execute(request, { answer: person.passkey.use(await ask(elsewhere)) }))
        .message,
    ).toBe('errors.passkey.late');
    expect(
      faultOf(await provePasskey.execute(request, { answer: person.passkey.use(await askToSignIn()) }))
        .message,
    ).toBe('errors.passkey.late');
    expect((await provePasskey.execute(request, { answer: person.passkey.use(await ask()) })).ok).toBe(true);
  });

  it('staff are never remembered, and whoever has no passkey is asked for none', async () => {
    const officer = await withPasskey({ role: 'Department Officer', department: 'BLD' });
    const request = await attempting(officer);
    const answer = officer.passkey.use(successOf(await beginPasskeyFactor.execute(request, {})));
    expect(successOf(await provePasskey.execute(request, { answer, remember: true })).rememberCookie).toBe(
      undefined,
    );
    const person = await resident();
    const { secret } = successOf(await startApp.execute(person.request, {}));
    const code = new TOTP({ secret }).generate({ timestamp: clock.now().getTime() });
    successOf(await confirmApp.execute(person.request, { code }));
    expect(faultOf(await beginPasskeyFactor.execute(await attempting(person), {})).message).toBe(
      'errors.passkey.none',
    );
  });

  it('an attempt that five wrong codes ended is not completed by a passkey', async () => {
    const person = await withPasskey();
    const request = await attempting(person);
    const options = successOf(await beginPasskeyFactor.execute(request, {}));
    for (let count = 0; count < 5; count += 1)
      await proveFactor.execute(request, { recoveryCode: '0000-0000-0000-0000' });
    expect(faultOf(await provePasskey.execute(request, { answer: person.passkey.use(options) })).code).toBe(
      'unauthenticated',
    );
  });

  it('without an attempt there is nothing to ask or to answer', async () => {
    const person = await withPasskey();
    expect(faultOf(await beginPasskeyFactor.execute(strangerRequest(), {})).code).toBe('unauthenticated');
    const answer = person.passkey.use(await askToSignIn());
    expect(faultOf(await provePasskey.execute(strangerRequest(), { answer })).code).toBe('unauthenticated');
  });

  it('of one answer given twenty times at once, one wins', async () => {
    const person = await withPasskey({}, { counts: false });
    const request = await attempting(person);
    const answer = person.passkey.use(successOf(await beginPasskeyFactor.execute(request, {})));
    const results = await Promise.all(
      Array.from({ length: 20 }, () => provePasskey.execute(request, { answer })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });
});

describe('proving again who it is', () => {
  it('by a passkey makes the session fresh; by somebody else’s it does not', async () => {
    const person = await withPasskey();
    const other = await withPasskey();
    clock.advance(11 * MINUTE);
    expect(faultOf(await beginPasskey.execute(person.request, {})).reauthRequired).toBe(true);
    const ask = async () => successOf(await beginPasskeyReauthentication.execute(person.request, {}));
    const give = async (answer: string) => reauthenticateWithPasskey.execute(person.request, { answer });
    expect(faultOf(await give(other.passkey.use(await ask()))).message).toBe('errors.passkey.wrong');
    expect(faultOf(await give(person.passkey.use(await askToSignIn()))).message).toBe('errors.passkey.late');
    const theirs = successOf(await beginPasskeyReauthentication.execute(other.request, {}));
    expect(faultOf(await give(person.passkey.use(theirs))).message).toBe('errors.passkey.late');
    const { request: elsewhere } = await openTestSession(person);
    const answer = person.passkey.use(await ask());
    expect(faultOf(await reauthenticateWithPasskey.execute(elsewhere, { answer })).message).toBe(
      'errors.passkey.late',
    );
    expect(faultOf(await beginPasskey.execute(person.request, {})).reauthRequired).toBe(true);
    successOf(await give(answer));
    expect((await beginPasskey.execute(person.request, {})).ok).toBe(true);
  });

  it.each([
    [10 * MINUTE - 1, true],
    [10 * MINUTE, false],
  ])('%d ms later the session is fresh: %s', async (age, isFresh) => {
    const person = await withPasskey();
    clock.advance(11 * MINUTE);
    const options = successOf(await beginPasskeyReauthentication.execute(person.request, {}));
    successOf(
      await reauthenticateWithPasskey.execute(person.request, { answer: person.passkey.use(options) }),
    );
    clock.advance(age);
    expect((await beginPasskey.execute(person.request, {})).ok).toBe(isFresh);
  });

  it.each([
    [5 * MINUTE - 1, true],
    [5 * MINUTE, false],
  ])('an answer that comes after %d ms, here or as the second step, counts: %s', async (age, counts) => {
    const person = await withPasskey();
    const request = await attempting(person);
    const again = successOf(await beginPasskeyReauthentication.execute(person.request, {}));
    const second = successOf(await beginPasskeyFactor.execute(request, {}));
    clock.advance(age);
    const results = [
      await reauthenticateWithPasskey.execute(person.request, { answer: person.passkey.use(again) }),
      await provePasskey.execute(request, { answer: person.passkey.use(second) }),
    ];
    expect(results.map(({ ok }) => ok)).toEqual([counts, counts]);
    for (const result of results) if (!result.ok) expect(result.error.message).toBe('errors.passkey.late');
  });

  it('five wrong ones a minute are enough', async () => {
    const person = await withPasskey();
    overrideSettings({ RATE_LIMITS: true });
    const results: string[] = [];
    for (let count = 0; count < 6; count += 1)
      results.push(faultOf(await reauthenticateWithPasskey.execute(person.request, { answer: '{}' })).code);
    expect(results).toEqual([...Array(5).fill('invalid'), 'too_many']);
  });
});

describe('looking after passkeys', () => {
  it('renames one of the own', async () => {
    const person = await withPasskey();
    const [item] = successOf(await listPasskeys.execute(person.request, {})).items;
    expect(item?.id).toMatch(/^[\w-]{22}$/);
    expect(item?.id).not.toBe(person.passkey.id);
    successOf(await renamePasskey.execute(person.request, { passkeyId: item?.id, name: 'Old phone' }));
    expect(successOf(await getPasskey.execute(person.request, { passkeyId: item?.id })).name).toBe(
      'Old phone',
    );
    const other = await resident();
    for (const act of [getPasskey, removePasskey])
      expect(faultOf(await act.execute(other.request, { passkeyId: item?.id })).code).toBe('not_found');
    expect(faultOf(await renamePasskey.execute(other.request, { passkeyId: item?.id, name: 'x' })).code).toBe(
      'not_found',
    );
  });

  it('with the last one go the recovery codes and the remembered devices; the mail says so', async () => {
    const person = await withPasskey();
    const request = await attempting(person);
    const answer = person.passkey.use(successOf(await beginPasskeyFactor.execute(request, {})));
    successOf(await provePasskey.execute(request, { answer, remember: true }));
    const [item] = successOf(await listPasskeys.execute(person.request, {})).items;
    successOf(await removePasskey.execute(person.request, { passkeyId: item?.id }));
    expect(successOf(await getTwoFactor.execute(person.request, {}))).toEqual({
      enabled: false,
      recoveryCodesLeft: 0,
      passkeys: 0,
    });
    expect(
      await behindTheWall('*', (db) => db.rememberedDevice.count({ where: { userId: person.id } })),
    ).toBe(0);
    expect((await mailsTo(person.email)).map(({ template }) => template)).toContain('passkey-removed');
  });

  it('asks for a fresh session to remove', async () => {
    const person = await withPasskey();
    clock.advance(11 * MINUTE);
    expect(faultOf(await removePasskey.execute(person.request, { passkeyId: 'x' })).reauthRequired).toBe(
      true,
    );
  });

  it('where a factor must be, the last stays, however many are removed at once', async () => {
    const officer = await withPasskey({ role: 'Department Officer', department: 'BLD' });
    successOf(await add(officer, softPasskey(), 'Key'));
    overrideSettings({ REQUIRE_STAFF_2FA: true });
    const { items } = successOf(await listPasskeys.execute(officer.request, {}));
    const results = await Promise.all(
      items.map(({ id }) => removePasskey.execute(officer.request, { passkeyId: id })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap((each) => (each.ok ? [] : [each.error.message]))).toEqual([
      'errors.twoFactor.mustKeep',
    ]);
    const { secret } = successOf(await startApp.execute(officer.request, {}));
    const code = new TOTP({ secret }).generate({ timestamp: clock.now().getTime() });
    successOf(await confirmApp.execute(officer.request, { code }));
    const [left] = successOf(await listPasskeys.execute(officer.request, {})).items;
    successOf(await removePasskey.execute(officer.request, { passkeyId: left?.id }));
    expect(faultOf(await removeApp.execute(officer.request, {})).message).toBe('errors.twoFactor.mustKeep');
  });

  it('challenges that nobody answered go', async () => {
    await behindTheWall('*', (db) => db.passkeyChallenge.deleteMany());
    await askToSignIn();
    clock.advance(MINUTE);
    await askToSignIn();
    const all = await challenges();
    await runJob(tidyUp, new Date(clock.now().getTime() + 4.5 * MINUTE));
    expect(await challenges()).toBeLessThan(all);
    expect(await challenges()).toBeGreaterThan(0);
    await runJob(tidyUp, new Date(clock.now().getTime() + 6 * MINUTE));
    expect(await challenges()).toBe(0);
  });
});
