import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import { env, overrideSettings } from '@/lib/platform/env';
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
  requestWith,
  rowCounts,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { checkLink } from '../links/check-link';
import { getCurrentUser } from '../profile/get-current-user';
import { confirmEmail, requestConfirmation } from '../registration/confirm-email';
import { signIn } from '../sign-in/sign-in';
import { changePassword } from './change-password';
import { requestPasswordReset, resetPassword } from './reset-password';
import '../mails';

const MINUTE = 60_000;
const next = 'a new one of mine';
let world: World;
let clock: ReturnType<typeof fakeClock>;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  clock = fakeClock();
  mail = fakeMailer();
  await behindTheWall('*', (db) => db.outboxMail.deleteMany());
});

type Person = Awaited<ReturnType<typeof createPerson>>;
const citizen = (more: Partial<Parameters<typeof createPerson>[0]> = {}) =>
  createPerson({ county: world.alder.county, role: 'Citizen', ...more });
const isIn = async (request: Person['request']) => (await getCurrentUser.execute(request, {})).ok;
const canEnter = async (email: string, password: string) =>
  (await signIn.execute(strangerRequest(), { email, password })).ok;
const rowOf = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));
const openSessions = (userId: string) =>
  behindTheWall('*', (db) => db.session.count({ where: { userId, endedAt: null } }));
const linkUnusable = { code: 'invalid', message: 'errors.link.unusable' };

