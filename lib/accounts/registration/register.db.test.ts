import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
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
  requestWith,
  rowCounts,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { checkLink } from '../links/check-link';
import { getCurrentUser } from '../profile/get-current-user';
import { signIn } from '../sign-in/sign-in';
import { confirmEmail, requestConfirmation } from './confirm-email';
import { register } from './register';
import '../mails';

const HOUR = 3_600_000;
const password = 'long enough a password';
let world: World;
let clock: ReturnType<typeof fakeClock>;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
  mail = fakeMailer();
});

/** The browser that registers, by the secret that it keeps. */
const registering = (secret = 'r'.repeat(43)) => strangerRequest({ cookies: { registration: secret } });
const ask = (input: Record<string, unknown>) =>
  register.execute(registering(), { password, county: 'ALD', ...input });
const accountOf = (email: string) =>
  behindTheWall('*', (db) =>
    db.user.findUnique({
      where: { email },
      include: { roles: { include: { role: true } }, departments: true },
    }),
  );
const pendingOf = (email: string) =>
  behindTheWall('*', (db) => db.pendingRegistration.findMany({ where: { email } }));

it('every fault of a body is told at once, whatever kind each is of', async () => {
  const fieldsOf = async (input: Record<string, unknown>) => faultOf(await ask(input)).fields;
  expect(await fieldsOf({ email: 'nobody', password: 'short' })).toEqual({
    email: ['errors.email.format'],
    password: ['errors.password.min8'],
  });
  expect(
    await fieldsOf({
      email: 'nobody',
      password: 'short',
      passwordConfirm: 'other',
      county: 'ZZZ',
      phoneNumber: '?',
    }),
  ).toEqual({
    email: ['errors.email.format'],
    password: ['errors.password.min8'],
    passwordConfirm: ['errors.password.different'],
    county: ['errors.county.choose'],
    phoneNumber: ['errors.phoneNumber.format'],
  });
  expect(await fieldsOf({ email: anotherEmail(), password: 'short', county: 'ZZZ' })).toEqual({
    password: ['errors.password.min8'],
    county: ['errors.county.choose'],
  });
  expect(await fieldsOf({ email: anotherEmail(), password: ' '.repeat(12) })).toEqual({
    password: ['errors.password.blank'],
  });
  expect(await fieldsOf({ email: 'nobody', password: 7 })).toMatchObject({ email: ['errors.email.format'] });
});

