import { beforeAll, describe, expect, it } from 'vitest';
import { operatorRequest } from '@/lib/jobs/jobs';
import { behindTheWall } from '@/lib/kernel/db';
import {
  anotherEmail,
  auditEvents,
  createPerson,
  createWorld,
  faultOf,
  successOf,
  type World,
} from '@/lib/testing/world';
import { makeAdministrator } from './make-administrator';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
const name = 'administration.makeAdministrator';
const make = (input: object) =>
  makeAdministrator.execute(operatorRequest(name), { county: { code: 'ALD' }, wantsLink: false, ...input });
const lastEvent = async () => (await auditEvents(name)).at(-1);
const invitations = (to: string) =>
  behindTheWall('*', (db) => db.outboxMail.findMany({ where: { to, template: 'invite' } }));

describe('an administrator made by a command', () => {
  it('leaves an event by the operator in the county’s trail, and a mail', async () => {
    const email = anotherEmail();
    expect(successOf(await make({ email }))).toEqual({ link: null });
    expect(await lastEvent()).toMatchObject({
      countyId: world.alder.county.id,
      actorId: 'operator',
      actorEmail: 'operator',
      outcome: 'done',
      ip: null,
      after: { email, roles: ['County Admin'] },
    });
    expect(await invitations(email)).toMatchObject([{ countyId: world.alder.county.id, locale: 'en' }]);
  });

  it('who had an account signs in anew', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    successOf(await make({ email: person.email }));
    const actor = await person.request.identify(new Date());
    expect(actor.kind).toBe('stranger');
    const roles = await behindTheWall('*', (db) =>
      db.userRole.findMany({ where: { userId: person.id }, select: { role: { select: { name: true } } } }),
    );
    expect(roles.map(({ role }) => role?.name).sort()).toEqual(['Citizen', 'County Admin']);
  });

  it('makes a county where its name is given, with its roles', async () => {
    const email = anotherEmail();
    expect(faultOf(await make({ email, county: { code: 'NEW' } })).message).toBe('errors.county.gone');
    successOf(await make({ email, county: { code: 'NEW', name: 'New County' } }));
    const county = await behindTheWall('*', (db) =>
      db.county.findUniqueOrThrow({ where: { code: 'NEW' }, include: { roles: true, users: true } }),
    );
    expect(county.roles.map((role) => role.name).sort()).toEqual([
      'Citizen',
      'County Admin',
      'Department Officer',
    ]);
    expect(county.users).toMatchObject([{ email }]);
    expect(await lastEvent()).toMatchObject({ countyId: county.id });
  });

  it('runs every county, and answers the link where there is no mail server', async () => {
    const email = anotherEmail();
    const { link } = successOf(await make({ email, county: null, wantsLink: true }));
    expect(link).toMatch(/^[\w-]{43}$/);
    expect(await invitations(email)).toEqual([]);
    expect(await lastEvent()).toMatchObject({ countyId: null, after: { roles: ['System Administrator'] } });
  });

  it.each([
    ['an account of another county', () => world.birch.citizen.email, 'errors.user.addressTaken'],
    [
      'a deactivated account',
      async () => (await createPerson({ county: world.alder.county, role: 'Citizen', active: false })).email,
      'errors.user.inactive',
    ],
  ])('is refused: %s; the refusal stays in the trail', async (_name, address, message) => {
    expect(faultOf(await make({ email: await address() })).message).toBe(message);
    expect(await lastEvent()).toMatchObject({ outcome: 'refused', actorId: 'operator' });
  });

  it('is nothing that a person may do, whoever they are', async () => {
    const input = { email: anotherEmail(), county: null, wantsLink: true };
    const { request } = world.system;
    expect(faultOf(await makeAdministrator.execute(request, input)).code).toBe('forbidden');
  });
});
