import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { requestPasswordReset } from '@/lib/accounts';
import { runBatch } from '@/lib/batches';
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
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';
import { createImport, getPeopleOptions, getPersonFile, getUser, inviteUser, updateUser } from '..';

// What a county offers in languages counts for its people, whoever chooses.

let world: World;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  mail = fakeMailer();
  fakeClock();
  await birchSpeaks(['en']);
});

const birchSpeaks = (languages: string[]) =>
  behindTheWall('*', (db) =>
    db.county.update({ where: { id: world.birch.county.id }, data: { settings: { languages } } }),
  );
const invite = (input: Record<string, unknown>, request = world.alder.admin.request) =>
  inviteUser.execute(request, { email: anotherEmail(), firstName: 'Ona', lastName: 'Ruiz', ...input });
const subjects = async (to: string) => {
  await sendDueMail();
  return mail.to(to).map(({ subject }) => subject);
};
const inSpanish = /invitación/i;

describe('an invitation', () => {
  it('is in the language that was chosen for the person, who keeps it', async () => {
    const user = successOf(await invite({ locale: 'es' }));
    expect(user.locale).toBe('es');
    expect((await subjects(user.email)).join()).toMatch(inSpanish);
    expect((await auditEvents('administration.inviteUser')).at(-1)).toMatchObject({
      after: expect.objectContaining({ locale: 'es' }),
    });
    for (const locale of [undefined, ''])
      expect(successOf(await invite({ locale })).locale, String(locale)).toBe('en');
  });

  it('cannot choose what the county does not offer, nor what the portal does not speak', async () => {
    const { request } = world.birch.admin;
    for (const [locale, who] of [
      ['es', request],
      ['fr', request],
      ['fr', world.alder.admin.request],
    ] as const)
      expect(faultOf(await invite({ locale }, who)).fields, locale).toEqual({
        locale: ['errors.language.choose'],
      });
    await birchSpeaks(['es']);
    const user = successOf(await invite({}, request));
    expect(user.locale).toBe('es');
    expect((await subjects(user.email)).join()).toMatch(inSpanish);
  });

  it('is offered in what the county speaks', async () => {
    const offered = async (request: typeof world.system.request, county?: string) =>
      successOf(await getPeopleOptions.execute(request, { county })).languages;
    expect(await offered(world.alder.admin.request)).toEqual(['en', 'es']);
    expect(await offered(world.birch.admin.request)).toEqual(['en']);
    expect(await offered(world.system.request)).toEqual(['en', 'es']);
    expect(await offered(world.system.request, 'bir')).toEqual(['en']);
  });

  it('by a file may name language and phone number', async () => {
    const emails = [anotherEmail(), anotherEmail()];
    const text = `correo,nombre,apellidos,rol,teléfono,idioma\n${emails[0]},Ana,Gil,Residente,555-018-7766,Español\n${emails[1]},Ben,Brook,,,`;
    const { request } = world.alder.admin;
    const { id } = successOf(await createImport.execute(request, { text }));
    successOf(await runBatch.execute(request, { batchId: id, from: 0 }));
    const kept = await behindTheWall('*', (db) =>
      db.user.findMany({
        where: { email: { in: emails } },
        select: {
          email: true,
          phoneNumber: true,
          locale: true,
          roles: { select: { role: { select: { name: true } } } },
        },
        orderBy: { firstName: 'asc' },
      }),
    );
    const roles = [{ role: { name: 'Citizen' } }];
    expect(kept).toEqual([
      { email: emails[0], phoneNumber: '555-018-7766', locale: 'es', roles },
      { email: emails[1], phoneNumber: null, locale: 'en', roles },
    ]);
    expect((await subjects(emails[0] ?? '')).join()).toMatch(inSpanish);
  });
});

describe('a person', () => {
  it('gets a language that their county offers, by their county’s administrator or the System Administrator', async () => {
    const person = await createPerson({ county: world.birch.county, role: 'Citizen' });
    const change = (request: typeof world.system.request, version: number, locale: string) =>
      updateUser.execute(request, { userId: person.id, version, locale });
    for (const { request } of [world.birch.admin, world.system]) {
      expect(faultOf(await change(request, 1, 'es')).fields).toEqual({ locale: ['errors.language.choose'] });
      expect(successOf(await getPersonFile.execute(request, { userId: person.id })).languages).toEqual([
        'en',
      ]);
    }
    successOf(await change(world.birch.admin.request, 1, 'en'));
    await birchSpeaks(['en', 'es']);
    expect(successOf(await change(world.birch.admin.request, 2, 'es')).locale).toBe('es');
    const seen = successOf(await getUser.execute(world.system.request, { userId: person.id }));
    expect(seen.locale).toBe('es');
  });

  it('is written to in what the county offers now, whatever was chosen before', async () => {
    const person = await createPerson({ county: world.birch.county, role: 'Citizen' });
    await birchSpeaks(['en', 'es']);
    const invited = successOf(await invite({ locale: 'es' }, world.birch.admin.request));
    successOf(await requestPasswordReset.execute(strangerRequest({ locale: 'es' }), { email: person.email }));
    await birchSpeaks(['en']);
    expect((await subjects(invited.email)).join()).not.toMatch(inSpanish);
    expect((await subjects(person.email)).join()).toMatch(/password/);
  });
});
