import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import { overrideSettings } from '@/lib/platform/env';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  openTestSession,
  requestOf,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { startApp } from '../factors/set-up-app';
import { checkLink } from '../links/check-link';
import { changePassword } from '../passwords/change-password';
import { requestPasswordReset, resetPassword } from '../passwords/reset-password';
import { getProfile, requestEmailChange } from '../profile/profile';
import { confirmEmail } from '../registration/confirm-email';
import { signIn } from '../sign-in/sign-in';
import { createToken } from '../tokens/create-token';
import { secureAccount } from './secure-account';
import '../mails';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const newPassword = 'cobalt ferry 93 walnut';
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
const resident = () => createPerson({ county: world.alder.county, role: 'Citizen' });
const row = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
const enter = (email: string, password = worldPassword) =>
  signIn.execute(strangerRequest({ userAgent: 'Firefox' }), { email, password });

/** Somebody signs in from a device that the account does not know; answers the token of its alert. */
async function alerted(person: Someone): Promise<string> {
  successOf(await enter(person.email));
  successOf(await enter(person.email));
  await sendDueMail(clock.now());
  return mails.tokenOf('not-me', person.email);
}

/** Moves the account to another address, by the session of whoever is in; answers both addresses' tokens. */
async function moved(person: Someone, email = anotherEmail()) {
  const old = (await row(person.id)).email;
  successOf(await requestEmailChange.execute(person.request, { email }));
  await sendDueMail(clock.now());
  successOf(await confirmEmail.execute(person.request, { token: mails.tokenOf('confirm', email) }));
  await sendDueMail(clock.now());
  return { email, token: mails.tokenOf('not-me', old) };
}

