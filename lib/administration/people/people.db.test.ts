import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { getCurrentUser, requestPasswordReset, resetPassword, signIn } from '@/lib/accounts';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import { overrideSettings } from '@/lib/platform/env';
import {
  auditEvents,
  createPerson,
  createWorld,
  fakeMailer,
  faultOf,
  strangerRequest,
  successOf,
  type TestCounty,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { createCounty } from '@/prisma/seed/county';
import { deactivateUser, getPortalCounty, listCounties, listLessonUsers, reactivateUser } from '..';

let world: World;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  mail = fakeMailer();
});

const isActive = async (id: string) =>
  (await behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id } }))).active;
const citizen = () => createPerson({ county: world.alder.county, role: 'Citizen' });
let counties = 0;
/** A county of its own, with so many administrators. */
async function countyWith(administrators: number) {
  counties += 1;
  const code = `Z${String.fromCharCode(65 + (counties % 26))}Z`;
  const county: TestCounty = {
    id: await behindTheWall('*', (db) => createCounty(db, { code, name: `County ${code}` })),
    code,
    departments: {},
  };
  const admins = [];
  for (let made = 0; made < administrators; made += 1)
    admins.push(await createPerson({ county, role: 'County Admin' }));
  return admins;
}

describe('deactivating a person', () => {
  it('keeps them out, with the reason on record, until they are active again and sign in anew', async () => {
    const { request } = world.alder.admin;
    const person = await citizen();
    expect(
      successOf(await deactivateUser.execute(request, { userId: person.id, reason: ' moved away ' })),
    ).toEqual({ id: person.id });
    expect(
      faultOf(await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword }))
        .message,
    ).toBe('errors.signIn.deactivated');
    expect(
      await behindTheWall('*', (db) => db.user.findUniqueOrThrow({ where: { id: person.id } })),
    ).toMatchObject({ active: false, deactivationNote: 'moved away', version: 2 });
    expect(faultOf(await deactivateUser.execute(request, { userId: person.id })).message).toBe(
      'errors.user.alreadyInactive',
    );
    expect(
      faultOf(await reactivateUser.execute(request, { userId: person.id, reason: 'x'.repeat(301) })).fields,
    ).toEqual({ reason: ['errors.reason.tooLong'] });
    successOf(await reactivateUser.execute(request, { userId: person.id, reason: ' moved back ' }));
    expect((await auditEvents('administration.reactivateUser')).at(-1)).toMatchObject({
      entityId: person.id,
      before: { active: false },
      after: { active: true, reason: 'moved back' },
    });
    expect(faultOf(await reactivateUser.execute(request, { userId: person.id })).message).toBe(
      'errors.user.alreadyActive',
    );
    expect((await getCurrentUser.execute(person.request, {})).ok).toBe(false);
    expect(
      (await signIn.execute(strangerRequest(), { email: person.email, password: worldPassword })).ok,
    ).toBe(true);
  });

  it('ends the links that were on their way, for good', async () => {
    const person = await citizen();
    successOf(await requestPasswordReset.execute(strangerRequest(), { email: person.email }));
    await sendDueMail();
    const token = mail.tokenFor(person.email);
    successOf(await deactivateUser.execute(world.alder.admin.request, { userId: person.id }));
    successOf(await reactivateUser.execute(world.alder.admin.request, { userId: person.id }));
    expect(
      faultOf(await resetPassword.execute(strangerRequest(), { token, password: 'a new one of mine' }))
        .message,
    ).toBe('errors.link.unusable');
  });

  it('is for administrators: not for residents and officers, nor oneself', async () => {
    const person = await citizen();
    for (const { request } of [world.alder.citizen, world.alder.officer, person])
      expect(faultOf(await deactivateUser.execute(request, { userId: person.id })).code).toBe('forbidden');
    expect(
      faultOf(await deactivateUser.execute(world.alder.admin.request, { userId: world.alder.admin.id }))
        .message,
    ).toBe('errors.user.yourself');
    expect(
      faultOf(await deactivateUser.execute(world.system.request, { userId: world.system.id })).message,
    ).toBe('errors.user.yourself');
    expect(faultOf(await deactivateUser.execute(strangerRequest(), { userId: person.id })).code).toBe(
      'unauthenticated',
    );
    expect(await isActive(person.id)).toBe(true);
  });

  it('a System Administrator does so in every county', async () => {
    const person = await createPerson({ county: world.birch.county, role: 'Department Officer' });
    successOf(await deactivateUser.execute(world.system.request, { userId: person.id }));
    expect(await isActive(person.id)).toBe(false);
    successOf(await reactivateUser.execute(world.system.request, { userId: person.id }));
    expect(await isActive(person.id)).toBe(true);
  });

  it("a county's last active administrator stays, whoever asks", async () => {
    const [only, other] = await countyWith(2);
    if (!only || !other) throw new Error('two were made');
    successOf(await deactivateUser.execute(only.request, { userId: other.id }));
    expect(faultOf(await deactivateUser.execute(world.system.request, { userId: only.id }))).toEqual({
      code: 'conflict',
      message: 'errors.user.lastAdministrator',
    });
    successOf(await reactivateUser.execute(world.system.request, { userId: other.id }));
    successOf(await deactivateUser.execute(world.system.request, { userId: only.id }));
  });

  it.each([2, 6])('of %d administrators who deactivate each other at once, one stays', async (count) => {
    const admins = await countyWith(count);
    await Promise.all(
      admins.map(({ request }, index) =>
        deactivateUser.execute(request, { userId: admins[(index + 1) % count]?.id }),
      ),
    );
    const active = await Promise.all(admins.map(({ id }) => isActive(id)));
    expect(active.filter(Boolean).length).toBeGreaterThanOrEqual(1);
    for (const { id } of admins) await deactivateUser.execute(world.system.request, { userId: id });
    expect((await Promise.all(admins.map((admin) => isActive(admin.id)))).filter(Boolean)).toHaveLength(1);
  });

  it.each([['x'.repeat(301)], ['a\u0000b'], ['\ud800'], [1], [{}]])(
    'a reason that cannot be kept is a fault of the form: %j',
    async (reason) => {
      const person = await citizen();
      expect(
        faultOf(await deactivateUser.execute(world.alder.admin.request, { userId: person.id, reason }))
          .fields,
      ).toHaveProperty('reason');
      expect(await isActive(person.id)).toBe(true);
    },
  );
});

