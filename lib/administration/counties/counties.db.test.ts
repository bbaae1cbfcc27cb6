import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCurrentUser, register, resetPassword, signIn } from '@/lib/accounts';
import { createCounty, getCounty, listCounties, listOpenCounties, updateCounty } from '@/lib/administration';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  fakeMailer,
  faultOf,
  rowsOf,
  strangerRequest,
  successOf,
  type TestCounty,
  type World,
  worldPassword,
} from '@/lib/testing/world';

let world: World;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  mail = fakeMailer();
});

let made = 0;
/** A county of its own with an administrator. */
async function newCounty() {
  made += 1;
  const code = `Q${String.fromCharCode(64 + made)}Q`;
  const body = successOf(await createCounty.execute(world.system.request, { code, name: `County ${code}` }));
  const county: TestCounty = { id: body.id, code, departments: {} };
  return { county, body, admin: await createPerson({ county, role: 'County Admin' }) };
}

/** Makes sessions of a person old: what needs a fresh one is refused then. */
const notFresh = (userId: string) =>
  behindTheWall('*', (db) => db.session.updateMany({ where: { userId }, data: { freshUntil: new Date(0) } }));

describe('the list of counties', () => {
  it('is code and name of active ones for everybody, and everything for who sets them up', async () => {
    const { body } = await newCounty();
    successOf(
      await updateCounty.execute(world.system.request, { countyId: body.id, version: 1, active: false }),
    );
    for (const who of [strangerRequest(), world.alder.citizen.request, world.alder.admin.request]) {
      const { items, total } = successOf(await listCounties.execute(who, { perPage: '100' }));
      expect(items).toEqual(expect.arrayContaining([{ code: 'ALD', name: 'Alder County' }]));
      for (const item of items) expect(Object.keys(item)).toEqual(['code', 'name']);
      expect(items.map(({ code }) => code)).not.toContain(body.code);
      expect(total).toBe(items.length);
      expect(successOf(await listCounties.execute(who, { active: 'false' })).items).toEqual([]);
    }
    const all = successOf(await listCounties.execute(world.system.request, { perPage: '100' }));
    expect(all.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          code: 'ALD',
          id: world.alder.county.id,
          active: true,
          people: { total: 3, inactive: 0, unconfirmed: 0, invited: 0 },
        }),
        expect.objectContaining({ code: body.code, active: false }),
      ]),
    );
    expect(
      successOf(await listCounties.execute(world.system.request, { q: 'birch' })).items.map(
        ({ code }) => code,
      ),
    ).toEqual(['BIR']);
  });

  it('is walked by cursor, in both orders', async () => {
    const { request } = world.system;
    const whole = successOf(await listCounties.execute(request, { sort: '-code', perPage: '100' })).items;
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof listCounties.execute>> = await listCounties.execute(request, {
        sort: '-code',
        perPage: '1',
        ...(cursor ? { cursor } : {}),
      });
      walked.push(...successOf(page).items.map(({ code }) => code));
      cursor = successOf(page).nextCursor;
    } while (cursor);
    expect(walked).toEqual(whole.map(({ code }) => code));
  });
});