describe('changing the password', () => {
  const change = (request: Person['request'], more: Record<string, unknown> = {}) =>
    changePassword.execute(request, {
      password: worldPassword,
      newPassword: next,
      newPasswordConfirm: next,
      ...more,
    });

  it('works with the current one; the other sessions and the tokens end, this one goes on under a new id', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    const { authenticationToken } = successOf(
      await signIn.execute(strangerRequest(), {
        email: person.email,
        password: worldPassword,
        includeAuthToken: true,
      }),
    );
    const { session } = successOf(await change(person.request));
    if (!session) throw new Error('expected a session');
    expect(session.sessionId).not.toBe(person.sessionId);
    expect(await openSessions(person.id)).toBe(1);
    expect(await isIn(await requestWith(session))).toBe(true);
    for (const request of [person.request, other.request, requestOf({ bearerToken: authenticationToken })])
      expect(await isIn(request)).toBe(false);
    expect(await canEnter(person.email, worldPassword)).toBe(false);
    expect(await canEnter(person.email, next)).toBe(true);
    await sendDueMail();
    expect(mail.to(person.email).map(({ subject }) => subject)).toContain('Your password was changed');
    expect((await auditEvents('accounts.changePassword')).at(-1)).toMatchObject({
      outcome: 'done',
      entityId: person.id,
      before: null,
      after: null,
    });
  });

  it.each([
    ['a wrong current one', { password: 'not the password' }, { password: ['errors.password.wrongCurrent'] }],
    [
      'an endless current one',
      { password: 'x'.repeat(100_000) },
      { password: ['errors.password.wrongCurrent'] },
    ],
    ['no current one', { password: '' }, { password: ['errors.password.enterCurrent'] }],
    [
      'the same again',
      { newPassword: worldPassword, newPasswordConfirm: worldPassword },
      { newPassword: ['errors.password.same'] },
    ],
    [
      'two that differ',
      { newPasswordConfirm: `${next}x` },
      { newPasswordConfirm: ['errors.password.different'] },
    ],
    [
      'only one of the two',
      { newPasswordConfirm: undefined },
      { newPasswordConfirm: ['errors.password.enterAgain'] },
    ],
    [
      'one too short',
      { newPassword: 'short12', newPasswordConfirm: 'short12' },
      { newPassword: ['errors.password.min8'] },
    ],
    [
      'one too long',
      { newPassword: 'x'.repeat(129), newPasswordConfirm: 'x'.repeat(129) },
      { newPassword: ['errors.password.max128'] },
    ],
  ])('%s is a fault of the form, and nothing changes', async (_name, input, fields) => {
    const person = await citizen();
    const before = await rowOf(person.id);
    expect(faultOf(await change(person.request, input)).fields).toEqual(fields);
    expect(await rowOf(person.id)).toEqual(before);
    expect(await isIn(person.request)).toBe(true);
  });

  it('with composition on, every message that applies is given, in the order of the lesson', async () => {
    overrideSettings({ PASSWORD_COMPOSITION: true, PASSWORD_POLICY: 'strict' });
    try {
      const person = await citizen();
      expect(
        faultOf(await change(person.request, { newPassword: '   ', newPasswordConfirm: '   ' })).fields
          ?.newPassword,
      ).toEqual([
        'errors.password.min12',
        'errors.password.uppercase',
        'errors.password.lowercase',
        'errors.password.number',
        'errors.password.special',
        'errors.password.blank',
      ]);
    } finally {
      overrideSettings({ PASSWORD_COMPOSITION: false, PASSWORD_POLICY: 'lesson' });
    }
  });

  it('every fault is told at once, whatever kind each is of', async () => {
    const person = await citizen();
    const wrong = { password: 'not mine', newPassword: 'short', newPasswordConfirm: 'short' };
    expect(faultOf(await change(person.request, wrong)).fields).toEqual({
      password: ['errors.password.wrongCurrent'],
      newPassword: ['errors.password.min8'],
    });
    expect(
      faultOf(await change(person.request, { newPassword: 'short', newPasswordConfirm: 'other' })).fields,
    ).toEqual({
      newPassword: ['errors.password.min8'],
      newPasswordConfirm: ['errors.password.different'],
    });
  });

  it('of two at once with the same current one, one wins', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    const results = await Promise.all([
      change(person.request, { newPassword: 'the first of two', newPasswordConfirm: 'the first of two' }),
      change(other.request, { newPassword: 'the other of two', newPasswordConfirm: 'the other of two' }),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      [
        await canEnter(person.email, 'the first of two'),
        await canEnter(person.email, 'the other of two'),
      ].filter(Boolean),
    ).toHaveLength(1);
  });

  it('ends the links that were on their way', async () => {
    const person = await citizen();
    successOf(await requestPasswordReset.execute(strangerRequest(), { email: person.email }));
    await sendDueMail();
    successOf(await change(person.request));
    expect(
      faultOf(
        await resetPassword.execute(strangerRequest(), {
          token: mail.tokenFor(person.email),
          password: 'one from the link',
        }),
      ),
    ).toEqual(linkUnusable);
  });
});

