/// <reference types="vite/client" />
import { beforeAll, describe, expect, it } from 'vitest';
import { createBatch } from '@/lib/administration';
import type { PortalRequest } from '@/lib/kernel/request';
import { probesOf, type ReadableRows } from '@/lib/testing/probes';
import { grantOwnRole } from '@/lib/testing/roles';
import { nodesOf, type Watched, watchStatements } from '@/lib/testing/statements';
import {
  analyseResidents,
  asOwner,
  createPerson,
  createWorld,
  fakeMailer,
  successOf,
  type World,
} from '@/lib/testing/world';
import { seedResidents } from '@/prisma/seed/residents';
import { behindTheWall } from './db';
import { type UseCase, useCases } from './use-case';

// Every use case that reads is run as three kinds of readers, and every statement that reaches the database meanwhile
// is explained as if reading a table from end to end were the last resort: whoever does it all the same has no index.
// Whether the index is worth it at 100,000 rows is another question: people-plans and trail-at-scale ask it.

const indexes = import.meta.glob('../*/index.ts');

/** Enough that one index is better than another; whether there is one at all shows with three rows as well. */
const PEOPLE = 1000;

/** Tables that may be read from end to end, with the reason. Any other can grow: a new one wants an index. */
const small: Record<string, string> = {
  County: 'a row for each county',
  PeopleFigures: 'a row for each county',
  AuditChain: 'a row for each county',
  WallKey: 'one row',
};

/** The same for who looks at every county: those of one county are led by its index. */
const smallOverEveryCounty: Record<string, string> = {
  Department: 'some dozens for each county',
  Role: 'four for each county, and 50 of its own at most',
};

let world: World;
let watch: Awaited<ReturnType<typeof watchStatements>>;
const readers = ['County Admin', 'System Administrator', 'own role over a department'] as const;
type Reader = (typeof readers)[number];
const requests = new Map<Reader, PortalRequest>();
/** Rows of Alder that its administrator finds. */
const ids: ReadableRows = {
  county: '',
  user: '',
  department: '',
  role: '',
  token: '',
  serviceToken: '',
  batch: '',
  event: '',
  account: '',
};

beforeAll(async () => {
  for (const load of Object.values(indexes)) await load();
  fakeMailer();
  world = await createWorld();
  await seedResidents(PEOPLE, () => undefined, analyseResidents);
  const { county, admin, officer } = world.alder;
  const clerk = await createPerson({ county, role: 'Citizen', department: 'BLD' });
  ids.role = await grantOwnRole(county, clerk, 'Clerk of a department', [
    ['user.view', 'department'],
    ['user.update', 'department'],
    ['user.deactivate', 'department'],
    ['user.export', 'department'],
    ['department.view', 'department'],
  ]);
  for (const { id } of [county, world.birch.county]) await fill(id);
  ids.county = county.id;
  ids.user = officer.id;
  ids.department = county.departments.BLD ?? '';
  ids.batch = successOf(
    await createBatch.execute(admin.request, { ids: [officer.id], act: 'deactivate' }),
  ).id;
  await behindTheWall(county.id, async (db) => {
    const { securityStamp } = await db.user.findUniqueOrThrow({ where: { id: admin.id } });
    const token = { countyId: county.id, name: 'x', expiresAt: new Date(Date.now() + 3_600_000) };
    const personal = { ...token, userId: admin.id, tokenHash: 'personal', securityStamp };
    ids.token = (await db.apiToken.create({ data: personal })).id;
    const service = { ...token, tokenHash: 'service', securityStamp: '' };
    ids.serviceToken = (await db.apiToken.create({ data: service })).id;
    const elsewhere = { type: 'oidc', provider: 'https://login.example.org', providerAccountId: 'x' };
    const account = { ...elsewhere, countyId: county.id, userId: admin.id };
    ids.account = (await db.account.create({ data: account })).id;
    ids.event = (await db.auditEvent.findFirstOrThrow()).id;
  });
  await asOwner('vacuum analyze');
  requests.set('County Admin', admin.request);
  requests.set('System Administrator', world.system.request);
  requests.set('own role over a department', clerk.request);
  watch = await watchStatements({ withoutScans: true });
}, 240_000);

