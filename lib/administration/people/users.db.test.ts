import { randomInt } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCurrentUser, resetPassword, signIn } from '@/lib/accounts';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import type { Result } from '@/lib/kernel/result';
import { grantOwnRole } from '@/lib/testing/roles';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  openTestSession,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';
import { createCounty } from '@/prisma/seed/county';
import {
  deactivateUser,
  endUserSession,
  getPersonFile,
  getUser,
  inviteUser,
  listUsers,
  sendResetLink,
  setUserDepartments,
  setUserRoles,
  signOutUser,
  updateUser,
} from '..';

let world: World;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  mail = fakeMailer();
  fakeClock();
});

const admin = () => world.alder.admin.request;
const citizen = (names = { firstName: 'Test', lastName: 'Citizen' }) =>
  createPerson({ county: world.alder.county, role: 'Citizen' }).then(async (person) => {
    await behindTheWall('*', (db) => db.user.update({ where: { id: person.id }, data: names }));
    return person;
  });
const userOf = async (id: string) => successOf(await getUser.execute(admin(), { userId: id }));
/** A request of the same person whose last proof is long ago. */
async function staleRequestOf(person: { id: string; countyId: string | null }) {
  const session = await openTestSession(person);
  await behindTheWall('*', (db) =>
    db.session.update({ where: { id: session.sessionId }, data: { freshUntil: new Date(0) } }),
  );
  return session.request;
}