describe('resetting the password', () => {
  async function linkFor(email: string): Promise<string> {
    successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
    await sendDueMail();
    return mail.tokenFor(email);
  }
  const reset = (token: unknown, password = next) =>
    resetPassword.execute(strangerRequest(), { token, password });

  it('sets it by the link, ends every session and token, says so by mail, and signs nobody in', async () => {
    const person = await citizen();
    const { authenticationToken } = successOf(
      await signIn.execute(strangerRequest(), {
        email: person.email,
        password: worldPassword,
        includeAuthToken: true,
      }),
    );
    const token = await linkFor(person.email);
    expect(mail.to(person.email).at(-1)?.text).toContain(`${env().APP_URL}/reset/${token}`);
    successOf(await reset(token));
    expect(await openSessions(person.id)).toBe(0);
    for (const request of [person.request, requestOf({ bearerToken: authenticationToken })])
      expect(await isIn(request)).toBe(false);
    expect([await canEnter(person.email, worldPassword), await canEnter(person.email, next)]).toEqual([
      false,
      true,
    ]);
    await sendDueMail();
    expect(mail.to(person.email).map(({ subject }) => subject)).toContain('Your password was changed');
  });

  it('confirms the address: whoever reads the mail owns it', async () => {
    const person = await citizen({ confirmed: false });
    successOf(await reset(await linkFor(person.email)));
    expect((await rowOf(person.id)).confirmedAt).toEqual(clock.now());
  });

  it('lets its owner in on a new device, however many strangers try the password', async () => {
    const { email } = await citizen();
    for (let count = 0; count < 15; count += 1) await canEnter(email, 'a guess of a stranger');
    expect(await canEnter(email, worldPassword)).toBe(false);
    const { deviceCookie } = successOf(await reset(await linkFor(email)));
    expect(await canEnter(email, next)).toBe(false);
    successOf(await signIn.execute(strangerRequest({ deviceCookie }), { email, password: next }));
  });

  it('a link works once, also when twenty use it at once', async () => {
    const person = await citizen();
    const token = await linkFor(person.email);
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) => reset(token, `password number ${index}`)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error).toEqual(linkUnusable);
    const winner = results.findIndex(({ ok }) => ok);
    expect(await canEnter(person.email, `password number ${winner}`)).toBe(true);
    expect(faultOf(await reset(token))).toEqual(linkUnusable);
  });

  it.each([
    [30 * MINUTE - 1000, true],
    [30 * MINUTE, false],
    [30 * MINUTE + 1000, false],
  ])('after %d ms of its 30 minutes it works: %s', async (wait, works) => {
    const token = await linkFor((await citizen()).email);
    clock.advance(wait);
    expect((await reset(token)).ok).toBe(works);
  });

  it('a password that is refused does not use it up', async () => {
    const { email } = await citizen();
    const token = await linkFor(email);
    expect(faultOf(await reset(token, 'short')).fields).toEqual({ password: ['errors.password.min8'] });
    expect(
      faultOf(
        await resetPassword.execute(strangerRequest(), { token, password: next, passwordConfirm: 'other' }),
      ).fields,
    ).toEqual({ passwordConfirm: ['errors.password.different'] });
    expect((await reset(token)).ok).toBe(true);
  });

  it('a newer one ends it', async () => {
    const { email } = await citizen();
    const first = await linkFor(email);
    const second = await linkFor(email);
    expect((await reset(first)).ok).toBe(false);
    expect((await reset(second)).ok).toBe(true);
  });

  it('one use ends every other link of the person', async () => {
    const person = await citizen({ confirmed: false });
    successOf(await requestConfirmation.execute(strangerRequest(), { email: person.email }));
    await sendDueMail();
    const confirming = mail.tokenFor(person.email);
    successOf(await reset(await linkFor(person.email)));
    expect(faultOf(await confirmEmail.execute(strangerRequest(), { token: confirming }))).toEqual(
      linkUnusable,
    );
  });

  it('by whoever proves the address first: nothing that was added before opens the account', async () => {
    const person = await citizen({ confirmed: false });
    const of = { countyId: person.countyId, userId: person.id };
    await behindTheWall('*', async (db) => {
      await db.passkey.create({
        data: { ...of, id: person.id, name: 'Theirs', publicKey: Buffer.from('key') },
      });
      await db.authenticatorApp.create({ data: { ...of, secret: 'theirs', inUse: true } });
      await db.recoveryCode.create({ data: { ...of, codeHash: 'theirs' } });
      await db.account.create({
        data: { ...of, type: 'oidc', provider: 'https://x.example', providerAccountId: person.id },
      });
      await db.user.update({
        where: { id: person.id },
        data: { twoFactorSince: clock.now(), wrongCodes: 100 },
      });
    });
    successOf(await reset(await linkFor(person.email)));
    const left = await behindTheWall('*', async (db) => [
      await db.passkey.count({ where: { userId: person.id } }),
      await db.authenticatorApp.count({ where: { userId: person.id } }),
      await db.recoveryCode.count({ where: { userId: person.id } }),
      await db.account.count({ where: { userId: person.id } }),
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
    expect(
      await behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id: person.id } })),
    ).toMatchObject({ twoFactorSince: null, confirmedAt: clock.now(), passwordSetBy: 'mail', wrongCodes: 0 });
  });

  it('opens nothing for the deactivated, before or after', async () => {
    const person = await citizen();
    const token = await linkFor(person.email);
    await behindTheWall('*', (db) => db.user.update({ where: { id: person.id }, data: { active: false } }));
    expect(faultOf(await reset(token))).toEqual(linkUnusable);
    const before = mail.sent.length;
    await linkFor(person.email);
    expect(mail.sent.length).toBe(before);
  });

  it('a confirm link resets nothing, and a reset link confirms nothing', async () => {
    const person = await citizen({ confirmed: false });
    successOf(await requestConfirmation.execute(strangerRequest(), { email: person.email }));
    await sendDueMail();
    expect(faultOf(await reset(mail.tokenFor(person.email)))).toEqual(linkUnusable);
    expect(
      faultOf(await confirmEmail.execute(strangerRequest(), { token: await linkFor(person.email) })),
    ).toEqual(linkUnusable);
  });

  it.each([
    [''],
    ['x'],
    ['A'.repeat(43)],
    ['A'.repeat(100_000)],
    ['../../login'],
    [null],
    [{ not: '' }],
    [['A'.repeat(43)]],
    ['\u0000'.repeat(43)],
  ])('a token that is none: %j', async (token) => {
    expect(faultOf(await reset(token)).message).toBe('errors.link.unusable');
  });

  it('asking whether a link counts uses nothing up', async () => {
    const { email } = await citizen();
    const token = await linkFor(email);
    // The password rule that it meets, its county's, as the page says it, and whose link it is as far as they know it anyway.
    const dead = { usable: false, hint: 'passwordLesson', county: null, confirms: null, account: null };
    const account = `${email[0]}•••@${email.split('@')[1]}`;
    const ask = async (input: Record<string, unknown>) =>
      successOf(await checkLink.execute(strangerRequest(), input));
    expect(await ask({ kind: 'reset', token })).toEqual({ ...dead, usable: true, county: 'ALD', account });
    expect(await ask({ kind: 'confirm', token })).toEqual(dead);
    expect(await ask({ kind: 'reset', token: 'A'.repeat(43) })).toEqual(dead);
    expect(await ask({ kind: 'reset' })).toEqual(dead);
    successOf(await reset(token));
    expect(await ask({ kind: 'reset', token })).toEqual(dead);
  });
});