/** Rows of every kind that lists read, so that the planner has something to choose from. */
async function fill(countyId: string) {
  const rows: string[] = [
    `insert into "Department" ("id", "countyId", "code", "name", "updatedAt")
      select gen_random_uuid()::text, county, 'D' || n, 'Department ' || n, now() from generate_series(1, 30) n`,
    `insert into "Role" ("id", "countyId", "name", "updatedAt")
      select gen_random_uuid()::text, county, 'Own role ' || n, now() from generate_series(1, 40) n`,
    `insert into "RolePermission" ("countyId", "roleId", "permission", "reach")
      select "countyId", "id", p, 'county' from "Role", unnest(array['user.view', 'department.view', 'audit.view']) p
      where "countyId" = county and not "builtIn" on conflict do nothing`,
    `insert into "UserDepartment" ("countyId", "userId", "departmentId")
      select county, u."id", d."id" from (select "id", row_number() over () as n from "User" where "countyId" = county limit 300) u
      join (select "id", row_number() over () as n from "Department" where "countyId" = county) d on d.n = u.n % 20 + 1
      on conflict do nothing`,
    `insert into "Session" ("id", "countyId", "userId", "securityStamp", "provenBy", "expiresAt", "ip", "userAgent")
      select gen_random_uuid()::text, county, "id", '-', 'password', now() + interval '1 hour', '', '' from "User"
      where "countyId" = county`,
    `insert into "ApiToken" ("id", "countyId", "userId", "name", "tokenHash", "securityStamp", "scopes", "expiresAt")
      select gen_random_uuid()::text, county, case when n % 10 > 0 then "id" end, 'Token', gen_random_uuid()::text,
        "securityStamp", array['user.view'], now() + interval '1 hour'
      from (select *, row_number() over () as n from "User" where "countyId" = county limit 1000) u`,
    `insert into "PendingRegistration" ("id", "countyId", "email", "passwordHash", "firstName", "lastName", "locale", "expiresAt")
      select gen_random_uuid()::text, county, 'new' || n || '@example.org', '-', '', '', 'en', now() + n % 2 * interval '1 hour'
      from generate_series(1, 500) n`,
    `insert into "SingleUseLink" ("id", "countyId", "userId", "purpose", "tokenHash", "email", "expiresAt")
      select gen_random_uuid()::text, county, "id", 'reset', gen_random_uuid()::text, "email", now() + interval '1 hour'
      from "User" where "countyId" = county limit 500`,
    `insert into "OutboxMail" ("id", "countyId", "to", "template", "locale", "nextAttemptAt")
      select gen_random_uuid()::text, county, 'a@example.org', 'x', 'en', null from generate_series(1, 500) n`,
    `insert into "PeopleBatch" ("id", "countyId", "userId", "kind", "input", "expiresAt")
      select gen_random_uuid()::text, county, gen_random_uuid()::text, 'deactivate', '{"ids": []}', now() + interval '1 hour'
      from generate_series(1, 200) n`,
    `insert into "AuditEvent" ("id", "countyId", "at", "actorId", "actorEmail", "event", "entity", "entityId", "outcome",
        "sequence", "previousHash", "hash")
      select gen_random_uuid()::text, county, now() - n * interval '5 minutes', 'actor-' || n % 100, 'actor-' || n % 100 || '@example.org',
        'bulk.event' || n % 10, 'user', 'thing-' || n % 500, case when n % 10 = 0 then 'failed' else 'done' end, 0, '', ''
      from generate_series(1, 1000) n`,
  ];
  await asOwner(`do $$ declare county text := '${countyId}'; begin perform open_wall();
    ${rows.join(';\n')}; end $$`);
}

/** What each use case that reads is asked, from the domains' probes. */
const asked = probesOf('reads');

/** What of a list had no index: a table and the statement that read it from end to end. */
function withoutIndex(watched: Watched, reader: Reader | null): string[] {
  const mayBeRead = (table: string) =>
    table in small || (reader === 'System Administrator' && table in smallOverEveryCounty);
  const planned = watched.statements.flatMap(({ sql, plan }) =>
    nodesOf(plan)
      .filter((node) => node['Node Type'] === 'Seq Scan' && !mayBeRead(node['Relation Name'] ?? ''))
      .map((node) => `${node['Relation Name']}: ${sql.trim()}`),
  );
  // What a function reads is in no plan of its caller's.
  const within = watched.scanned
    .filter((table) => !mayBeRead(table) && !planned.some((fault) => fault.startsWith(`${table}:`)))
    .map((table) => `${table}: within a function or trigger`);
  return [...planned, ...within];
}

const cursorOf = (value: unknown) => (value as { nextCursor?: string | null } | null)?.nextCursor ?? null;

describe('no statement of a use case that reads is without an index', () => {
  it('all of them are asked here', () => {
    const reading = [...useCases.keys()].filter((name) => /\.(list|get|count|export|verify)[A-Z]/.test(name));
    expect(reading.sort()).toEqual(Object.keys(asked).sort());
  });

  it.each(Object.keys(asked))('%s', async (name) => {
    const useCase = useCases.get(name) as UseCase;
    for (const input of asked[name]?.(ids) ?? []) {
      const answered: string[] = [];
      for (const reader of readers) {
        const request = requests.get(reader) as PortalRequest;
        let cursor: string | null = null;
        // The first page, and the one that a cursor leads to.
        for (let step = 0; step < 2; step += 1) {
          const sent = { ...input, ...(cursor ? { page: undefined, cursor } : {}) };
          const watched = await watch.during(() => useCase.execute(request, sent));
          const what = `${reader}: ${JSON.stringify(sent)}`;
          expect(withoutIndex(watched, reader), what).toEqual([]);
          const result = watched.value;
          if (!result.ok) {
            expect(['forbidden', 'not_found'], `${what} ${JSON.stringify(result)}`).toContain(
              result.error.code,
            );
            break;
          }
          answered.push(reader);
          cursor = cursorOf(result.value);
          if (!cursor) break;
        }
      }
      expect(answered, JSON.stringify(input)).not.toEqual([]);
    }
  });

  it('a planted one is seen, as a statement and within a function', async () => {
    const countyId = world.alder.county.id;
    const bare = await watch.during(() =>
      behindTheWall(countyId, (db) => db.session.findMany({ where: { ip: 'x' } })),
    );
    expect(withoutIndex(bare, 'County Admin').join()).toMatch(/^Session: SELECT/);
    // A function that no plan looks into.
    await asOwner(
      `create function planted() returns bigint language plpgsql as $$ begin return (select count(*) from "Session" where "ip" = 'x'); end $$`,
    );
    const hidden = await watch.during(() => behindTheWall(countyId, (db) => db.$queryRaw`select planted()`));
    expect(withoutIndex(hidden, 'County Admin')).toEqual(['Session: within a function or trigger']);
    const roles = await watch.during(() => behindTheWall('*', (db) => db.role.findMany()));
    expect(withoutIndex(roles, 'County Admin').join()).toMatch(/^Role: /);
    expect(withoutIndex(roles, 'System Administrator')).toEqual([]);
  });
});