describe('the list of people', () => {
  const list = async (input: Record<string, string>, request = admin()) =>
    successOf(await listUsers.execute(request, input));
  const emails = async (input: Record<string, string>, request = admin()) =>
    (await list({ perPage: '100', ...input }, request)).items.map(({ email }) => email);

  it('shows the contract’s fields and nothing else', async () => {
    const { items } = await list({ q: world.alder.officer.email });
    expect(items).toEqual([
      {
        id: world.alder.officer.id,
        email: world.alder.officer.email,
        firstName: 'Test',
        lastName: 'Department Officer',
        fullName: 'Test Department Officer',
        phoneNumber: null,
        address: null,
        active: true,
        confirmedAt: expect.any(String),
        locale: 'en',
        county: { id: world.alder.county.id, code: 'ALD', name: 'Alder County' },
        departments: [{ id: world.alder.county.departments.BLD, code: 'BLD', name: 'Building and Planning' }],
        roles: ['Department Officer'],
        loginCount: 0,
        lastLoginAt: null,
        createdAt: expect.any(String),
        version: 1,
      },
    ]);
  });

  it('finds by parts of name, address and phone, in either order, without accents, and knows no wildcards', async () => {
    const ana = await citizen({ firstName: 'Ana María', lastName: 'García_López%' });
    await behindTheWall('*', (db) =>
      db.user.update({ where: { id: ana.id }, data: { phoneNumber: '(555) 018-7766' } }),
    );
    for (const q of [
      'garc',
      'GARCÍA',
      'garcia ana',
      'ana maria garcia',
      '_lópez%',
      '5550187766',
      '018-77',
      ana.email.slice(2, 9),
    ])
      expect(await emails({ q }), q).toContain(ana.email);
    for (const q of ['a_a', '%%%', 'lopez%gar_ia', '\\', '_'])
      expect(await emails({ q }), q).not.toContain(ana.email);
    expect(await emails({ q: 'birch' })).toEqual([]);
    await behindTheWall('*', (db) => db.user.update({ where: { id: ana.id }, data: { lastName: 'Ibarra' } }));
    expect(await emails({ q: 'ibarra' })).toEqual([ana.email]);
    expect(await emails({ q: 'garcia' })).not.toContain(ana.email);
  });

  it('never finds another county’s people, by whatever filter', async () => {
    const filters: Record<string, string>[] = [
      { q: world.birch.citizen.email },
      { county: 'BIR' },
      { department: world.birch.county.departments.BLD ?? '' },
      { role: 'County Admin', q: 'Test' },
    ];
    for (const filter of filters)
      for (const email of await emails(filter))
        expect(Object.values(world.birch).map((person) => 'email' in person && person.email)).not.toContain(
          email,
        );
  });

  it('filters', async () => {
    const inactive = await createPerson({ county: world.alder.county, role: 'Citizen', active: false });
    const unconfirmed = await createPerson({ county: world.alder.county, role: 'Citizen', confirmed: false });
    expect(await emails({ active: 'false' })).toEqual([inactive.email]);
    expect(await emails({ active: 'true' })).not.toContain(inactive.email);
    expect(await emails({ confirmed: 'false' })).toEqual([unconfirmed.email]);
    expect(await emails({ confirmed: 'false', active: 'false' })).toEqual([]);
    expect(await emails({ twoFactor: 'true' })).toEqual([]);
    expect(await emails({ twoFactor: '' })).toContain(inactive.email);
    expect(await emails({ role: 'Department Officer' })).toEqual([world.alder.officer.email]);
    expect(await emails({ department: 'bld' })).toEqual([world.alder.officer.email]);
    expect(await emails({ department: world.alder.county.departments.BLD ?? '' })).toEqual([
      world.alder.officer.email,
    ]);
    expect(await emails({ department: 'PWK' })).toEqual([]);
    expect(await emails({ role: "x' or 1=1" })).toEqual([]);
  });

  it.each(['-createdAt', 'createdAt', 'name', '-name', 'email', '-email'])(
    'by page and by cursor it is the same list, each person once: %s',
    async (sort) => {
      const whole = await list({ sort, perPage: '100' });
      expect(whole.items.length).toBe(whole.total);
      const ids = whole.items.map(({ id }) => id);
      const paged: string[] = [];
      for (let page = 1; paged.length < ids.length; page += 1) {
        const { items, total } = await list({ sort, perPage: '3', page: String(page) });
        expect(total).toBe(whole.total);
        paged.push(...items.map(({ id }) => id));
      }
      expect(paged).toEqual(ids);
      const walked: string[] = [];
      for (let cursor: string | null | undefined; cursor !== null; ) {
        const step = await list({ sort, perPage: '3', ...(cursor ? { cursor } : {}) });
        walked.push(...step.items.map(({ id }) => id));
        cursor = step.nextCursor;
      }
      expect(walked).toEqual(ids);
      const key = (item: (typeof whole.items)[number]) =>
        sort.endsWith('email') ? item.email : item.createdAt;
      if (!sort.endsWith('name')) {
        const ascending = whole.items.map(key).sort();
        expect(whole.items.map(key)).toEqual(sort.startsWith('-') ? ascending.toReversed() : ascending);
      }
    },
  );

  it('a total that triggers keep is the number of rows', async () => {
    const { total } = await list({});
    expect(total).toBe(
      await behindTheWall(world.alder.county.id, (db) =>
        db.user.count({ where: { countyId: world.alder.county.id } }),
      ),
    );
  });

  it.each([
    { page: '0' },
    { page: 'x' },
    { perPage: '101' },
    { sort: 'passwordHash' },
    { sort: '--name' },
    { cursor: '!' },
    { cursor: 'bnVsbA' },
    { cursor: 'WyJuYW1lIiwiYSJd' },
    { cursor: 'WyItY3JlYXRlZEF0IiwibmV2ZXIiLCJ4Il0' },
    { active: 'yes' },
    { q: 'x'.repeat(101) },
  ])('a fault of the form: %j', async (input) => {
    expect(faultOf(await listUsers.execute(admin(), input)).code).toBe('invalid');
  });

  it('a page past the end is empty', async () => {
    expect((await list({ page: '999999999', perPage: '100' })).items).toEqual([]);
  });

  it('officers and residents may not; the System Administrator sees every county, or one', async () => {
    for (const person of [world.alder.officer, world.alder.citizen])
      expect(faultOf(await listUsers.execute(person.request, {})).code).toBe('forbidden');
    expect(await emails({}, world.system.request)).toEqual(
      expect.arrayContaining([world.alder.citizen.email, world.birch.citizen.email, world.system.email]),
    );
    const birch = await emails({ county: 'bir' }, world.system.request);
    expect(birch).toContain(world.birch.admin.email);
    expect(birch).not.toContain(world.alder.admin.email);
    expect(await emails({ q: world.birch.admin.email }, world.system.request)).toEqual([
      world.birch.admin.email,
    ]);
  });

  it('is read by staff with a trace: every page once in ten minutes, and again for another search', async () => {
    const clock = fakeClock();
    const reader = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const reads = async () =>
      (await auditEvents('administration.listUsers')).filter(({ actorId }) => actorId === reader.id);
    const sort = '-createdAt';
    for (const page of ['1', '2', '1']) await list({ page, perPage: '2' }, reader.request);
    const { items, nextCursor } = await list({ perPage: '2' }, reader.request);
    for (let index = 0; index < 2; index += 1)
      await list({ perPage: '2', cursor: nextCursor ?? '' }, reader.request);
    await list({ q: 'garcia' }, reader.request);
    expect((await reads()).map(({ after }) => after)).toEqual([
      { page: 1, perPage: 2, sort },
      { page: 2, perPage: 2, sort },
      { past: items.at(-1)?.id, perPage: 2, sort },
      { q: 'garcia', page: 1, perPage: 20, sort },
    ]);
    await list({ q: 'garcia' }, { ...reader.request, ip: '192.0.2.9' });
    expect((await reads()).at(-1)).toMatchObject({ ip: '192.0.2.9' });
    expect(await reads()).toHaveLength(5);
    clock.advance(10 * 60_000 + 1);
    await list({ q: 'garcia' }, reader.request);
    expect(await reads()).toHaveLength(6);
  });

  it('is read by a System Administrator with a trace in the county that they ask for, or in none', async () => {
    const reader = await createPerson({ county: null, role: 'System Administrator' });
    await list({ county: 'bir' }, reader.request);
    await list({}, reader.request);
    await list({ county: 'xyz' }, reader.request);
    const events = (await auditEvents('administration.listUsers')).filter(
      ({ actorId }) => actorId === reader.id,
    );
    expect(events.map(({ countyId, after }) => [countyId, (after as { county?: string }).county])).toEqual([
      [world.birch.county.id, 'bir'],
      [null, undefined],
      [null, 'xyz'],
    ]);
  });
});

