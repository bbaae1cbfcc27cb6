import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { permissionsOf } from '@/lib/access/access';
import { createToken, getCurrentUser, getProfile, listTokens } from '@/lib/accounts';
import {
  createDepartment,
  createServiceToken,
  deactivateUser,
  inviteUser,
  listDepartments,
  listServiceTokens,
  listUsers,
  revokeServiceToken,
  serviceScopes,
  setUserRoles,
} from '@/lib/administration';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { useCases } from '@/lib/kernel/use-case';
import { getDashboard } from '@/lib/reporting';
import {
  anotherEmail,
  anotherIp,
  auditEvents,
  createPerson,
  createWorld,
  faultOf,
  requestOf,
  sha256,
  successOf,
  type World,
} from '@/lib/testing/world';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const everything = { name: 'Open data', scopes: serviceScopes, expiresInDays: 30 };
const make = async (request: PortalRequest, more: object = {}) =>
  successOf(await createServiceToken.execute(request, { ...everything, ...more }));
const bearing = (token: string) => requestOf({ bearerToken: token }, { ip: anotherIp() });
const administrator = () => createPerson({ county: world.alder.county, role: 'County Admin' });
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }) =>
  result.ok ? 'done' : result.error.code;

describe('a service token', () => {
  it('belongs to the county: no owner, a hash, a maker; its value is shown once', async () => {
    const admin = await administrator();
    const made = await make(admin.request);
    expect(made.token).toMatch(/^css_[\w-]{43}[0-9A-Za-z]{6}$/);
    const row = await behindTheWall('*', (db) => db.apiToken.findUniqueOrThrow({ where: { id: made.id } }));
    expect(row).toMatchObject({
      userId: null,
      countyId: world.alder.county.id,
      createdById: admin.id,
      tokenHash: sha256(made.token),
    });
    const { token: _value, ...listed } = made;
    const { items } = successOf(await listServiceTokens.execute(admin.request, {}));
    expect(items.find(({ id }) => id === made.id)).toEqual(listed);
    expect(listed.createdBy).toEqual({ id: admin.id, fullName: 'Test County Admin' });
    const events = (await auditEvents('administration.createServiceToken')).filter(
      ({ entityId }) => entityId === made.id,
    );
    expect(events).toMatchObject([{ outcome: 'done', actorId: admin.id, countyId: world.alder.county.id }]);
    expect(inspect([row, events], { depth: 9 })).not.toContain(made.token);
  });

  it('reads its county and nothing else; nothing of a person; nothing that asks for a fresh session', async () => {
    const { token } = await make((await administrator()).request);
    const request = bearing(token);
    const people = successOf(await listUsers.execute(request, { perPage: '100' }));
    expect(people.items.length).toBeGreaterThan(2);
    expect(new Set(people.items.map(({ county }) => county?.id))).toEqual(new Set([world.alder.county.id]));
    const departments = successOf(await listDepartments.execute(request, {}));
    expect(departments.items.map(({ id }) => id).sort()).toEqual(
      Object.values(world.alder.county.departments).sort(),
    );
    for (const useCase of [getCurrentUser, getProfile, listTokens, getDashboard])
      expect([useCase.name, codeOf(await useCase.execute(request, {}))]).toEqual([useCase.name, 'forbidden']);
    for (const useCase of useCases.values())
      if (useCase.fresh)
        expect([useCase.name, codeOf(await useCase.execute(request, null))]).toEqual([
          useCase.name,
          permissionsOf(useCase.access).some((name) => serviceScopes.includes(name))
            ? 'unauthenticated'
            : 'forbidden',
        ]);
  });

  it('does only what its scopes name', async () => {
    const { token } = await make((await administrator()).request, { scopes: ['department.view'] });
    expect(codeOf(await listDepartments.execute(bearing(token), {}))).toBe('done');
    expect(codeOf(await listUsers.execute(bearing(token), {}))).toBe('forbidden');
  });

  it('changes what its scopes let it, and its name is in the trail; it gives residents alone a role', async () => {
    const { token, id, name } = await make((await administrator()).request);
    const department = successOf(
      await createDepartment.execute(bearing(token), { code: 'LIB', name: 'Library' }),
    );
    const events = (await auditEvents('administration.createDepartment')).filter(
      ({ actorId }) => actorId === id,
    );
    expect(events).toMatchObject([
      {
        actorEmail: `token:${name}`,
        countyId: world.alder.county.id,
        entityId: department.id,
        outcome: 'done',
      },
    ]);
    await behindTheWall('*', (db) => db.department.delete({ where: { id: department.id } }));
    const invitation = {
      email: anotherEmail(),
      firstName: 'Ana',
      lastName: 'Ruiz',
      roles: ['County Admin'],
      departments: [],
    };
    // More than Citizen is given by people who have proven lately who they are.
    const refusal = { code: 'unauthenticated', reauthRequired: true };
    expect(faultOf(await inviteUser.execute(bearing(token), invitation))).toMatchObject(refusal);
    const resident = { ...invitation, roles: ['Citizen'] };
    expect(successOf(await inviteUser.execute(bearing(token), resident)).roles).toEqual(['Citizen']);
    const personal = await createToken.execute((await administrator()).request, {
      name: 'Inviter',
      scopes: ['user.invite'],
    });
    const inviter = bearing(successOf(personal).token);
    const another = { ...invitation, email: anotherEmail() };
    expect(faultOf(await inviteUser.execute(inviter, another))).toMatchObject(refusal);
  });

  it('outlives its maker, and still says who made it; its use is kept', async () => {
    const maker = await administrator();
    const { token, id } = await make(maker.request);
    successOf(
      await deactivateUser.execute(world.alder.admin.request, { userId: maker.id, keepTokens: 'on' }),
    );
    expect(codeOf(await listDepartments.execute(bearing(token), {}))).toBe('done');
    const { items } = successOf(await listServiceTokens.execute(world.alder.admin.request, {}));
    const found = items.find((each) => each.id === id);
    expect(found?.createdBy?.id).toBe(maker.id);
    expect(found?.lastUsedAt).not.toBeNull();
  });

  it('is revoked when whoever made it is deactivated or may make none any more, unless it is to stay', async () => {
    const { request: boss } = await administrator();
    const lives = async (token: string) => (await listUsers.execute(bearing(token), {})).ok;
    const [leaving, kept, demoted, changed] = [
      await administrator(),
      await administrator(),
      await administrator(),
      await administrator(),
    ];
    const made = async (maker = leaving) => (await make(maker.request)).token;
    const of = { leaving: await made(), kept: await made(kept), demoted: await made(demoted) };
    const stays = await made(changed);
    successOf(await deactivateUser.execute(boss, { userId: leaving.id }));
    successOf(await deactivateUser.execute(boss, { userId: kept.id, keepTokens: 'on' }));
    const version = 1;
    successOf(await setUserRoles.execute(boss, { userId: demoted.id, version, roles: ['Citizen'] }));
    successOf(
      await setUserRoles.execute(boss, { userId: changed.id, version, roles: ['County Admin', 'Citizen'] }),
    );
    expect([
      await lives(of.leaving),
      await lives(of.kept),
      await lives(of.demoted),
      await lives(stays),
    ]).toEqual([false, true, false, true]);
    const [event] = (await auditEvents('administration.deactivateUser')).filter(
      ({ entityId }) => entityId === leaving.id,
    );
    expect(event?.after).toMatchObject({ active: false, revokedTokens: ['Open data'] });
  });

  it('is told to everybody who runs its county, and to nobody else', async () => {
    const [admin, colleague] = [await administrator(), await administrator()];
    const name = `Told ${anotherEmail()}`;
    await make(admin.request, { name });
    const told = await behindTheWall('*', (db) =>
      db.outboxMail.findMany({
        where: { template: 'service-token-created', data: { path: ['name'], equals: name } },
      }),
    );
    const to = told.map((mail) => mail.to);
    expect(to).toEqual(expect.arrayContaining([admin.email, colleague.email, world.alder.admin.email]));
    for (const { email } of [world.alder.officer, world.alder.citizen, world.birch.admin])
      expect(to).not.toContain(email);
  });

  it('leaves an event at its first use of a day', async () => {
    const admin = await administrator();
    const made = await make(admin.request);
    for (let use = 0; use < 3; use += 1) successOf(await listUsers.execute(bearing(made.token), {}));
    const uses = (await auditEvents('accounts.useToken')).filter(({ entityId }) => entityId === made.id);
    expect(uses).toMatchObject([{ outcome: 'done', entity: 'token', countyId: world.alder.county.id }]);
  });

  it('ends with its county, its day, and when it is revoked: at once, once', async () => {
    const admin = await administrator();
    const { token, id } = await make(admin.request);
    const opens = async () => codeOf(await listDepartments.execute(bearing(token), {}));
    const county = { id: world.alder.county.id };
    await behindTheWall('*', (db) => db.county.update({ where: county, data: { active: false } }));
    expect(await opens()).toBe('unauthenticated');
    await behindTheWall('*', (db) => db.county.update({ where: county, data: { active: true } }));
    expect(await opens()).toBe('done');
    successOf(await revokeServiceToken.execute(admin.request, { serviceTokenId: id }));
    expect(await opens()).toBe('unauthenticated');
    expect(codeOf(await revokeServiceToken.execute(admin.request, { serviceTokenId: id }))).toBe('not_found');
    const later = await make(admin.request);
    await behindTheWall('*', (db) =>
      db.apiToken.update({ where: { id: later.id }, data: { expiresAt: new Date() } }),
    );
    expect(codeOf(await listDepartments.execute(bearing(later.token), {}))).toBe('unauthenticated');
  });
});

