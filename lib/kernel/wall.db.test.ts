import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { asLogin, createWorld, rowsOf, type World } from '@/lib/testing/world';
import { behindTheWall, type Db } from './db';
import { hashToken } from './identity';

let world: World;
let alder: string;
let birch: string;
/** A row of each kind in each county, so that there is something to reach for. */
const rows = { alder: {} as Record<string, string>, birch: {} as Record<string, string> };

async function fill(side: 'alder' | 'birch'): Promise<void> {
  const { county, citizen, officer } = world[side];
  await behindTheWall('*', async (db) => {
    const role = await db.role.create({
      data: {
        countyId: county.id,
        name: 'Clerk',
        permissions: { create: { permission: 'user.view', reach: 'county' } },
      },
    });
    const pending = await db.pendingRegistration.create({
      data: {
        countyId: county.id,
        email: `new@${side}.test`,
        passwordHash: '-',
        firstName: '',
        lastName: '',
        locale: 'en',
        expiresAt: new Date(Date.now() + 9e6),
      },
    });
    const link = await db.singleUseLink.create({
      data: {
        countyId: county.id,
        purpose: 'reset',
        tokenHash: hashToken(side),
        userId: citizen.id,
        email: citizen.email,
        expiresAt: new Date(Date.now() + 9e6),
      },
    });
    const token = await db.apiToken.create({
      data: {
        countyId: county.id,
        userId: citizen.id,
        name: 'x',
        tokenHash: hashToken(`${side} token`),
        securityStamp: '-',
        expiresAt: new Date(Date.now() + 9e6),
      },
    });
    const mail = await db.outboxMail.create({
      data: { countyId: county.id, to: citizen.email, template: 'x', locale: 'en', nextAttemptAt: null },
    });
    const account = await db.account.create({
      data: { countyId: county.id, userId: citizen.id, type: 'oidc', provider: 'x', providerAccountId: side },
    });
    const passkey = await db.passkey.create({
      data: {
        id: `${side} passkey`,
        countyId: county.id,
        userId: citizen.id,
        name: 'x',
        publicKey: new Uint8Array(1),
      },
    });
    await db.$queryRaw`select append_audit_event(${JSON.stringify({ id: randomUUID(), countyId: county.id, at: new Date(), event: 'test', outcome: 'done' })}::jsonb)::text`;
    rows[side] = {
      county: county.id,
      user: citizen.id,
      officer: officer.id,
      role: role.id,
      pending: pending.id,
      link: link.id,
      token: token.id,
      mail: mail.id,
      account: account.id,
      passkey: passkey.id,
      session: citizen.sessionId,
      department: county.departments.BLD ?? '',
    };
  });
}

beforeAll(async () => {
  world = await createWorld();
  alder = world.alder.county.id;
  birch = world.birch.county.id;
  await fill('alder');
  await fill('birch');
});

const asAlder = <T>(work: (db: Db) => Promise<T>) => behindTheWall(alder, work);
const models = [
  'user',
  'role',
  'rolePermission',
  'userRole',
  'userDepartment',
  'department',
  'session',
  'apiToken',
  'pendingRegistration',
  'singleUseLink',
  'account',
  'passkey',
  'outboxMail',
  'auditEvent',
] as const;
/** The few words of every model that these tests say, whatever its columns. */
type Delegate = {
  findMany(query?: object): Promise<{ countyId: string | null }[]>;
  count(query?: object): Promise<number>;
  updateMany(query: object): Promise<{ count: number }>;
  deleteMany(query?: object): Promise<{ count: number }>;
};
const delegate = (db: Db, model: (typeof models)[number]) => db[model] as unknown as Delegate;