describe('one person', () => {
  it('is there for the own county alone, and reading is recorded in that county', async () => {
    expect((await userOf(world.alder.citizen.id)).email).toBe(world.alder.citizen.email);
    expect(
      faultOf(await getUser.execute(world.birch.admin.request, { userId: world.alder.citizen.id })).code,
    ).toBe('not_found');
    successOf(await getUser.execute(world.system.request, { userId: world.birch.citizen.id }));
    const events = await auditEvents('administration.getUser');
    expect(events.find(({ actorId }) => actorId === world.system.id)).toMatchObject({
      countyId: world.birch.county.id,
      entityId: world.birch.citizen.id,
    });
  });

  it('the page has sessions, events and what may be done', async () => {
    const person = await citizen();
    const file = successOf(await getPersonFile.execute(admin(), { userId: person.id }));
    expect(file.sessions).toEqual([expect.objectContaining({ id: person.sessionId })]);
    expect(file.may).toEqual({
      update: true,
      assign: true,
      departments: true,
      deactivate: true,
      recover: true,
      resetFactors: false,
    });
    const own = successOf(await getPersonFile.execute(admin(), { userId: world.alder.admin.id }));
    expect(own.may).toEqual({
      update: true,
      assign: false,
      departments: true,
      deactivate: false,
      recover: true,
      resetFactors: false,
    });
  });
});

