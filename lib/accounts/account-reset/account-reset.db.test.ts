import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sealSessionCookie } from '@/lib/identity/session-cookie';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import { env, overrideSettings } from '@/lib/platform/env';
import {
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  requestOf,
  runJob,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { proveFactor } from '../factors/prove-factor';
import { hashCode, newCodes } from '../factors/recovery-codes';
import { requestPasswordReset, resetPassword } from '../passwords/reset-password';
import { signIn } from '../sign-in/sign-in';
import { askAccountReset, getAccountReset } from './ask-reset';
import { cancelAccountReset, finishAccountReset } from './finish-reset';
import { orderDueResets } from './order-due';
import '../mails';

const HOUR = 3_600_000;
let world: World;
let clock: ReturnType<typeof fakeClock>;
let mails: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
  mails = fakeMailer();
  overrideSettings({ RATE_LIMITS: false });
});

type Someone = Awaited<ReturnType<typeof createPerson>>;

/** A person with an app in use that they have lost, and one recovery code. */
async function withFactor(role: 'Citizen' | 'Department Officer' = 'Citizen') {
  const person = await createPerson({ county: world.alder.county, role });
  const [code = ''] = newCodes();
  const of = { countyId: person.countyId, userId: person.id };
  await behindTheWall('*', async (db) => {
    await db.authenticatorApp.create({ data: { ...of, secret: 'lost', inUse: true } });
    await db.recoveryCode.create({ data: { ...of, codeHash: hashCode(code) } });
    await db.user.update({ where: { id: person.id }, data: { twoFactorSince: clock.now() } });
  });
  return { ...person, code };
}

const enter = (person: Someone) =>
  signIn.execute(strangerRequest(), { email: person.email, password: worldPassword });

/** The request of a browser that has given the right password and owes the factor. */
async function attempting(person: Someone) {
  const { sessionId, expiresAt } = successOf(await enter(person));
  return strangerRequest({ attemptCookie: sealSessionCookie(sessionId, expiresAt, env().AUTH_SECRET) });
}

const row = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
const finish = (token: string, password = worldPassword) =>
  finishAccountReset.execute(strangerRequest(), { token, password });

/** Asks, waits a day, and answers the token of the link that comes then. */
async function waited(person: Someone): Promise<string> {
  successOf(await askAccountReset.execute(await attempting(person), {}));
  await sendDueMail(clock.now());
  clock.advance(24 * HOUR);
  await runJob(orderDueResets);
  await sendDueMail(clock.now());
  return mails.tokenOf('account-reset', person.email);
}