describe('no address tells whether it has an account', () => {
  it.each([
    ['reset', requestPasswordReset],
    ['confirm', requestConfirmation],
  ])('%s: one answer, and rows of the same kind and number', async (_name, useCase) => {
    const addresses = [
      (await citizen()).email,
      (await citizen({ active: false })).email,
      (await citizen({ confirmed: false })).email,
      world.birch.admin.email,
      world.system.email,
      anotherEmail(),
    ];
    const seen: unknown[] = [];
    for (const email of addresses) {
      const before = await rowCounts();
      const result = await useCase.execute(strangerRequest(), { email });
      const after = await rowCounts();
      seen.push([
        result,
        Object.fromEntries(
          Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]),
        ),
      ]);
    }
    expect(seen[0]).toMatchObject([
      { ok: true, value: {} },
      { OutboxMail: 1, AuditEvent: 1, SingleUseLink: 0 },
    ]);
    for (const each of seen) expect(each).toEqual(seen[0]);
    // What waits in the outbox names the address and nothing of an account.
    const waiting = await behindTheWall('*', (db) =>
      db.outboxMail.findMany({ select: { countyId: true, data: true, locale: true } }),
    );
    expect(new Set(waiting.map((row) => JSON.stringify(row)))).toEqual(
      new Set([JSON.stringify({ countyId: null, data: {}, locale: 'en' })]),
    );
  });
});