describe('an invitation', () => {
  const invite = (input: Record<string, unknown> = {}, request = admin()) =>
    inviteUser.execute(request, { email: anotherEmail(), firstName: 'Ona', lastName: 'Ruiz', ...input });

  it('leads to a password, a confirmed address and the role, by a link that works once', async () => {
    const departments = [world.alder.county.departments.ENV];
    const user = successOf(await invite({ roles: ['Department Officer'], departments }));
    expect(user).toMatchObject({
      roles: ['Department Officer'],
      confirmedAt: null,
      departments: [{ code: 'ENV' }],
      county: { code: 'ALD' },
    });
    expect(
      faultOf(await signIn.execute(strangerRequest(), { email: user.email, password: 'anything at all' }))
        .message,
    ).toBe('errors.signIn.wrong');
    await sendDueMail();
    const token = mail.tokenFor(user.email);
    const password = 'marmot lantern 47';
    const wins = await Promise.all(
      Array.from({ length: 5 }, () => resetPassword.execute(strangerRequest(), { token, password })),
    );
    expect(wins.filter(({ ok }) => ok)).toHaveLength(1);
    const session = successOf(await signIn.execute(strangerRequest(), { email: user.email, password }));
    expect(session.sessionId).toBeTruthy();
    expect((await userOf(user.id)).confirmedAt).not.toBeNull();
    expect((await auditEvents('administration.inviteUser')).at(-1)).toMatchObject({
      entityId: user.id,
      outcome: 'done',
      after: expect.objectContaining({ roles: ['Department Officer'], departments: ['ENV'] }),
    });
  });

  it.each([
    [7 * 24 * 3_600_000 - 1, true],
    [7 * 24 * 3_600_000, false],
  ])('after %d ms of its seven days it works: %s', async (age, works) => {
    const clock = fakeClock();
    const user = successOf(await invite());
    await sendDueMail();
    const token = mail.tokenFor(user.email);
    clock.advance(age);
    const password = 'marmot lantern 47 gravel';
    expect((await resetPassword.execute(strangerRequest(), { token, password })).ok).toBe(works);
  });

  it('of one address 20 times at once makes one person and one mail', async () => {
    const email = anotherEmail();
    const results = await Promise.all(Array.from({ length: 20 }, () => invite({ email })));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('conflict');
    await sendDueMail();
    expect(mail.to(email)).toHaveLength(1);
  });

  it('of an address with an account is a conflict, told alike whoever it belongs to', async () => {
    const faults = await Promise.all(
      [world.alder.citizen, world.birch.citizen, world.system].map(async ({ email }) =>
        faultOf(await invite({ email })),
      ),
    );
    expect(new Set(faults.map((fault) => JSON.stringify(fault))).size).toBe(1);
    expect(faults[0]?.code).toBe('conflict');
  });

  it('gives Citizen unless told, and only roles and departments that are there and the inviter’s to give', async () => {
    expect(successOf(await invite()).roles).toEqual(['Citizen']);
    expect(successOf(await invite({ roles: 'County Admin' })).roles).toEqual(['County Admin']);
    for (const roles of [['System Administrator'], ['Nobody'], ['Citizen', 'Nobody']])
      expect(faultOf(await invite({ roles })).fields, String(roles)).toHaveProperty('roles');
    for (const departments of [['nothing'], [world.birch.county.departments.BLD]])
      expect(faultOf(await invite({ departments })).fields).toHaveProperty('departments');
    expect(faultOf(await invite({}, world.alder.officer.request)).code).toBe('forbidden');
  });

  it('with more than Citizen asks for a fresh sign-in', async () => {
    const stale = await staleRequestOf(world.alder.admin);
    expect(faultOf(await invite({ roles: ['Department Officer'] }, stale)).reauthRequired).toBe(true);
    expect(successOf(await invite({ roles: ['Citizen'] }, stale)).roles).toEqual(['Citizen']);
  });

  it('by the System Administrator names a county and gives County Admin alone', async () => {
    const { request } = world.system;
    expect(faultOf(await invite({ roles: ['County Admin'] }, request)).fields).toHaveProperty('county');
    expect(
      faultOf(await invite({ roles: ['Department Officer'], county: 'BIR' }, request)).fields,
    ).toHaveProperty('roles');
    const made = successOf(await invite({ roles: ['County Admin'], county: 'bir' }, request));
    expect(made.county?.code).toBe('BIR');
    const event = (await auditEvents('administration.inviteUser')).find(
      ({ entityId }) => entityId === made.id,
    );
    expect(event?.countyId).toBe(world.birch.county.id);
  });

  it('that is not answered can be sent again', async () => {
    const user = successOf(await invite());
    await sendDueMail();
    const first = mail.tokenFor(user.email);
    expect(successOf(await sendResetLink.execute(admin(), { userId: user.id }))).toEqual({
      isInvitation: true,
    });
    await sendDueMail();
    const second = mail.tokenFor(user.email);
    expect(second).not.toBe(first);
    expect(
      (await resetPassword.execute(strangerRequest(), { token: first, password: 'marmot lantern 47' })).ok,
    ).toBe(false);
    expect(
      (await resetPassword.execute(strangerRequest(), { token: second, password: 'marmot lantern 47' })).ok,
    ).toBe(true);
  });
});