describe('who makes and ends service tokens', () => {
  it.each<[string, object, string]>([
    ['a permission of a person', { scopes: ['account.manage'] }, 'errors.token.noServiceScope'],
    ['a permission over counties', { scopes: ['county.manage'] }, 'errors.token.noServiceScope'],
    ['nothing', { scopes: [] }, 'errors.token.chooseScope'],
  ])('none carries %s', async (_what, more, message) => {
    const fault = faultOf(
      await createServiceToken.execute(world.alder.admin.request, { ...everything, ...more }),
    );
    expect(fault).toMatchObject({ code: 'invalid', fields: { scopes: [message] } });
  });

  it('nobody gives what they do not hold over the whole county', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const countyId = world.alder.county.id;
    await behindTheWall('*', async (db) => {
      const role = await db.role.create({ data: { countyId, name: 'Tokens' } });
      await db.rolePermission.createMany({
        data: [
          ['token.manage', 'county'],
          ['user.view', 'department'],
        ].map(([permission = '', reach = '']) => ({ countyId, roleId: role.id, permission, reach })),
      });
      await db.userRole.create({ data: { countyId, userId: person.id, roleId: role.id } });
    });
    for (const scopes of [['user.view'], ['audit.view']])
      expect(
        faultOf(await createServiceToken.execute(person.request, { ...everything, scopes })),
      ).toMatchObject({
        fields: { scopes: ['errors.token.notHeld'] },
      });
    await make(person.request, { scopes: ['token.manage'] });
  });

  it('only holders of token.manage; another county’s is not there, a person’s neither', async () => {
    const { id } = await make(world.alder.admin.request);
    for (const { request } of [world.alder.officer, world.alder.citizen, world.system])
      for (const result of [
        await createServiceToken.execute(request, everything),
        await listServiceTokens.execute(request, {}),
        await revokeServiceToken.execute(request, { serviceTokenId: id }),
      ])
        expect(codeOf(result)).toBe('forbidden');
    expect(codeOf(await revokeServiceToken.execute(world.birch.admin.request, { serviceTokenId: id }))).toBe(
      'not_found',
    );
    expect(successOf(await listServiceTokens.execute(world.birch.admin.request, {})).items).toEqual([]);
    const personal = await behindTheWall('*', (db) =>
      db.apiToken.create({
        data: {
          countyId: world.alder.county.id,
          userId: world.alder.citizen.id,
          name: 'Own',
          tokenHash: sha256('own'),
          securityStamp: '',
          scopes: ['account.manage'],
          expiresAt: new Date(Date.now() + 3_600_000),
        },
      }),
    );
    expect(
      codeOf(await revokeServiceToken.execute(world.alder.admin.request, { serviceTokenId: personal.id })),
    ).toBe('not_found');
  });

  it('at most 100 a county live at once, also when ten are asked for together', async () => {
    const countyId = world.birch.county.id;
    await behindTheWall('*', (db) =>
      db.apiToken.createMany({
        data: Array.from({ length: 97 }, (_, at) => ({
          countyId,
          name: `old ${at}`,
          tokenHash: sha256(`birch ${at}`),
          securityStamp: '',
          scopes: ['user.view'],
          expiresAt: new Date(Date.now() + 3_600_000),
        })),
      }),
    );
    const results = await Promise.all(
      Array.from({ length: 10 }, () => createServiceToken.execute(world.birch.admin.request, everything)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(3);
    expect(results.find(({ ok }) => !ok)).toMatchObject({ error: { code: 'conflict' } });
  });
});