describe('as Alder', () => {
  it.each(models)('%s: Birch is not there to be read, counted, changed or deleted', async (model) => {
    const before = await rowsOf(world.birch.county);
    await asAlder(async (db) => {
      const seen = await delegate(db, model).findMany();
      expect(seen.length).toBeGreaterThan(0);
      expect(new Set(seen.map(({ countyId }) => countyId))).toEqual(new Set([alder]));
      expect(await delegate(db, model).count({ where: { countyId: birch } })).toBe(0);
      expect(
        await delegate(db, model).count({
          where: { OR: [{ countyId: birch }, { NOT: { countyId: alder } }] },
        }),
      ).toBe(0);
      if (model === 'auditEvent') return;
      expect(
        await delegate(db, model).updateMany({ where: { countyId: birch }, data: { countyId: alder } }),
      ).toEqual({ count: 0 });
      expect(await delegate(db, model).deleteMany({ where: { countyId: birch } })).toEqual({ count: 0 });
    });
    expect(await rowsOf(world.birch.county)).toEqual(before);
  });

  const seesNothing: [string, (db: Db) => Promise<unknown>][] = [
    ['a person by id', (db) => db.user.findUnique({ where: { id: rows.birch.user } })],
    ['a person by address', (db) => db.user.findUnique({ where: { email: world.birch.citizen.email } })],
    ['a session', (db) => db.session.findUnique({ where: { id: rows.birch.session } })],
    ['a link by its hash', (db) => db.singleUseLink.findUnique({ where: { tokenHash: hashToken('birch') } })],
    [
      'a role through its county',
      (db) => db.county.findFirst({ where: { id: birch, roles: { some: { name: 'Clerk' } } } }),
    ],
    [
      'raw SQL',
      async (db) =>
        (
          await db.$queryRaw<
            unknown[]
          >`select * from "User" where "countyId" = ${birch} or "id" = ${rows.birch.user}`
        )[0] ?? null,
    ],
    [
      'raw SQL with a join and a subquery',
      async (db) =>
        (
          await db.$queryRaw<
            unknown[]
          >`select (select u."email" from "User" u where u."id" = s."userId") from "Session" s join "County" c on c."id" = s."countyId" where c."code" = 'BIR'`
        )[0] ?? null,
    ],
    [
      'a lock',
      async (db) =>
        (await db.$queryRaw<unknown[]>`select "id" from "User" where "countyId" = ${birch} for update`)[0] ??
        null,
    ],
    [
      'a break in the audit chain',
      async (db) =>
        (await db.$queryRaw<unknown[]>`select * from "AuditEvent" where "countyId" = ${birch}`)[0] ?? null,
    ],
  ];
  it.each(seesNothing)('sees nothing of Birch: %s', async (_name, look) => {
    expect(await asAlder(look)).toBeNull();
  });

  it('a relation that leads across brings nothing back', async () => {
    const county = await asAlder((db) =>
      db.county.findUnique({
        where: { id: birch },
        include: { users: true, departments: true, roles: true },
      }),
    );
    // Birch's name is public; what hangs on it is not.
    expect(county).toMatchObject({ code: 'BIR', users: [], departments: [], roles: [] });
  });

  const person = (more: object) => ({ email: `${randomUUID()}@test.com`, ...more });
  const stopped: [string, (db: Db) => Promise<unknown>][] = [
    [
      'insert with its county',
      (db) => db.department.create({ data: { countyId: birch, code: 'NEW', name: 'New' } }),
    ],
    [
      'insert many with its county',
      (db) => db.user.createMany({ data: [person({ countyId: alder }), person({ countyId: birch })] }),
    ],
    ['insert for no county', (db) => db.user.createMany({ data: [person({ countyId: null })] })],
    [
      'upsert with its county',
      (db) =>
        db.role.upsert({
          where: { countyId_name: { countyId: birch, name: 'Citizen' } },
          create: { countyId: birch, name: 'Citizen' },
          update: { description: 'x' },
        }),
    ],
    [
      'move a row across',
      (db) => db.pendingRegistration.update({ where: { id: rows.alder.pending }, data: { countyId: birch } }),
    ],
    [
      'move a row to nowhere',
      (db) => db.user.updateMany({ where: { id: rows.alder.user }, data: { countyId: null } }),
    ],
    ['update by id', (db) => db.user.update({ where: { id: rows.birch.user }, data: { firstName: 'x' } })],
    ['delete by id', (db) => db.session.delete({ where: { id: rows.birch.session } })],
    [
      'a nested write from its county',
      (db) => db.county.update({ where: { id: birch }, data: { users: { create: person({}) } } }),
    ],
    [
      'a nested delete',
      (db) =>
        db.user.update({
          where: { id: rows.alder.user },
          data: { sessions: { delete: { id: rows.birch.session } } },
        }),
    ],
    [
      'connect an own row to its department',
      (db) =>
        db.userDepartment.create({
          data: { countyId: alder, userId: rows.alder.user ?? '', departmentId: rows.birch.department ?? '' },
        }),
    ],
    [
      'connect its person to an own role',
      (db) =>
        db.userRole.create({
          data: { countyId: alder, userId: rows.birch.user ?? '', roleId: rows.alder.role ?? '' },
        }),
    ],
    [
      'a session for its person',
      (db) =>
        db.session.create({
          data: {
            countyId: alder,
            userId: rows.birch.user ?? '',
            securityStamp: '-',
            provenBy: 'x',
            expiresAt: new Date(),
            ip: '',
            userAgent: '',
          },
        }),
    ],
    [
      'a link to its person',
      (db) =>
        db.singleUseLink.create({
          data: {
            countyId: alder,
            userId: rows.birch.user ?? '',
            purpose: 'reset',
            tokenHash: randomUUID(),
            email: 'x',
            expiresAt: new Date(),
          },
        }),
    ],
    ['rename it', (db) => db.county.update({ where: { id: birch }, data: { name: 'x' } })],
    ['a third county', (db) => db.county.create({ data: { code: 'NEW', name: 'New' } })],
    [
      'raw insert',
      (db) =>
        db.$executeRaw`insert into "Department" ("id", "countyId", "code", "name", "updatedAt") values ('x', ${birch}, 'RAW', 'x', now())`,
    ],
    [
      'raw update that moves a row',
      (db) =>
        db.$executeRaw`update "Department" set "countyId" = ${birch} where "id" = ${rows.alder.department}`,
    ],
    [
      'write the audit trail',
      (db) =>
        db.$executeRaw`insert into "AuditEvent" ("id", "sequence", "event", "outcome", "previousHash", "hash") values ('x', 1, 'x', 'done', '', '')`,
    ],
    ['change the audit trail', (db) => db.$executeRaw`update "AuditEvent" set "event" = 'x'`],
    ['empty the audit trail', (db) => db.$executeRaw`truncate "AuditEvent"`],
    ['move the head of the chain', (db) => db.$executeRaw`update "AuditChain" set "sequence" = 0`],
    ['read the limits', (db) => db.$queryRaw`select * from rate_limit`],
    ['take the wall down', (db) => db.$executeRaw`alter table "User" disable row level security`],
    ['drop the policy', (db) => db.$executeRaw`drop policy county_wall on "User"`],
    ['identity_by_session', (db) => db.$queryRaw`select identity_by_session(${rows.birch.session})`],
    ['identity_by_token', (db) => db.$queryRaw`select identity_by_token(${hashToken('birch token')})`],
    ['credentials_by_email', (db) => db.$queryRaw`select credentials_by_email(${world.birch.citizen.email})`],
    ['link_by_token', (db) => db.$queryRaw`select link_by_token(${hashToken('birch')})`],
    ['passkey_by_id', (db) => db.$queryRaw`select passkey_by_id(${'birch passkey'})`],
    ['touch_session', (db) => db.$queryRaw`select touch_session(${rows.birch.session}, now())::text`],
    ['touch_token', (db) => db.$queryRaw`select touch_token(${rows.birch.token}, now())::text`],
  ];
  it.each(stopped)('is stopped: %s', async (_name, attempt) => {
    const before = [await rowsOf(world.birch.county), await rowsOf(world.alder.county)];
    await expect(asAlder(attempt)).rejects.toThrow();
    expect([await rowsOf(world.birch.county), await rowsOf(world.alder.county)]).toEqual(before);
  });
});