describe('a change of a person', () => {
  it('keeps what was not sent, and leaves the address of mail alone', async () => {
    const person = await citizen();
    const changed = successOf(
      await updateUser.execute(admin(), {
        userId: person.id,
        version: 1,
        firstName: 'Zoë',
        phoneNumber: '555-010-1234',
        email: 'other@example.org',
      }),
    );
    expect(changed).toMatchObject({
      firstName: 'Zoë',
      lastName: 'Citizen',
      phoneNumber: '555-010-1234',
      email: person.email,
      version: 2,
    });
    expect((await auditEvents('administration.updateUser')).at(-1)).toMatchObject({
      entityId: person.id,
      before: { firstName: 'Test', phoneNumber: null },
      after: { firstName: 'Zoë', phoneNumber: '555-010-1234' },
    });
  });

  it('of 20 edits of one version one is kept', async () => {
    const person = await citizen();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        updateUser.execute(admin(), { userId: person.id, version: 1, firstName: `Name ${index}` }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    for (const result of results) if (!result.ok) expect(result.error.code).toBe('conflict');
    expect((await userOf(person.id)).version).toBe(2);
  });
});

describe('roles', () => {
  const give = (person: { id: string }, roles: string[], version = 1, request = admin()) =>
    setUserRoles.execute(request, { userId: person.id, version, roles });

  it('change what may be done at the very next request, and end the sessions', async () => {
    const person = await citizen();
    const token = await openTestSession(person);
    expect(successOf(await give(person, ['Department Officer', 'Citizen'])).roles).toEqual([
      'Citizen',
      'Department Officer',
    ]);
    expect(faultOf(await getCurrentUser.execute(token.request, {})).code).toBe('unauthenticated');
    expect((await auditEvents('administration.setUserRoles')).at(-1)).toMatchObject({
      before: { roles: ['Citizen'] },
      after: { roles: ['Citizen', 'Department Officer'] },
    });
  });

  it('are not one’s own to change, not empty, not another county’s, not stale', async () => {
    const person = await citizen();
    expect(faultOf(await give(world.alder.admin, ['Citizen'])).message).toBe('errors.user.ownRoles');
    expect(faultOf(await give(person, [])).fields).toHaveProperty('roles');
    expect(faultOf(await give(person, ['System Administrator'])).fields).toHaveProperty('roles');
    expect(faultOf(await give(person, ['County Admin'], 7)).code).toBe('conflict');
    expect(faultOf(await give(person, ['Citizen'], 1, world.birch.admin.request)).code).toBe('not_found');
    const stale = await staleRequestOf(world.alder.admin);
    expect(faultOf(await give(person, ['Citizen'], 1, stale)).reauthRequired).toBe(true);
  });

  it('a System Administrator gives and takes County Admin alone', async () => {
    const person = await citizen();
    const { request } = world.system;
    expect(faultOf(await give(person, ['Citizen', 'Department Officer'], 1, request)).fields).toHaveProperty(
      'roles',
    );
    expect(successOf(await give(person, ['Citizen', 'County Admin'], 1, request)).roles).toContain(
      'County Admin',
    );
    expect(faultOf(await give(person, ['County Admin'], 2, request)).fields).toHaveProperty('roles');
    successOf(await give(person, ['Citizen'], 2, request));
  });

  it('a holder of an own role gives no more than they hold, and touches nobody who holds more', async () => {
    const clerk = await citizen();
    await grantOwnRole(world.alder.county, clerk, 'Clerk', [
      ['user.view', 'county'],
      ['user.assign', 'county'],
      ['user.deactivate', 'county'],
    ]);
    const { request } = await openTestSession(clerk);
    const person = await citizen();
    expect(faultOf(await give(person, ['Department Officer'], 1, request)).fields).toHaveProperty('roles');
    expect(successOf(await give(person, ['Citizen', 'Clerk'], 1, request)).roles).toEqual([
      'Citizen',
      'Clerk',
    ]);
    for (const other of [world.alder.admin, world.alder.officer])
      expect(faultOf(await give(other, ['Citizen'], 1, request)).message).toBe('errors.user.holdsMore');
  });

  /** A county of its own, with so many administrators and nobody else. */
  async function countyWith(count: number) {
    const code = Array.from({ length: 3 }, () => String.fromCharCode(65 + randomInt(26))).join('');
    const id = await behindTheWall('*', (db) => createCounty(db, { code, name: `${code} County` }));
    const county = { id, code, departments: {} };
    const admins = await Promise.all(
      Array.from({ length: count }, () => createPerson({ county, role: 'County Admin' })),
    );
    const left = () =>
      behindTheWall(id, (db) =>
        db.userRole.count({
          where: { role: { name: 'County Admin', builtIn: true }, user: { active: true } },
        }),
      );
    return { admins, left };
  }
  const demote = (by: { request: PortalRequest }, whom: { id: string }) =>
    setUserRoles.execute(by.request, { userId: whom.id, version: 1, roles: ['Citizen'] });
  const dismiss = (by: { request: PortalRequest }, whom: { id: string }) =>
    deactivateUser.execute(by.request, { userId: whom.id, reason: 'A race' });
  type Admin = Awaited<ReturnType<typeof createPerson>>;
  /** How often each race is run: who comes first is chance. */
  const rounds = [1, 2, 3, 4, 5];

  it.each(rounds)(
    'of two administrators who demote each other at once one is demoted: round %d',
    async () => {
      const { admins, left } = await countyWith(2);
      const [one, other] = admins as [Admin, Admin];
      const results = await Promise.all([demote(one, other), demote(other, one)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      // Whoever comes second is told that nobody else is left, or is no administrator any more.
      for (const result of results)
        if (!result.ok)
          expect([
            'errors.user.lastAdministrator',
            'errors.access.signIn',
            'errors.access.notAllowed',
          ]).toContain(result.error.message);
      expect(await left()).toBe(1);
    },
  );

  it.each(rounds)('of seven who demote each other in a ring one stays at least: round %d', async () => {
    const { admins, left } = await countyWith(7);
    const results = await Promise.all(
      admins.map((admin, index) => demote(admin, admins[(index + 1) % 7] as Admin)),
    );
    const demoted = results.filter(({ ok }) => ok).length;
    expect(await left()).toBe(7 - demoted);
    expect(demoted).toBeLessThan(7);
    expect(demoted).toBeGreaterThan(0);
  });

  it.each(rounds)(
    'one demotes the other, who deactivates the one: exactly one of both is done, round %d',
    async () => {
      const { admins, left } = await countyWith(2);
      const [one, other] = admins as [Admin, Admin];
      const results: Result<unknown>[] = await Promise.all([demote(one, other), dismiss(other, one)]);
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      expect(await left()).toBe(1);
    },
  );

  it.each(rounds)(
    'two demote and deactivate the same two at once: nothing breaks and one stays at least, round %d',
    async () => {
      const { admins, left } = await countyWith(4);
      const [one, other, third, fourth] = admins as [Admin, Admin, Admin, Admin];
      const results: Result<unknown>[] = await Promise.all([
        demote(one, third),
        dismiss(other, third),
        dismiss(one, fourth),
        demote(other, fourth),
      ]);
      for (const result of results)
        if (!result.ok) expect(['conflict', 'forbidden']).toContain(result.error.code);
      expect(results.filter(({ ok }) => ok).length).toBeGreaterThanOrEqual(2);
      // Neither of the two is an administrator who can sign in; whoever did it still is.
      expect(await left()).toBe(2);
    },
  );

  it.each(rounds)(
    'everybody demotes and deactivates everybody at once: nothing breaks and one stays at least, round %d',
    async () => {
      const { admins, left } = await countyWith(4);
      const tries = admins.flatMap((by) =>
        admins.filter((whom) => whom !== by).flatMap((whom) => [demote(by, whom), dismiss(by, whom)]),
      );
      const results: Result<unknown>[] = await Promise.all(tries);
      for (const result of results)
        if (!result.ok) expect(['conflict', 'forbidden', 'unauthenticated']).toContain(result.error.code);
      expect(await left()).toBeGreaterThanOrEqual(1);
    },
  );

  it('the last administrator keeps the role, whoever asks; an open invitation does not count', async () => {
    const id = await behindTheWall('*', (db) => createCounty(db, { code: 'LST', name: 'Last County' }));
    const county = { id, code: 'LST', departments: {} };
    const last = await createPerson({ county, role: 'County Admin' });
    successOf(
      await inviteUser.execute(world.system.request, {
        email: anotherEmail(),
        firstName: 'Not',
        lastName: 'Yet',
        roles: ['County Admin'],
        county: 'LST',
      }),
    );
    await behindTheWall('*', async (db) => {
      const role = await db.role.findFirstOrThrow({ where: { countyId: id, name: 'Citizen' } });
      await db.userRole.create({ data: { countyId: id, userId: last.id, roleId: role.id } });
    });
    expect(faultOf(await give(last, ['Citizen'], 1, world.system.request)).message).toBe(
      'errors.user.lastAdministrator',
    );
    await createPerson({ county, role: 'County Admin' });
    expect(successOf(await give(last, ['Citizen'], 1, world.system.request)).roles).toEqual(['Citizen']);
  });
});

describe('departments', () => {
  const set = (person: { id: string }, departments: (string | undefined)[], version = 1, request = admin()) =>
    setUserDepartments.execute(request, { userId: person.id, version, departments });

  it('are set as told, those that stay keep their dates', async () => {
    const { BLD, ENV } = world.alder.county.departments;
    fakeClock(new Date(Date.now() + 1000));
    const person = await createPerson({
      county: world.alder.county,
      role: 'Department Officer',
      department: 'BLD',
    });
    const since = () =>
      behindTheWall('*', (db) =>
        db.userDepartment.findFirst({ where: { userId: person.id, departmentId: BLD ?? '' } }),
      );
    const before = await since();
    expect(successOf(await set(person, [BLD, ENV])).departments.map(({ code }) => code)).toEqual([
      'BLD',
      'ENV',
    ]);
    expect((await since())?.from).toEqual(before?.from);
    expect(successOf(await set(person, [], 2)).departments).toEqual([]);
    for (const departments of [[world.birch.county.departments.BLD], ['nothing']])
      expect(faultOf(await set(person, departments, 3)).fields).toHaveProperty('departments');
    expect(faultOf(await set(person, [], 1)).code).toBe('conflict');
  });
});

describe('help to get back in', () => {
  it('signs out everywhere, or of one session', async () => {
    const person = await citizen();
    const other = await openTestSession(person);
    successOf(await endUserSession.execute(admin(), { userId: person.id, sessionId: person.sessionId }));
    expect(faultOf(await getCurrentUser.execute(person.request, {})).code).toBe('unauthenticated');
    successOf(await getCurrentUser.execute(other.request, {}));
    expect(
      faultOf(
        await endUserSession.execute(admin(), { userId: world.alder.officer.id, sessionId: other.sessionId }),
      ).code,
    ).toBe('not_found');
    expect(successOf(await signOutUser.execute(admin(), { userId: person.id }))).toEqual({ ended: 1 });
    expect(faultOf(await getCurrentUser.execute(other.request, {})).code).toBe('unauthenticated');
  });

  it('mails a link and shows it to nobody; not to a deactivated person; five an hour', async () => {
    const person = await citizen();
    const answer = successOf(await sendResetLink.execute(admin(), { userId: person.id }));
    expect(answer).toEqual({ isInvitation: false });
    await sendDueMail();
    expect(mail.tokenFor(person.email)).toHaveLength(43);
    const gone = await createPerson({ county: world.alder.county, role: 'Citizen', active: false });
    expect(faultOf(await sendResetLink.execute(admin(), { userId: gone.id })).code).toBe('conflict');
    const rest = await Promise.all(
      Array.from({ length: 8 }, () => sendResetLink.execute(admin(), { userId: person.id })),
    );
    expect(rest.filter(({ ok }) => ok)).toHaveLength(4);
  });
});