describe('setting up a county', () => {
  it('is for the System Administrator, and makes the built-in roles', async () => {
    const input = { code: 'new', name: 'Newton County' };
    for (const { request } of [world.alder.admin, world.alder.officer, world.alder.citizen])
      expect(faultOf(await createCounty.execute(request, input)).code).toBe('forbidden');
    const county = successOf(await createCounty.execute(world.system.request, input));
    expect(county).toMatchObject({
      code: 'NEW',
      name: 'Newton County',
      active: true,
      version: 1,
      settings: { languages: ['en', 'es'], registration: 'open', passwordPolicy: 'inherit' },
    });
    const roles = await behindTheWall('*', (db) => db.role.findMany({ where: { countyId: county.id } }));
    expect(roles.map(({ name, builtIn }) => [name, builtIn]).sort()).toEqual([
      ['Citizen', true],
      ['County Admin', true],
      ['Department Officer', true],
    ]);
    expect((await auditEvents('administration.createCounty')).at(-1)).toMatchObject({
      outcome: 'done',
      actorId: world.system.id,
      countyId: county.id,
      entity: 'county',
      entityId: county.id,
      after: { code: 'NEW', name: 'Newton County' },
    });
    const taken = faultOf(await createCounty.execute(world.system.request, input));
    expect(taken).toMatchObject({ code: 'conflict', fields: { code: ['errors.county.codeTaken'] } });
  });

  it.each(['', 'AB', 'ABCD', 'A1B', 'ÄBC', null])('refuses the code %j', async (code) => {
    const result = await createCounty.execute(world.system.request, { code, name: 'X' });
    expect(faultOf(result).fields).toEqual({ code: ['errors.county.code'] });
  });

  it('gives one code once, also to twenty at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        createCounty.execute(world.system.request, { code: 'ZZZ', name: `Race ${index}` }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter((each) => !each.ok && each.error.code === 'conflict')).toHaveLength(19);
  });

  it('invites the first administrator, who sets a password and runs the county', async () => {
    const adminEmail = anotherEmail();
    const input = {
      code: 'OAK',
      name: 'Oak County',
      adminEmail,
      adminFirstName: 'Ada',
      adminLastName: 'Oak',
    };
    const oak = successOf(await createCounty.execute(world.system.request, input));
    await sendDueMail();
    const token = mail.tokenFor(adminEmail);
    expect(mail.to(adminEmail)[0]?.text).toContain('Oak County');
    successOf(await resetPassword.execute(strangerRequest(), { token, password: worldPassword }));
    expect((await signIn.execute(strangerRequest(), { email: adminEmail, password: worldPassword })).ok).toBe(
      true,
    );
    const user = await behindTheWall('*', (db) =>
      db.user.findUniqueOrThrow({
        where: { email: adminEmail },
        include: { roles: { include: { role: true } } },
      }),
    );
    expect(user).toMatchObject({ countyId: oak.id, firstName: 'Ada', lastName: 'Oak' });
    expect(user.invitedAt).not.toBeNull();
    expect(user.roles.map(({ role }) => role?.name)).toEqual(['County Admin']);
    expect((await auditEvents('administration.createCounty')).at(-1)).toMatchObject({
      after: { code: 'OAK', administrator: adminEmail },
    });
  });

  it('asks for all of an administrator or nothing, and leaves nothing behind where it fails', async () => {
    const { request } = world.system;
    const half = faultOf(
      await createCounty.execute(request, {
        code: 'HAF',
        name: 'Half',
        adminEmail: anotherEmail(),
        adminFirstName: '',
      }),
    );
    expect(half.fields).toEqual({
      adminFirstName: ['errors.county.adminName'],
    });
    const names = { adminFirstName: 'A', adminLastName: 'B' };
    const taken = { code: 'HAF', name: 'Half', adminEmail: world.birch.citizen.email, ...names };
    expect(faultOf(await createCounty.execute(request, taken)).fields).toEqual({
      adminEmail: ['errors.user.addressTaken'],
    });
    // The code is taken: nobody is invited.
    const adminEmail = anotherEmail();
    expect(faultOf(await createCounty.execute(request, { ...taken, code: 'ALD', adminEmail })).code).toBe(
      'conflict',
    );
    expect(await behindTheWall('*', (db) => db.user.count({ where: { email: adminEmail } }))).toBe(0);
    expect(await behindTheWall('*', (db) => db.county.count({ where: { code: 'HAF' } }))).toBe(0);
    const stale = await createPerson({ county: null, role: 'System Administrator' });
    await notFresh(stale.id);
    expect(faultOf(await createCounty.execute(stale.request, { ...taken, adminEmail })).reauthRequired).toBe(
      true,
    );
    expect((await createCounty.execute(stale.request, { code: 'FRE', name: 'No invitation' })).ok).toBe(true);
  });
});