describe('with no county', () => {
  it('only active counties are seen', async () => {
    await behindTheWall('*', (db) =>
      db.county.create({ data: { code: 'OLD', name: 'Old County', active: false } }),
    );
    await behindTheWall(null, async (db) => {
      for (const model of models) expect(await delegate(db, model).count(), model).toBe(0);
      expect((await db.county.findMany()).map(({ code }) => code).sort()).toEqual(['ALD', 'BIR']);
    });
  });

  it.each([
    ['a person', (db: Db) => db.user.createMany({ data: [{ email: 'a@b.test' }] })],
    [
      'a session',
      (db: Db) =>
        db.session.createMany({
          data: [
            {
              userId: rows.birch.user ?? '',
              securityStamp: '',
              provenBy: '',
              expiresAt: new Date(),
              ip: '',
              userAgent: '',
            },
          ],
        }),
    ],
    [
      'a mail of a county',
      (db: Db) =>
        db.outboxMail.createMany({
          data: [{ countyId: birch, to: 'a@b.test', template: 'x', locale: 'en' }],
        }),
    ],
  ])('nothing is written but mail of no county: not %s', async (_name, attempt) => {
    await expect(behindTheWall(null, attempt)).rejects.toThrow(/row-level security/);
  });

  it('mail of no county is written, and not read back', async () => {
    await behindTheWall(null, async (db) => {
      await db.outboxMail.createMany({
        data: [{ to: 'a@b.test', template: 'x', locale: 'en', nextAttemptAt: null }],
      });
      expect(await db.outboxMail.count()).toBe(0);
    });
  });
});