describe("the lesson's list of people", () => {
  const list = (input: Record<string, string> = {}, { request } = world.alder.admin) =>
    listLessonUsers.execute(request, input);

  it('has everybody of the own county, page by page, and nobody else', async () => {
    const own = await behindTheWall(world.alder.county.id, (db) => db.user.count());
    const seen: string[] = [];
    const perPage = 3;
    for (let page = 1; page <= Math.ceil(own / perPage); page += 1) {
      const found = successOf(await list({ page: String(page), perPage: String(perPage) }));
      expect(found).toMatchObject({
        page,
        per_page: perPage,
        total: own,
        pages: Math.ceil(own / perPage),
        status: 'success',
      });
      seen.push(...found.users.map(({ email }) => email));
    }
    expect(new Set(seen).size).toBe(own);
    expect(seen).toContain(world.alder.citizen.email);
    expect(seen).not.toContain(world.birch.citizen.email);
    expect(seen).not.toContain(world.system.email);
  });

  it('shows the fields of the lesson alone', async () => {
    const [first] = successOf(await list()).users;
    expect(Object.keys(first ?? {}).sort()).toEqual([
      'active',
      'created_at',
      'email',
      'first_name',
      'full_name',
      'id',
      'last_name',
      'roles',
    ]);
  });

  it('a page past the end is empty; a page that makes no sense is a fault', async () => {
    for (const perPage of ['1', '100'])
      expect(successOf(await list({ page: '999999999', perPage })).users).toEqual([]);
    for (const input of [
      { page: '0' },
      { page: '-1' },
      { page: '1.5' },
      { page: 'x' },
      { page: '9'.repeat(10) },
      { page: '' },
      { perPage: '101' },
      { perPage: '0' },
      { perPage: '1e2' },
    ])
      expect(
        faultOf(await list(input as unknown as Record<string, string>)).code,
        JSON.stringify(input),
      ).toBe('invalid');
  });

  it('is for County Admins alone', async () => {
    for (const person of [world.alder.citizen, world.alder.officer, world.system])
      expect(faultOf(await list({}, person as typeof world.alder.admin)).code).toBe('forbidden');
    expect(faultOf(await listLessonUsers.execute(strangerRequest(), {})).code).toBe('unauthenticated');
  });
});

describe('counties that strangers see', () => {
  it('are the active ones, by code and name alone', async () => {
    await behindTheWall('*', (db) =>
      db.county.create({ data: { code: 'OLD', name: 'Old County', active: false } }),
    );
    const counties = successOf(await listCounties.execute(strangerRequest(), {}));
    expect(counties.items).toEqual(
      expect.arrayContaining([
        { code: 'ALD', name: 'Alder County' },
        { code: 'BIR', name: 'Birch County' },
      ]),
    );
    expect(counties.items.map(({ code }) => code)).not.toContain('OLD');
  });

  it("the portal is the one of DEFAULT_COUNTY, else nobody's where there are several", async () => {
    expect(successOf(await getPortalCounty.execute(strangerRequest(), {}))).toMatchObject({
      code: 'ALD',
      name: 'Alder County',
      settings: { timeZone: 'America/Los_Angeles' },
    });
    for (const DEFAULT_COUNTY of ['OLD', 'NOT', undefined]) {
      overrideSettings({ DEFAULT_COUNTY });
      expect(successOf(await getPortalCounty.execute(strangerRequest(), {}))).toBeNull();
    }
    overrideSettings({ DEFAULT_COUNTY: 'ALD' });
  });
});