describe('with confirmation off', () => {
  it('makes the account of a Citizen and signs it in', async () => {
    const email = anotherEmail();
    const { session } = successOf(
      await ask({
        email: ` ${email.toUpperCase()} `,
        firstName: ' Ana ',
        lastName: "O'Neil",
        phoneNumber: '555-0100',
      }),
    );
    if (!session) throw new Error('expected a session');
    const account = await accountOf(email);
    expect(account).toMatchObject({
      countyId: world.alder.county.id,
      firstName: 'Ana',
      lastName: "O'Neil",
      phoneNumber: '555-0100',
      active: true,
      confirmedAt: null,
      loginCount: 1,
      locale: 'en',
    });
    expect(account?.passwordHash).toMatch(/^\$2b\$04\$.{53}\$pepper=[0-9a-f]{8}$/);
    expect(successOf(await getCurrentUser.execute(await requestWith(session), {}))).toMatchObject({
      email,
      roles: ['Citizen'],
      full_name: "Ana O'Neil",
    });
    expect((await auditEvents('accounts.register')).at(-1)).toMatchObject({
      outcome: 'done',
      countyId: world.alder.county.id,
      entityId: account?.id,
      after: { email },
    });
  });

  it('takes no role, county, state or id from the body', async () => {
    const email = anotherEmail();
    successOf(
      await ask({
        email,
        roles: ['County Admin'],
        role: 'County Admin',
        countyId: world.birch.county.id,
        departments: [world.alder.county.departments.BLD],
        id: 'mine',
        active: false,
        confirmedAt: '2020-01-01',
        loginCount: 9,
        version: 7,
        securityStamp: 'x',
        passwordHash: 'x',
        __proto__: { countyId: 'x' },
        constructor: { prototype: {} },
      }),
    );
    const account = await accountOf(email);
    expect(account).toMatchObject({
      countyId: world.alder.county.id,
      active: true,
      confirmedAt: null,
      loginCount: 1,
      version: 1,
      departments: [],
    });
    expect(account?.id).not.toBe('mine');
    expect(account?.roles.map(({ role }) => role?.name)).toEqual(['Citizen']);
  });

  it.each([
    ['by code', { county: 'BIR' }, 'birch'],
    ['by code in small letters', { county: ' bir ' }, 'birch'],
    ['DEFAULT_COUNTY where none is named', { county: undefined }, 'alder'],
  ] as const)('the county: %s', async (_name, input, side) => {
    const email = anotherEmail();
    successOf(await ask({ email, ...input }));
    expect((await accountOf(email))?.countyId).toBe(world[side].county.id);
  });

  it.each([['XXX'], ['ALDER COUNTY'], ['*'], ["' or 1=1"], ['OLD']])(
    'an unknown or closed county is a fault of the form: %s',
    async (county) => {
      await behindTheWall('*', (db) =>
        db.county.upsert({
          where: { code: 'OLD' },
          create: { code: 'OLD', name: 'Old', active: false },
          update: {},
        }),
      );
      const email = anotherEmail();
      expect(faultOf(await ask({ email, county }))).toMatchObject({
        code: 'invalid',
        fields: { county: ['errors.county.choose'] },
      });
      expect(await accountOf(email)).toBeNull();
    },
  );

  it('a taken address is a fault, in whichever county it is taken', async () => {
    for (const { citizen } of [world.alder, world.birch]) {
      const before = await rowCounts();
      expect(faultOf(await ask({ email: citizen.email.toUpperCase() }))).toEqual({
        code: 'invalid',
        message: 'errors.email.taken',
        fields: { email: ['errors.email.taken'] },
      });
      expect(await rowCounts()).toEqual({ ...before, AuditEvent: (before.AuditEvent ?? 0) + 1 });
    }
  });

  it.each([
    ['too short', { password: 'short12' }, 'errors.password.min8'],
    ['too long', { password: 'x'.repeat(129) }, 'errors.password.max128'],
  ])('a password that cannot be had is refused: %s', async (_name, input, key) => {
    const email = anotherEmail();
    expect(faultOf(await ask({ email, ...input })).fields).toEqual({ password: [key] });
    expect(await accountOf(email)).toBeNull();
  });

  it('under the strict rule the person, the county and the portal are no password', async () => {
    overrideSettings({ PASSWORD_POLICY: 'strict' });
    try {
      const asked = { firstName: 'Esmeralda', lastName: 'Quintanilla' };
      for (const weak of [
        'Esmeralda2026!',
        'quintanilla1!',
        'AlderCounty26',
        'CountyPortal9',
        'password1234',
        'short',
      ])
        expect(
          faultOf(await ask({ ...asked, email: anotherEmail(), password: weak })).fields?.password,
          weak,
        ).toHaveLength(1);
      expect(
        faultOf(await ask({ ...asked, email: 'theodora.v@example.org', password: 'Theodora2026!' })).fields
          ?.password,
      ).toEqual(['errors.password.context']);
      successOf(await ask({ ...asked, email: anotherEmail(), password: 'seven quiet herons waded' }));
    } finally {
      overrideSettings({ PASSWORD_POLICY: 'lesson' });
    }
  });

  it('twenty at once with one address make one account', async () => {
    const email = anotherEmail();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        register.execute(strangerRequest(), { email, password, county: index % 2 ? 'ALD' : 'BIR' }),
      ),
    );
    const made = results.filter(({ ok }) => ok);
    const refused = results.flatMap((result) => (result.ok ? [] : [result.error.code]));
    expect(made).toHaveLength(1);
    // Five an hour for an address; the others met the account.
    expect(refused.filter((code) => code === 'too_many')).toHaveLength(15);
    expect(refused.filter((code) => code !== 'too_many')).toEqual(Array(4).fill('invalid'));
    expect((await accountOf(email))?.roles).toHaveLength(1);
    expect(await behindTheWall('*', (db) => db.user.count({ where: { email } }))).toBe(1);
  });
});