describe('the transaction', () => {
  it('leaves neither role nor county behind, committed or rolled back', async () => {
    const me = `select current_user::text as who, coalesce(nullif(current_setting('app.county_id', true), ''), '-') as county`;
    const [login] = await asLogin<{ who: string }>(me);
    expect(login?.who).not.toBe('portal_app');
    await asAlder(async (db) => {
      expect(await db.$queryRawUnsafe(me)).toEqual([{ who: 'portal_app', county: alder }]);
    });
    await expect(asAlder(() => Promise.reject(new Error('over')))).rejects.toThrow('over');
    // More than the pool has connections.
    for (const found of await Promise.all(Array.from({ length: 15 }, () => asLogin(me))))
      expect(found).toEqual([{ who: login?.who, county: '-' }]);
  });

  it('many at once of two counties do not see each other', async () => {
    const seen = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        behindTheWall(index % 2 ? birch : alder, async (db) => {
          await db.$queryRaw`select 1 as one`;
          return new Set((await db.user.findMany()).map(({ countyId }) => countyId));
        }),
      ),
    );
    for (const [index, counties] of seen.entries())
      expect(counties).toEqual(new Set([index % 2 ? birch : alder]));
  });

  it('the look-ups close the wall behind them', async () => {
    const [found] = await asLogin<{ who: unknown; county: string | null }>(
      `select credentials_by_email('${world.birch.citizen.email}') as who, current_setting('app.county_id', true) as county`,
    );
    expect(found?.who).toMatchObject({ user: { id: rows.birch.user } });
    expect(found?.county ?? '').toBe('');
  });
});

describe('anything that Alder may try', () => {
  const tableOf = (name: string) => `"${name.charAt(0).toUpperCase()}${name.slice(1)}"`;
  const everythingOfBirch = models
    .map(
      (name) =>
        `select '${name}' as name, md5(string_agg(t::text, '' order by t::text)) as rows from ${tableOf(name)} t where "countyId" = $1`,
    )
    .join(' union all ');

  const model = fc.constantFrom(...models);
  const ids = () => [
    ...Object.values(rows.birch),
    ...Object.values(rows.alder),
    birch,
    alder,
    '',
    '*',
    "' or true --",
    null,
  ];
  const operation = fc.record({
    kind: fc.constantFrom('update', 'delete', 'move', 'raw update', 'raw delete', 'raw insert', 'nested'),
    model,
    pick: fc.nat(),
    by: fc.constantFrom('id', 'userId', 'countyId', 'roleId', 'none'),
  });
  type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

  async function attempt(db: Db, { kind, model, pick, by }: Operation): Promise<unknown> {
    const value = ids()[pick % ids().length];
    const table = tableOf(model);
    const where = by === 'none' ? {} : { [by]: value };
    const condition = by === 'none' ? 'true' : `"${by}" = $1 or $1 is null`;
    const parameters = by === 'none' ? [] : [value];
    switch (kind) {
      case 'update':
        return delegate(db, model).updateMany({ where, data: { countyId: alder } });
      case 'move':
        return delegate(db, model).updateMany({ where, data: { countyId: birch } });
      case 'delete':
        return delegate(db, model).deleteMany({ where });
      case 'raw update':
        return db.$executeRawUnsafe(
          `update ${table} set "countyId" = '${pick % 2 ? birch : alder}' where ${condition}`,
          ...parameters,
        );
      case 'raw delete':
        return db.$executeRawUnsafe(`delete from ${table} where ${condition}`, ...parameters);
      case 'raw insert':
        return db.$executeRawUnsafe(
          `insert into ${table} select * from jsonb_populate_record(null::${table}, $1::jsonb)`,
          JSON.stringify({
            ...rows.birch,
            id: randomUUID(),
            countyId: birch,
            userId: rows.birch.user,
            roleId: rows.birch.role,
          }),
        );
      default:
        return db.county.update({
          where: { id: String(value) },
          data: {
            users: { deleteMany: {} },
            departments: { updateMany: { where: {}, data: { name: 'x' } } },
          },
        });
    }
  }

  it("leaves Birch's rows as they are, byte for byte", async () => {
    const before = await behindTheWall('*', (db) => db.$queryRawUnsafe(everythingOfBirch, birch));
    let went = 0;
    await fc.assert(
      fc.asyncProperty(operation, async (tried) => {
        // Rolled back, so that Alder has rows to try with next time; what it did to Birch is looked at before that.
        const over = new Error('rolled back');
        await asAlder(async (db) => {
          await attempt(db, tried);
          went += 1;
          await db.$executeRaw`select set_config('app.county_id', '*', true)`;
          expect(await db.$queryRawUnsafe(everythingOfBirch, birch)).toEqual(before);
          throw over;
        }).catch((error: unknown) => {
          if (error instanceof Error && error.name === 'AssertionError') throw error;
        });
      }),
      { numRuns: 200 },
    );
    expect(went).toBeGreaterThan(20);
  });
});