describe('changing a county', () => {
  it('is for its own administrators and the System Administrator, each to their reach', async () => {
    const { body, admin } = await newCounty();
    const ids = { countyId: body.id, version: 1 };
    for (const { request } of [world.alder.citizen, world.alder.officer]) {
      expect(faultOf(await getCounty.execute(request, ids)).code).toBe('forbidden');
      expect(faultOf(await updateCounty.execute(request, { ...ids, name: 'X' })).code).toBe('forbidden');
    }
    expect(faultOf(await getCounty.execute(world.birch.admin.request, ids)).code).toBe('not_found');
    expect(faultOf(await updateCounty.execute(world.birch.admin.request, { ...ids, name: 'X' })).code).toBe(
      'not_found',
    );
    expect(successOf(await getCounty.execute(admin.request, ids))).toEqual(body);
    const renamed = successOf(await updateCounty.execute(admin.request, { ...ids, name: ' Quince County ' }));
    expect(renamed).toMatchObject({ name: 'Quince County', version: 2 });
    // What was read may be sent back whole; the code itself stays, and opening and closing is not theirs.
    const whole = { ...renamed, countyId: body.id };
    successOf(await updateCounty.execute(admin.request, whole as never));
    expect(
      faultOf(await updateCounty.execute(admin.request, { ...ids, version: 3, code: 'XYZ' })).fields,
    ).toEqual({
      code: ['errors.county.codeFixed'],
    });
    expect(
      faultOf(await updateCounty.execute(admin.request, { ...ids, version: 3, active: false })).code,
    ).toBe('forbidden');
    expect(
      faultOf(await updateCounty.execute(admin.request, { ...ids, version: 1, name: 'Old' })),
    ).toMatchObject({
      code: 'conflict',
      message: 'errors.form.changedMeanwhile',
    });
    expect(
      (await auditEvents('administration.updateCounty')).filter(
        ({ entityId, outcome }) => entityId === body.id && outcome === 'done',
      )[0],
    ).toMatchObject({
      countyId: body.id,
      before: { name: body.name },
      after: { name: 'Quince County' },
    });
    await notFresh(admin.id);
    expect(
      faultOf(await updateCounty.execute(admin.request, { ...ids, version: 3, name: 'X' })).reauthRequired,
    ).toBe(true);
  });

  it('of twenty changes of one version one wins', async () => {
    const { body, admin } = await newCounty();
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        updateCounty.execute(admin.request, { countyId: body.id, version: 1, name: `Edit ${index}` }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('changes each setting on its own, takes away with null, and keeps what was before and after', async () => {
    const { body, admin } = await newCounty();
    const change = async (version: number, settings: object) =>
      successOf(await updateCounty.execute(admin.request, { countyId: body.id, version, settings } as never))
        .settings;
    const contact = {
      address: '1 Main Street',
      phone: '555-0100',
      hours: 'Always',
      email: 'Desk@Example.org',
    };
    expect(await change(1, { contact, colour: '#1D4F91', auditRetentionYears: 7 })).toMatchObject({
      contact: { address: '1 Main Street', email: 'desk@example.org' },
      colour: '#1D4F91',
      auditRetentionYears: 7,
      languages: ['en', 'es'],
    });
    expect(await change(2, { languages: ['es'], timeZone: 'America/Denver' })).toMatchObject({
      languages: ['es'],
      timeZone: 'America/Denver',
      colour: '#1D4F91',
    });
    const bare = await change(3, { colour: null, contact: null, auditRetentionYears: '' });
    expect(Object.keys(bare)).not.toEqual(expect.arrayContaining(['colour']));
    expect(bare.contact).toBeUndefined();
    expect(bare.auditRetentionYears).toBeUndefined();
    const events = (await auditEvents('administration.updateCounty')).filter(
      ({ entityId }) => entityId === body.id,
    );
    expect(events[1]).toMatchObject({
      before: { 'settings.languages': ['en', 'es'], 'settings.timeZone': 'America/Los_Angeles' },
      after: { 'settings.languages': ['es'], 'settings.timeZone': 'America/Denver' },
    });
  });

  it.each([
    [{ timeZone: 'Mars/Base' }, 'settings.timeZone', 'errors.county.timeZone'],
    [{ timeZone: '' }, 'settings.timeZone', 'errors.county.timeZone'],
    [{ colour: 'green' }, 'settings.colour', 'errors.county.colour'],
    [{ colour: '#ffff00' }, 'settings.colour', 'errors.county.contrast'],
    [{ languages: [] }, 'settings.languages', 'errors.county.languages'],
    [{ languages: ['fr'] }, 'settings.languages', 'errors.county.languages'],
    [{ passwordPolicy: 'lesson' }, 'settings.passwordPolicy', 'errors.county.choice'],
    [{ confirmEmail: 'off' }, 'settings.confirmEmail', 'errors.county.choice'],
    [{ auditRetentionYears: 0 }, 'settings.auditRetentionYears', 'errors.county.years'],
    [{ auditRetentionYears: 51 }, 'settings.auditRetentionYears', 'errors.county.years'],
    [{ auditRetentionYears: '2.5' }, 'settings.auditRetentionYears', 'errors.county.years'],
    [
      { contact: { address: 'x', phone: '', hours: 'x' } },
      'settings.contact.phone',
      'errors.county.contactPhone',
    ],
    [
      { contact: { address: 'x', phone: 'x', hours: 'x', email: 'x' } },
      'settings.contact.email',
      'errors.email.format',
    ],
  ])('refuses %j', async (settings, field, message) => {
    const { admin, county } = world.alder;
    const result = await updateCounty.execute(admin.request, {
      countyId: county.id,
      version: 1,
      settings,
    } as never);
    expect(faultOf(result)).toMatchObject({ code: 'invalid', fields: { [field]: [message] } });
  });
});

describe('a deactivated county', () => {
  it('lets nobody in from the next request on, is not offered, and comes back without what ended', async () => {
    const { body, county, admin } = await newCounty();
    const citizen = await createPerson({ county, role: 'Citizen' });
    const alder = await rowsOf(world.alder.county);
    const closed = successOf(
      await updateCounty.execute(world.system.request, { countyId: body.id, version: 1, active: false }),
    );
    expect(closed.active).toBe(false);
    const enters = async () => {
      const answer = await signIn.execute(strangerRequest(), {
        email: citizen.email,
        password: worldPassword,
      });
      return answer.ok || answer.error.message;
    };
    for (const { request } of [admin, citizen])
      expect(faultOf(await getCurrentUser.execute(request, {})).code).toBe('unauthenticated');
    expect(await enters()).toBe('errors.signIn.deactivated');
    const registration = { email: anotherEmail(), password: worldPassword, county: body.code };
    expect(faultOf(await register.execute(strangerRequest(), registration)).fields).toEqual({
      county: ['errors.county.choose'],
    });
    const open = async () =>
      successOf(await listOpenCounties.execute(strangerRequest(), {})).map(({ code }) => code);
    expect(await open()).not.toContain(body.code);

    successOf(
      await updateCounty.execute(world.system.request, { countyId: body.id, version: 2, active: true }),
    );
    expect((await getCurrentUser.execute(citizen.request, {})).ok, 'the old session').toBe(false);
    expect(await enters()).toBe(true);
    expect(await open()).toContain(body.code);
    expect(await rowsOf(world.alder.county)).toEqual(alder);
  });
});