describe('with confirmation on', () => {
  beforeEach(() => overrideSettings({ CONFIRM_EMAIL: true }));
  afterEach(() => overrideSettings({ CONFIRM_EMAIL: false }));

  /** Registers an address; answers the token of the mail that it gets. */
  async function registered(email: string, more: Record<string, unknown> = {}): Promise<string> {
    expect(successOf(await ask({ email, ...more })).session).toBeNull();
    await sendDueMail();
    return mail.tokenFor(email);
  }
  const confirm = (token: string, request = registering()) => confirmEmail.execute(request, { token });

  it('there is no account until the link is opened, and then one that nobody is signed in to', async () => {
    const email = anotherEmail();
    const token = await registered(email, { firstName: 'Ana', lastName: 'Diaz', phoneNumber: '555-0100' });
    expect(token).toMatch(/^[\w-]{43}$/);
    expect(await accountOf(email)).toBeNull();
    expect(await behindTheWall('*', (db) => db.singleUseLink.count({ where: { tokenHash: token } }))).toBe(0);
    const result = await confirm(token);
    expect(result).toEqual({ ok: true, value: { email } });
    expect(await accountOf(email)).toMatchObject({
      firstName: 'Ana',
      lastName: 'Diaz',
      phoneNumber: '555-0100',
      confirmedAt: clock.now(),
      countyId: world.alder.county.id,
      loginCount: 0,
    });
    expect((await accountOf(email))?.roles.map(({ role }) => role?.name)).toEqual(['Citizen']);
    expect(await pendingOf(email)).toEqual([]);
    successOf(await signIn.execute(strangerRequest(), { email, password }));
  });

  it('sign-in before that says so after the right password alone', async () => {
    const email = anotherEmail();
    await registered(email);
    expect(faultOf(await signIn.execute(strangerRequest(), { email, password })).message).toBe(
      'errors.signIn.confirmFirst',
    );
    expect(
      faultOf(await signIn.execute(strangerRequest(), { email, password: 'not that password' })).message,
    ).toBe('errors.signIn.wrong');
    clock.advance(24 * HOUR + 1000);
    expect(faultOf(await signIn.execute(strangerRequest(), { email, password })).message).toBe(
      'errors.signIn.wrong',
    );
  });

  it('two registrations of one address live side by side; the link that is opened decides', async () => {
    const email = anotherEmail();
    const first = await registered(email, { firstName: 'First', password: 'the first password' });
    const second = await registered(email, {
      firstName: 'Second',
      password: 'the second password',
      county: 'BIR',
    });
    expect(first).not.toBe(second);
    successOf(await confirm(first));
    expect(await accountOf(email)).toMatchObject({ firstName: 'First', countyId: world.alder.county.id });
    expect(faultOf(await confirm(second)).message).toBe('errors.link.unusable');
    successOf(await signIn.execute(strangerRequest(), { email, password: 'the first password' }));
    faultOf(await signIn.execute(strangerRequest(), { email, password: 'the second password' }));
  });

  it('the registrations that lost are gone from the county; what another county still keeps opens nothing', async () => {
    const email = anotherEmail();
    const first = await registered(email);
    await registered(email, { firstName: 'Again' });
    const elsewhere = await registered(email, { county: 'BIR', password: 'the password of Birch' });
    successOf(await confirm(first));
    expect((await pendingOf(email)).filter(({ countyId }) => countyId === world.alder.county.id)).toEqual([]);
    expect((await confirm(elsewhere)).ok).toBe(false);
    expect(
      faultOf(await signIn.execute(strangerRequest(), { email, password: 'the password of Birch' })).message,
    ).toBe('errors.signIn.wrong');
    const before = mail.sent.length;
    successOf(await requestConfirmation.execute(strangerRequest(), { email }));
    await sendDueMail();
    expect(mail.sent.length).toBe(before);
  });

  it('a link works once, also when twenty open it at once', async () => {
    const email = anotherEmail();
    const token = await registered(email);
    const results = await Promise.all(Array.from({ length: 20 }, () => confirm(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok) expect(result.error).toEqual({ code: 'invalid', message: 'errors.link.unusable' });
    expect(faultOf(await confirm(token))).toEqual({ code: 'invalid', message: 'errors.link.unusable' });
  });

  it('two links of one address opened at once make one account', async () => {
    const email = anotherEmail();
    const tokens = [await registered(email), await registered(email, { county: 'BIR' })];
    const results = await Promise.all(tokens.map((token) => confirm(token)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await behindTheWall('*', (db) => db.user.count({ where: { email } }))).toBe(1);
  });

  it.each([
    [24 * HOUR - 1000, true],
    [24 * HOUR, false],
    [24 * HOUR + 1000, false],
  ])('after %d ms of its 24 hours: %s', async (milliseconds, works) => {
    const token = await registered(anotherEmail());
    clock.advance(milliseconds);
    expect((await confirm(token)).ok).toBe(works);
  });

  it('a newer link of the same registration ends the older one', async () => {
    const email = anotherEmail();
    const first = await registered(email);
    successOf(await requestConfirmation.execute(strangerRequest(), { email }));
    await sendDueMail();
    const second = mail.tokenFor(email);
    expect(second).not.toBe(first);
    expect((await confirm(first)).ok).toBe(false);
    expect((await confirm(second)).ok).toBe(true);
  });

  it('an account that waits for confirmation gets a link too; a confirmed or deactivated one gets none', async () => {
    const waiting = await createPerson({ county: world.alder.county, role: 'Citizen', confirmed: false });
    const inactive = await createPerson({
      county: world.alder.county,
      role: 'Citizen',
      confirmed: false,
      active: false,
    });
    for (const { email } of [waiting, inactive, world.alder.citizen])
      successOf(await requestConfirmation.execute(strangerRequest(), { email }));
    await sendDueMail();
    expect(mail.sent.map(({ to }) => to)).toEqual([waiting.email]);
    successOf(await confirm(mail.tokenFor(waiting.email), waiting.request));
    expect((await accountOf(waiting.email))?.confirmedAt).toEqual(clock.now());
  });

  it('the owner of a taken address is told, and gets no link', async () => {
    const { email } = world.alder.citizen;
    expect(await registered(email)).toBe('');
    expect(mail.to(email)).toMatchObject([{ subject: 'Somebody tried to use your email address' }]);
    expect(mail.to(email)[0]?.text).toContain(`${env().APP_URL}/login`);
  });

  it('a reset of an address that has no account yet sends nothing', async () => {
    const email = anotherEmail();
    await registered(email);
    const { requestPasswordReset } = await import('../passwords/reset-password');
    const before = mail.sent.length;
    successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
    await sendDueMail();
    expect(mail.sent.length).toBe(before);
  });

  it.each([[''], ['x'], ['A'.repeat(43)], ['A'.repeat(44)], ['../../x'], [null], [{}], [['A'.repeat(43)]]])(
    'a link that is none is told like a used one: %j',
    async (token) => {
      expect(faultOf(await confirmEmail.execute(strangerRequest(), { token })).message).toBe(
        'errors.link.unusable',
      );
    },
  );

  describe('whoever proves the address decides what opens the account', () => {
    const open = (token: string, request = strangerRequest(), typed?: string) =>
      confirmEmail.execute(request, { token, ...(typed === undefined ? {} : { password: typed }) });
    const asks = async (token: string, request = strangerRequest()) =>
      successOf(await checkLink.execute(request, { kind: 'confirm', token })).confirms;

    it('in the browser that registered a button confirms; in any other that registration’s password', async () => {
      const email = anotherEmail();
      const token = await registered(email);
      expect((await asks(token, registering()))?.asks).toBe('button');
      expect((await asks(token))?.asks).toBe('password');
      expect(faultOf(await open(token)).fields).toEqual({ password: ['errors.link.otherBrowser'] });
      expect(faultOf(await open(token, strangerRequest(), 'a password of mine')).fields).toEqual({
        password: ['errors.link.otherPassword'],
      });
      expect(await accountOf(email)).toBeNull();
      successOf(await open(token, strangerRequest(), password));
    });

    it('the owner of the address, who registers too, does not confirm a stranger’s registration', async () => {
      const email = anotherEmail();
      const theirs = await registered(email, { firstName: 'Mallory', password: 'a password of Mallory' });
      const owner = registering('o'.repeat(43));
      const own = 'the password of its owner';
      successOf(await register.execute(owner, { email, password: own, county: 'ALD' }));
      await sendDueMail();
      const mine = mail.tokenFor(email);
      expect((await asks(theirs, owner))?.asks).toBe('password');
      faultOf(await open(theirs, owner, own));
      successOf(await open(mine, owner));
      expect(
        faultOf(await signIn.execute(strangerRequest(), { email, password: 'a password of Mallory' }))
          .message,
      ).toBe('errors.signIn.wrong');
      successOf(await signIn.execute(strangerRequest(), { email, password: own }));
    });

    it('mail and page say who registered, when, and from which device', async () => {
      const email = anotherEmail();
      const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0';
      const request = { ...registering(), userAgent, ip: '192.0.2.77' };
      successOf(
        await register.execute(request, {
          email,
          password,
          county: 'ALD',
          firstName: 'Ana',
          lastName: 'Diaz',
        }),
      );
      await sendDueMail();
      for (const text of ['Ana Diaz', '192.0.2.77', 'Firefox, Linux'])
        expect(mail.to(email).at(-1)?.text).toContain(text);
      expect(await asks(mail.tokenFor(email))).toMatchObject({
        email,
        name: 'Ana Diaz',
        isChange: false,
        from: { at: clock.now().toISOString(), ip: '192.0.2.77', userAgent, place: null },
      });
    });

    it('five wrong passwords a minute at a link, and no more are tried', async () => {
      const token = await registered(anotherEmail());
      const results = await Promise.all(
        Array.from({ length: 20 }, () => open(token, strangerRequest(), 'not it at all')),
      );
      expect(results.filter((result) => faultOf(result).code === 'invalid')).toHaveLength(5);
    });

    it('an account of before is confirmed in its own session, or by its password: then what was added before is gone', async () => {
      const [inside, outside] = [
        await createPerson({ county: world.alder.county, role: 'Citizen', confirmed: false }),
        await createPerson({ county: world.alder.county, role: 'Citizen', confirmed: false }),
      ];
      for (const person of [inside, outside]) {
        await behindTheWall('*', (db) =>
          db.account.create({
            data: {
              countyId: person.countyId,
              userId: person.id,
              type: 'oidc',
              provider: 'https://x.example',
              providerAccountId: person.id,
            },
          }),
        );
        successOf(await requestConfirmation.execute(strangerRequest(), { email: person.email }));
      }
      await sendDueMail();
      const waysInto = ({ id }: { id: string }) =>
        behindTheWall('*', async (db) => [
          await db.account.count({ where: { userId: id } }),
          await db.session.count({ where: { userId: id, endedAt: null } }),
        ]);
      successOf(await open(mail.tokenFor(inside.email), inside.request));
      expect(await waysInto(inside)).toEqual([1, 1]);
      const token = mail.tokenFor(outside.email);
      expect(faultOf(await open(token)).fields).toEqual({ password: ['errors.link.otherBrowser'] });
      successOf(await open(token, strangerRequest(), worldPassword));
      expect(await waysInto(outside)).toEqual([0, 0]);
    });

    it('whoever was invited chooses a password, which confirms: a confirm link would leave none', async () => {
      const person = await createPerson({ county: world.alder.county, role: 'Citizen', confirmed: false });
      await behindTheWall('*', (db) =>
        db.user.update({ where: { id: person.id }, data: { passwordHash: null, invitedAt: clock.now() } }),
      );
      successOf(await requestConfirmation.execute(strangerRequest(), { email: person.email }));
      await sendDueMail();
      expect(mail.tokenOf('confirm', person.email)).toBe('');
      expect(mail.tokenOf('reset', person.email)).toHaveLength(43);
    });
  });

  it('a new and a taken address: one answer, the same rows', async () => {
    const deactivated = await createPerson({ county: world.alder.county, role: 'Citizen', active: false });
    const unconfirmed = await createPerson({ county: world.birch.county, role: 'Citizen', confirmed: false });
    const pending = anotherEmail();
    await registered(pending);
    const seen: unknown[] = [];
    for (const email of [
      anotherEmail(),
      world.alder.citizen.email,
      world.birch.admin.email,
      deactivated.email,
      unconfirmed.email,
      pending,
    ]) {
      const before = await rowCounts();
      const result = await ask({ email });
      const after = await rowCounts();
      seen.push([
        result,
        Object.fromEntries(
          Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]),
        ),
      ]);
    }
    expect(seen[0]).toMatchObject([
      { ok: true, value: { session: null } },
      { PendingRegistration: 1, OutboxMail: 1, AuditEvent: 1, User: 0, Session: 0, SingleUseLink: 0 },
    ]);
    for (const each of seen) expect(each).toEqual(seen[0]);
  });
});