describe('an account reset', () => {
  it('waits a day, is told at once, and takes every factor away by its link and the password', async () => {
    const person = await withFactor();
    const request = await attempting(person);
    expect(successOf(await getAccountReset.execute(request, {}))).toEqual({ mayAsk: true, dueAt: null });
    successOf(await askAccountReset.execute(request, {}));
    const due = new Date(clock.now().getTime() + 24 * HOUR).toISOString();
    expect(successOf(await getAccountReset.execute(request, {})).dueAt).toBe(due);
    await sendDueMail(clock.now());
    expect(mails.tokenOf('cancel-reset', person.email)).toHaveLength(43);
    clock.advance(24 * HOUR - 1);
    expect(await runJob(orderDueResets)).toBe(0);
    clock.advance(1);
    expect(await runJob(orderDueResets)).toBe(1);
    await sendDueMail(clock.now());
    const token = mails.tokenOf('account-reset', person.email);
    expect(faultOf(await finish(token, 'another one altogether')).fields).toEqual({
      password: ['errors.password.wrong'],
    });
    expect(successOf(await enter(person)).awaitsFactor, 'nothing is gone yet').toBe(true);
    successOf(await finish(token));
    expect((await row(person.id)).twoFactorSince).toBeNull();
    expect(faultOf(await finish(token)).message).toBe('errors.link.unusable');
    expect(successOf(await enter(person)).awaitsFactor).toBeFalsy();
    await sendDueMail(clock.now());
    expect(mails.to(person.email).at(-1)?.text, 'told, with a way to say no').toContain('/not-me/');
    const [done] = (await auditEvents('accounts.finishAccountReset')).filter(
      ({ entityId, outcome }) => entityId === person.id && outcome === 'done',
    );
    expect(done).toMatchObject({ actorId: person.id, before: { factors: 1 }, after: { factors: 0 } });
  });

  it('needs the password first: a stranger, or a whole session, has nothing to ask by', async () => {
    const person = await withFactor();
    for (const request of [requestOf(), person.request, strangerRequest({ attemptCookie: 'x.y.z' })]) {
      expect(faultOf(await askAccountReset.execute(request, {})).code).toBe('unauthenticated');
      expect(faultOf(await getAccountReset.execute(request, {})).code).toBe('unauthenticated');
    }
  });

  it('is open once, of twenty who ask at once; its mail is ordered once, of ten processes', async () => {
    const person = await withFactor();
    const request = await attempting(person);
    const results = await Promise.all(Array.from({ length: 20 }, () => askAccountReset.execute(request, {})));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(faultOf(await askAccountReset.execute(request, {})).message).toBe('errors.accountReset.open');
    clock.advance(24 * HOUR);
    const ordered = await Promise.all(Array.from({ length: 10 }, () => runJob(orderDueResets)));
    expect(ordered.reduce((sum, count) => sum + count, 0)).toBe(1);
    await sendDueMail(clock.now());
    expect(mails.to(person.email).filter(({ text }) => text.includes('/account-reset/'))).toHaveLength(1);
  });

  it('who never had a password chooses one first, by a mailed link, and its own link still counts', async () => {
    const person = await withFactor();
    const token = await waited(person);
    await behindTheWall('*', (db) =>
      db.user.update({ where: { id: person.id }, data: { passwordHash: null } }),
    );
    expect(faultOf(await finish(token)).fields).toEqual({ password: ['errors.password.wrong'] });
    successOf(await requestPasswordReset.execute(strangerRequest(), { email: person.email }));
    await sendDueMail(clock.now());
    const password = 'a first one of my own';
    const link = mails.tokenOf('reset', person.email);
    successOf(await resetPassword.execute(strangerRequest(), { token: link, password }));
    successOf(await finish(token, password));
    expect((await row(person.id)).twoFactorSince).toBeNull();
  });

  it('is finished once, of twenty at once', async () => {
    const person = await withFactor();
    const token = await waited(person);
    const results = await Promise.all(Array.from({ length: 20 }, () => finish(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('is cancelled by the link in its mail, once', async () => {
    const person = await withFactor();
    const token = await waited(person);
    const cancel = mails.tokenOf('cancel-reset', person.email);
    successOf(await cancelAccountReset.execute(strangerRequest(), { token: cancel }));
    expect(faultOf(await cancelAccountReset.execute(strangerRequest(), { token: cancel })).code).toBe(
      'invalid',
    );
    expect(faultOf(await finish(token)).message).toBe('errors.link.unusable');
    expect(successOf(await enter(person)).awaitsFactor).toBe(true);
    successOf(await askAccountReset.execute(await attempting(person), {}));
  });

  it.each([
    [3 * 24 * HOUR - 1, true],
    [3 * 24 * HOUR, false],
  ])('the link that cancels it still does after %d ms: %s', async (age, cancels) => {
    const person = await withFactor();
    successOf(await askAccountReset.execute(await attempting(person), {}));
    await sendDueMail(clock.now());
    const token = mails.tokenOf('cancel-reset', person.email);
    clock.advance(age);
    expect((await cancelAccountReset.execute(strangerRequest(), { token })).ok).toBe(cancels);
    // Where it does not, there is nothing left to cancel.
    await runJob(orderDueResets);
    const open = await behindTheWall('*', (db) =>
      db.accountReset.count({ where: { userId: person.id, isOpen: true } }),
    );
    expect(open).toBe(0);
  });

  it('is cancelled by a whole sign-in, not by the password alone; no mail follows', async () => {
    const person = await withFactor();
    successOf(await askAccountReset.execute(await attempting(person), {}));
    expect(successOf(await getAccountReset.execute(await attempting(person), {})).dueAt).not.toBeNull();
    successOf(await proveFactor.execute(await attempting(person), { recoveryCode: person.code }));
    expect(successOf(await getAccountReset.execute(await attempting(person), {})).dueAt).toBeNull();
    clock.advance(24 * HOUR);
    expect(await runJob(orderDueResets)).toBe(0);
  });

  it('its link works for a day, and the reset is over two days after it was due', async () => {
    const person = await withFactor();
    const token = await waited(person);
    clock.advance(24 * HOUR - 1);
    expect(faultOf(await finish(token, 'not it')).fields, 'still there').toBeDefined();
    clock.advance(1);
    expect(faultOf(await finish(token)).message).toBe('errors.link.unusable');
    const asked = () => attempting(person).then((request) => askAccountReset.execute(request, {}));
    expect(faultOf(await asked()).message).toBe('errors.accountReset.open');
    clock.advance(24 * HOUR);
    successOf(await asked());
    // The job closes what nobody comes back to.
    clock.advance((24 + 48) * HOUR);
    await runJob(orderDueResets);
    const open = await behindTheWall('*', (db) =>
      db.accountReset.count({ where: { userId: person.id, isOpen: true } }),
    );
    expect(open).toBe(0);
  });

  it('is not for staff: neither asked for, nor finished by who became staff meanwhile', async () => {
    const officer = await withFactor('Department Officer');
    const request = await attempting(officer);
    expect(successOf(await getAccountReset.execute(request, {})).mayAsk).toBe(false);
    expect(faultOf(await askAccountReset.execute(request, {})).message).toBe('errors.accountReset.staff');
    const person = await withFactor();
    const token = await waited(person);
    await behindTheWall('*', async (db) => {
      const role = await db.role.findFirstOrThrow({
        where: { countyId: person.countyId, name: 'Department Officer' },
      });
      await db.userRole.create({ data: { countyId: person.countyId, userId: person.id, roleId: role.id } });
    });
    expect(faultOf(await finish(token)).message).toBe('errors.link.unusable');
    expect((await row(person.id)).twoFactorSince).not.toBeNull();
  });

  it('five wrong passwords at its link, and no more are tried', async () => {
    overrideSettings({ RATE_LIMITS: true });
    const person = await withFactor();
    const token = await waited(person);
    const results = await Promise.all(Array.from({ length: 20 }, () => finish(token, 'not it at all')));
    expect(results.map((result) => faultOf(result).code).filter((code) => code === 'invalid')).toHaveLength(
      5,
    );
    expect(faultOf(await finish(token))).toMatchObject({ code: 'too_many' });
  });
});
