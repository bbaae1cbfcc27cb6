import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
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
  rowCounts,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { checkLink } from '../links/check-link';
import { changePassword } from '../passwords/change-password';
import { confirmEmail } from '../registration/confirm-email';
import { signIn } from '../sign-in/sign-in';
import { getProfile, requestEmailChange, setLanguage, updateProfile } from './profile';
import '../mails';

const HOUR = 3_600_000;
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
const rowOf = (id: string) => behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }));

describe('the own profile', () => {
  it('shows what belongs to the person, and no secret', async () => {
    const profile = successOf(await getProfile.execute(world.alder.officer.request, {}));
    expect(profile).toMatchObject({
      id: world.alder.officer.id,
      email: world.alder.officer.email,
      roles: ['Department Officer'],
      version: 1,
      active: true,
      county: { code: 'ALD', name: 'Alder County' },
      departments: [{ code: 'BLD', name: 'Building and Planning' }],
    });
    expect(JSON.stringify(profile)).not.toMatch(/\$2b\$|pepper|Stamp|Hash|deactivationNote/);
    expect(successOf(await getProfile.execute(world.system.request, {}))).toMatchObject({
      county: null,
      departments: [],
      roles: ['System Administrator'],
    });
  });

  it('names the departments of today: neither those that are over nor those to come', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Department Officer' });
    const at = (days: number) => new Date(clock.now().getTime() + days * 24 * HOUR);
    for (const [code, from, until] of [
      ['PWK', at(-9), at(9)],
      ['BLD', at(-9), null],
      ['ENV', at(-9), at(-1)],
    ] as const)
      await behindTheWall('*', (db) =>
        db.userDepartment.create({
          data: {
            countyId: world.alder.county.id,
            userId: person.id,
            departmentId: world.alder.county.departments[code] ?? '',
            from,
            until,
          },
        }),
      );
    const codes = async () =>
      successOf(await getProfile.execute(person.request, {})).departments.map(({ code }) => code);
    expect(await codes()).toEqual(['BLD', 'PWK']);
    await behindTheWall('*', (db) =>
      db.userDepartment.updateMany({ where: { userId: person.id, until: null }, data: { from: at(1) } }),
    );
    expect(await codes()).toEqual(['PWK']);
    const changed = await updateProfile.execute(person.request, { version: 1, firstName: 'Ana' });
    expect(successOf(changed).departments.map(({ code }) => code)).toEqual(['PWK']);
  });

  it('is changed field by field, and the trail knows what stood before', async () => {
    const person = await citizen();
    const changed = successOf(
      await updateProfile.execute(person.request, {
        version: 1,
        firstName: ' Ana ',
        phoneNumber: '555-0100',
        address: '1 Elm St',
      }),
    );
    expect(changed).toMatchObject({
      firstName: 'Ana',
      lastName: 'Citizen',
      phoneNumber: '555-0100',
      address: '1 Elm St',
      version: 2,
    });
    expect(
      successOf(await updateProfile.execute(person.request, { version: 2, phoneNumber: '', address: '' })),
    ).toMatchObject({ firstName: 'Ana', phoneNumber: null, address: null, version: 3 });
    expect((await auditEvents('accounts.updateProfile')).at(-2)).toMatchObject({
      entityId: person.id,
      outcome: 'done',
      before: { firstName: 'Test', phoneNumber: null, address: null },
      after: { firstName: 'Ana', phoneNumber: '555-0100', address: '1 Elm St' },
    });
  });

  it('takes no field that its owner may not set', async () => {
    const person = await citizen();
    const before = await rowOf(person.id);
    successOf(
      await updateProfile.execute(person.request, {
        version: 1,
        firstName: 'New',
        email: 'x@y.org',
        roles: ['County Admin'],
        countyId: world.birch.county.id,
        active: false,
        id: 'x',
        passwordHash: 'x',
        securityStamp: 'x',
        loginCount: 9,
        confirmedAt: null,
        departments: [],
      }),
    );
    const { version, updatedAt, firstName, ...rest } = await rowOf(person.id);
    expect({ ...before, ...rest }).toEqual(before);
    expect([version, firstName, updatedAt >= before.updatedAt]).toEqual([2, 'New', true]);
    expect(successOf(await getProfile.execute(person.request, {})).roles).toEqual(['Citizen']);
  });

  it.each([
    [0],
    [-1],
    [1.5],
    ['x'],
    [null],
    [undefined],
    [{}],
    [Number.MAX_SAFE_INTEGER * 2],
    [2 ** 31],
    ['1e99'],
  ])('a version that is none is a fault, never an error of ours: %j', async (version) => {
    const person = await citizen();
    expect(['invalid', 'conflict']).toContain(
      faultOf(await updateProfile.execute(person.request, { version, firstName: 'x' })).code,
    );
  });

  it('an old version is a conflict; of two edits at once one wins', async () => {
    const person = await citizen();
    successOf(await updateProfile.execute(person.request, { version: 1, firstName: 'One' }));
    expect(faultOf(await updateProfile.execute(person.request, { version: 1, firstName: 'Two' }))).toEqual({
      code: 'conflict',
      message: 'errors.form.changedMeanwhile',
    });
    const results = await Promise.all(
      ['A', 'B', 'C', 'D', 'E'].map((firstName) =>
        updateProfile.execute(person.request, { version: 2, firstName }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.flatMap((result) => (result.ok ? [] : [result.error.code]))).toEqual(
      Array(4).fill('conflict'),
    );
    expect((await rowOf(person.id)).version).toBe(3);
  });

  it('the language is kept on the account; a stranger may choose too', async () => {
    const person = await citizen();
    successOf(await setLanguage.execute(person.request, { language: 'es' }));
    expect((await rowOf(person.id)).locale).toBe('es');
    const before = await rowCounts();
    expect(successOf(await setLanguage.execute(strangerRequest(), { language: 'es' }))).toEqual({
      language: 'es',
    });
    expect(await rowCounts()).toEqual(before);
    expect((await rowOf(world.alder.citizen.id)).locale).toBe('en');
    expect(faultOf(await setLanguage.execute(person.request, { language: 'xx' })).fields).toEqual({
      language: ['errors.language.choose'],
    });
  });
});

describe('another e-mail address', () => {
  async function asked(person: Person, email: string): Promise<string> {
    successOf(await requestEmailChange.execute(person.request, { email }));
    await sendDueMail();
    return mail.tokenFor(email);
  }
  const confirm = (token: string, { request }: Pick<Person, 'request'>) =>
    confirmEmail.execute(request, { token });

  it('takes effect when the link in the mail to it is opened; the old one is told at once, and again', async () => {
    const person = await citizen();
    const email = anotherEmail();
    const token = await asked(person, email.toUpperCase().replace('@EXAMPLE.ORG', '@example.org')).then(() =>
      mail.tokenFor(email),
    );
    expect((await rowOf(person.id)).email).toBe(person.email);
    expect(mail.to(person.email)).toMatchObject([{ subject: 'Somebody asked to change your email address' }]);
    expect(mail.to(person.email)[0]?.text).toContain(email);
    expect(mail.tokenFor(person.email)).toBe('');
    expect(await confirm(token, person)).toEqual({ ok: true, value: { email } });
    expect(await rowOf(person.id)).toMatchObject({ email, version: 2, confirmedAt: clock.now() });
    await sendDueMail();
    expect(mail.to(person.email).at(-1)?.subject).toBe('Your email address was changed');
    expect((await signIn.execute(strangerRequest(), { email, password: worldPassword })).ok).toBe(true);
    expect(
      (await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword })).ok,
    ).toBe(false);
    expect((await auditEvents('accounts.confirmEmail')).at(-1)).toMatchObject({
      entityId: person.id,
      before: { email: person.email },
      after: { email, confirmed: true },
    });
  });

  it('needs a fresh sign-in, which no token is', async () => {
    const person = await citizen();
    const { authenticationToken } = successOf(
      await signIn.execute(strangerRequest(), {
        email: person.email,
        password: worldPassword,
        includeAuthToken: true,
      }),
    );
    clock.advance(11 * 60_000);
    for (const request of [person.request, requestOf({ bearerToken: authenticationToken })])
      expect(faultOf(await requestEmailChange.execute(request, { email: anotherEmail() }))).toMatchObject({
        code: 'unauthenticated',
        reauthRequired: true,
      });
  });

  it('the own one again is a fault', async () => {
    const person = await citizen();
    expect(
      faultOf(await requestEmailChange.execute(person.request, { email: person.email.toUpperCase() })).fields,
    ).toEqual({ email: ['errors.email.same'] });
  });

  it("somebody's already: the answer is the same, its owner is told, no link", async () => {
    const person = await citizen();
    const taken = world.birch.citizen.email;
    expect(await requestEmailChange.execute(person.request, { email: taken })).toEqual({
      ok: true,
      value: { email: taken },
    });
    await sendDueMail();
    expect(mail.to(taken)).toMatchObject([{ subject: 'Somebody tried to use your email address' }]);
    expect(mail.tokenFor(taken)).toBe('');
  });

  it("somebody's meanwhile: the link does nothing", async () => {
    const person = await citizen();
    const email = anotherEmail();
    const token = await asked(person, email);
    await citizen({ email });
    expect(faultOf(await confirm(token, person))).toEqual({
      code: 'invalid',
      message: 'errors.link.unusable',
    });
    expect((await rowOf(person.id)).email).toBe(person.email);
  });

  it('two people who open links to the same address at once: one has it, the other is told', async () => {
    const email = anotherEmail();
    const [one, two] = [await citizen(), await createPerson({ county: world.birch.county, role: 'Citizen' })];
    const links = [
      { token: await asked(one, email), request: one.request },
      { token: await asked(two, email), request: two.request },
    ];
    const results = await Promise.all(links.map((link) => confirm(link.token, link)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results)
      if (!result.ok) expect(['invalid', 'conflict']).toContain(result.error.code);
    expect(await behindTheWall('*', (db) => db.user.count({ where: { email } }))).toBe(1);
  });

  it('only the last address asked for can be confirmed, once, within a day, and not after a new password', async () => {
    const person = await citizen();
    const first = await asked(person, anotherEmail());
    const second = await asked(person, anotherEmail());
    expect((await confirm(first, person)).ok).toBe(false);
    clock.advance(24 * HOUR);
    expect((await confirm(second, person)).ok).toBe(false);

    clock = fakeClock();
    const third = await asked(person, anotherEmail());
    clock.advance(HOUR - 1000);
    expect((await confirm(third, person)).ok).toBe(true);
    expect((await confirm(third, person)).ok).toBe(false);

    clock = fakeClock();
    const other = await citizen();
    const fourth = await asked(other, anotherEmail());
    successOf(
      await changePassword.execute(other.request, {
        password: worldPassword,
        newPassword: 'a new one of mine',
        newPasswordConfirm: 'a new one of mine',
      }),
    );
    expect((await confirm(fourth, other)).ok).toBe(false);
  });

  it('is confirmed in the session that asked, and in no other: a stranger who is told to press takes nothing over', async () => {
    const person = await citizen();
    const email = anotherEmail();
    const token = await asked(person, email);
    const neighbour = await citizen();
    for (const { request } of [{ request: requestOf() }, neighbour, await openTestSession(person)]) {
      expect(faultOf(await confirm(token, { request })).message).toBe('errors.link.sessionThatAsked');
      expect(successOf(await checkLink.execute(request, { kind: 'confirm', token })).confirms?.asks).toBe(
        'session',
      );
    }
    expect(await confirm(token, person)).toEqual({ ok: true, value: { email } });
  });
});
