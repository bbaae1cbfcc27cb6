/// <reference types="vite/client" />
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ZodObject } from 'zod';
import { behindTheWall } from '@/lib/kernel/db';
import { useCases } from '@/lib/kernel/use-case';
import { overrideSettings } from '@/lib/platform/env';
import { probesOf } from '@/lib/testing/probes';
import { share } from '@/lib/testing/size';
import { createToken } from '@/lib/testing/tokens';
import {
  auditEvents,
  createPerson,
  createWorld,
  requestOf,
  strangerRequest,
  type World,
} from '@/lib/testing/world';
import { opens, permissionsOf } from './access';
import { isPermission, isServiceScope, type Permission } from './permissions';
import { builtInRoles, type RoleName, roleNames } from './roles';

const indexes = import.meta.glob('../*/index.ts');

let world: World;
beforeAll(async () => {
  for (const load of Object.values(indexes)) await load();
  world = await createWorld();
}, 120_000);

/** Who asks comes before what is asked: input that nobody could use shows how far a caller gets. */
describe('the matrix, live', () => {
  const people = new Map<RoleName, Awaited<ReturnType<typeof createPerson>>>();
  beforeAll(async () => {
    for (const role of roleNames)
      people.set(
        role,
        await createPerson({ county: role === 'System Administrator' ? null : world.alder.county, role }),
      );
  });

  it.each([...roleNames, 'stranger'] as const)('%s', async (who) => {
    for (const useCase of useCases.values()) {
      const request = who === 'stranger' ? strangerRequest() : (people.get(who)?.request ?? requestOf());
      const result = await useCase.execute(request, null);
      const may =
        useCase.access === 'public' ||
        (who !== 'stranger' &&
          !(useCase.ofOneCounty && who === 'System Administrator') &&
          opens(new Set(Object.keys(builtInRoles[who]) as Permission[]), useCase.access));
      const refusal = who === 'stranger' ? 'unauthenticated' : 'forbidden';
      expect([useCase.name, result.ok ? 'done' : result.error.code]).toEqual([
        useCase.name,
        may ? 'invalid' : refusal,
      ]);
    }
  });

  it('a refusal is in the audit trail of the caller, with what was asked and nothing of the input', async () => {
    const officer = people.get('Department Officer');
    const refused = (await auditEvents('administration.deactivateUser')).filter(
      ({ actorId }) => actorId === officer?.id,
    );
    expect(refused).toHaveLength(1);
    expect(refused[0]).toMatchObject({
      outcome: 'refused',
      countyId: world.alder.county.id,
      entityId: null,
      before: null,
      after: null,
    });
  });

  it('what needs a fresh sign-in says so to a session that is not, and to every token', async () => {
    const { county } = world.alder;
    const admin = await createPerson({ county, role: 'County Admin' });
    const held = Object.keys(builtInRoles['County Admin']).filter(isPermission);
    const services = held.filter(isServiceScope);
    const callers = [
      { request: admin.request, scopes: held },
      { request: (await createToken(admin, county.id, held)).request, scopes: held },
      { request: (await createToken(null, county.id, services)).request, scopes: services },
    ];
    await behindTheWall('*', (db) =>
      db.session.updateMany({ where: { userId: admin.id }, data: { freshUntil: new Date() } }),
    );
    const fresh = [...useCases.values()].filter((each) => each.fresh);
    expect(fresh.length).toBeGreaterThan(2);
    // What asks it of some inputs alone is asked with one of those.
    const inputs: Record<string, unknown> = { 'administration.exportUsers': {} };
    for (const { request, scopes } of callers) {
      const asked = fresh.filter(({ access }) => permissionsOf(access).some((name) => scopes.includes(name)));
      expect(asked.length).toBeGreaterThan(2);
      for (const useCase of asked)
        expect([useCase.name, await useCase.execute(request, inputs[useCase.name] ?? null)]).toEqual([
          useCase.name,
          {
            ok: false,
            error: { code: 'unauthenticated', message: 'errors.access.signInAgain', reauthRequired: true },
          },
        ]);
    }
    // The first of them has tried every one.
    const untried = fresh.filter(({ access }) => !permissionsOf(access).some((name) => held.includes(name)));
    expect(untried.map(({ name }) => name)).toEqual([]);
  });
});

/** docs/contract.md, section 8: nothing a caller sends gets a 5xx. */
describe('input that nobody should send', () => {
  const sound = probesOf('sound');
  const junk = [
    '',
    '\u0000',
    'a\u0000b',
    '\ud800',
    "' or 1=1 --",
    '%_\\',
    '__proto__',
    '2147483648',
    '99999999999999999999',
    '1e308',
    'x'.repeat(100_000),
    2 ** 53,
    { not: '' },
    ['a'],
    null,
  ];

  beforeAll(() => overrideSettings({ RATE_LIMITS: false }));
  afterAll(() => overrideSettings({ RATE_LIMITS: true }));

  it.each(['County Admin', 'stranger'] as const)('is answered, never thrown at: %s', async (who) => {
    for (const useCase of useCases.values()) {
      const fields = Object.keys((useCase.input as ZodObject).shape);
      const request =
        who === 'stranger'
          ? strangerRequest()
          : (await createPerson({ county: world.birch.county, role: who })).request;
      for (const field of fields)
        for (const value of share(junk, 3)) {
          const what = `${useCase.name} ${field} ${JSON.stringify(value).slice(0, 40)}`;
          const result = await useCase
            .execute(request, { ...sound, [field]: value })
            .catch((error: unknown) => {
              throw new Error(what, { cause: error });
            });
          if (!result.ok) expect(result.error.code, what).not.toBe('unavailable');
        }
    }
  });
});