describe('“This was not me”', () => {
  it('closes every way in and mails a link for a new password; with that the account is its owner’s again', async () => {
    const person = await resident();
    const other = await openTestSession(person);
    const { token: bearer } = successOf(
      await createToken.execute(person.request, {
        name: 'Theirs',
        scopes: ['account.manage'],
        expiresInDays: '30',
      }),
    );
    await behindTheWall('*', (db) =>
      db.rememberedDevice.create({
        data: {
          countyId: person.countyId,
          userId: person.id,
          valueHash: 'x',
          securityStamp: 'x',
          userAgent: 'x',
          expiresAt: new Date(clock.now().getTime() + DAY),
        },
      }),
    );
    await behindTheWall('*', (db) =>
      db.passkey.create({
        data: {
          id: `passkey-of-${person.id}`,
          countyId: person.countyId,
          userId: person.id,
          name: 'Theirs',
          publicKey: Buffer.from('key'),
        },
      }),
    );
    const token = await alerted(person);
    expect(token).toHaveLength(43);
    expect(successOf(await checkLink.execute(strangerRequest(), { kind: 'not-me', token })).usable).toBe(
      true,
    );
    expect(successOf(await checkLink.execute(strangerRequest(), { kind: 'reset', token })).usable).toBe(
      false,
    );

    const before = await row(person.id);
    expect(successOf(await secureAccount.execute(strangerRequest(), { token }))).toEqual({ isMailed: true });
    for (const request of [person.request, other.request, requestOf({ bearerToken: bearer })])
      expect(faultOf(await getProfile.execute(request, {})).code).toBe('unauthenticated');
    expect(faultOf(await enter(person.email)).fields).toEqual({ email: ['errors.signIn.wrong'] });
    const after = await row(person.id);
    expect(after.securityStamp).not.toBe(before.securityStamp);
    const left = await behindTheWall('*', async (db) => [
      await db.rememberedDevice.count({ where: { userId: person.id } }),
      await db.apiToken.count({ where: { userId: person.id, securityStamp: after.securityStamp } }),
      await db.session.count({ where: { userId: person.id, endedAt: null } }),
      await db.passkey.count({ where: { userId: person.id, signsIn: true } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0]);

    await sendDueMail(clock.now());
    const reset = mails.tokenOf('reset', person.email);
    successOf(await resetPassword.execute(strangerRequest(), { token: reset, password: newPassword }));
    // The passkey is no way in of its own, and a second factor still.
    await behindTheWall('*', (db) =>
      db.user.update({ where: { id: person.id }, data: { twoFactorSince: clock.now() } }),
    );
    expect(successOf(await enter(person.email, newPassword)).awaitsFactor).toBe(true);
    const [event] = (await auditEvents('accounts.secureAccount')).filter(
      ({ entityId }) => entityId === person.id,
    );
    expect(event).toMatchObject({ outcome: 'done', actorId: person.id });
    expect(
      JSON.stringify(event, (_key, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain(token);
  });

  it('works once, of twenty at once; for seven days, not a moment longer', async () => {
    const person = await resident();
    const token = await alerted(person);
    const results = await Promise.all(
      Array.from({ length: 20 }, () => secureAccount.execute(strangerRequest(), { token })),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const [wait, works] of [
      [7 * DAY - 1, true],
      [7 * DAY, false],
    ] as const) {
      const one = await resident();
      const late = await alerted(one);
      clock.advance(wait);
      expect((await secureAccount.execute(strangerRequest(), { token: late })).ok, `${wait} ms`).toBe(works);
    }
    for (const token of ['A'.repeat(43), 'short', undefined])
      expect(faultOf(await secureAccount.execute(strangerRequest(), { token })).message).toBe(
        'errors.link.unusable',
      );
  });

  it('is in every alert, and a later alert or a new password takes no earlier link away', async () => {
    const person = await resident();
    const first = await alerted(person);
    const session = await openTestSession(person);
    successOf(
      await changePassword.execute(session.request, {
        password: worldPassword,
        newPassword,
        newPasswordConfirm: newPassword,
      }),
    );
    await sendDueMail(clock.now());
    const second = mails.tokenOf('not-me', person.email);
    expect(second).not.toBe(first);
    successOf(await secureAccount.execute(strangerRequest(), { token: first }));
    expect(faultOf(await secureAccount.execute(strangerRequest(), { token: second })).code).toBe('invalid');
    expect(faultOf(await enter(person.email, newPassword)).code).toBe('invalid');
  });

  it('leaves other people, other purposes and set-ups alone', async () => {
    const [person, neighbour] = [await resident(), await resident()];
    successOf(await startApp.execute(neighbour.request, {}));
    const token = await alerted(person);
    expect(
      faultOf(await resetPassword.execute(strangerRequest(), { token, password: newPassword })).code,
    ).toBe('invalid');
    expect(faultOf(await confirmEmail.execute(strangerRequest(), { token })).code).toBe('invalid');
    successOf(await secureAccount.execute(strangerRequest(), { token }));
    successOf(await getProfile.execute(neighbour.request, {}));
  });
});

describe('“This was not me” about the address', () => {
  it('before it changed: the change is off', async () => {
    const person = await resident();
    const wanted = anotherEmail();
    successOf(await requestEmailChange.execute(person.request, { email: wanted }));
    await sendDueMail(clock.now());
    successOf(
      await secureAccount.execute(strangerRequest(), { token: mails.tokenOf('not-me', person.email) }),
    );
    expect(
      faultOf(await confirmEmail.execute(strangerRequest(), { token: mails.tokenOf('confirm', wanted) }))
        .code,
    ).toBe('invalid');
    expect((await row(person.id)).email).toBe(person.email);
  });

  it('after it: the old address is the account’s again, and the link for a new password goes there', async () => {
    const person = await resident();
    const { email, token } = await moved(person);
    expect((await row(person.id)).email).toBe(email);
    mails.sent.length = 0;
    expect(successOf(await secureAccount.execute(strangerRequest(), { token })).isMailed).toBe(true);
    await sendDueMail(clock.now());
    expect(await row(person.id)).toMatchObject({ email: person.email, passwordHash: null });
    expect(
      mails.sent.map(({ to }) => to),
      'nothing to the stranger',
    ).toEqual([person.email]);
    successOf(
      await resetPassword.execute(strangerRequest(), {
        token: mails.tokenOf('reset', person.email),
        password: newPassword,
      }),
    );
    expect(faultOf(await enter(email, newPassword)).code).toBe('invalid');
    successOf(await enter(person.email, newPassword));
  });

  it('a stranger who moved it twice cannot move it back by the alert that came to their own address', async () => {
    const person = await resident();
    const first = await moved(person);
    clock.advance(MINUTE);
    const second = await moved(person);
    expect((await row(person.id)).email).toBe(second.email);
    // Theirs first, then the owner's; and, for another owner, the other way round.
    successOf(await secureAccount.execute(strangerRequest(), { token: second.token }));
    expect((await row(person.id)).email).toBe(first.email);
    successOf(await secureAccount.execute(strangerRequest(), { token: first.token }));
    expect((await row(person.id)).email).toBe(person.email);

    const other = await resident();
    const one = await moved(other);
    clock.advance(MINUTE);
    const two = await moved(other);
    successOf(await secureAccount.execute(strangerRequest(), { token: one.token }));
    expect((await row(other.id)).email).toBe(other.email);
    expect(faultOf(await secureAccount.execute(strangerRequest(), { token: two.token })).code).toBe(
      'invalid',
    );
  });

  it('an alert of something else brings no address back', async () => {
    const person = await resident();
    const early = await alerted(person);
    const { email } = await moved(person);
    successOf(await secureAccount.execute(strangerRequest(), { token: early }));
    expect((await row(person.id)).email).toBe(email);
  });

  it('an address that is another account’s by now stays there; all is closed, and nobody gets a link', async () => {
    const person = await resident();
    const { email, token } = await moved(person);
    const newcomer = await createPerson({
      county: world.birch.county,
      role: 'Citizen',
      email: person.email,
    });
    mails.sent.length = 0;
    expect(successOf(await secureAccount.execute(strangerRequest(), { token })).isMailed).toBe(false);
    await sendDueMail(clock.now());
    expect(mails.sent).toEqual([]);
    expect(await row(person.id)).toMatchObject({ email, passwordHash: null });
    expect((await row(newcomer.id)).email).toBe(person.email);
  });

  it('a deactivated account has no link, and a link of before does not count', async () => {
    const person = await resident();
    const token = await alerted(person);
    await behindTheWall('*', (db) => db.user.update({ where: { id: person.id }, data: { active: false } }));
    expect(faultOf(await secureAccount.execute(strangerRequest(), { token })).code).toBe('invalid');
    successOf(await requestPasswordReset.execute(strangerRequest(), { email: person.email }));
    mails.sent.length = 0;
    await sendDueMail(clock.now());
    expect(mails.sent).toEqual([]);
  });
});
