import { beforeAll, describe, expect, it } from 'vitest';
import { credentialsByEmail } from '@/lib/identity';
import { appendEvent, asOwner, createWorld, rowsOf, type World } from '@/lib/testing/world';
import { behindTheWall, type Db } from './db';
import { seal, sealedCounty } from './seal';

// What somebody can do who found a way to put SQL of their own into a use case's transaction, in Alder, on PostgreSQL,
// where the portal signs in as a member of portal_web: nothing to Birch, to the trail, to the database or to its host.

const onPostgres = process.env.TEST_DATABASE === 'postgres';
let world: World;
let birch: string;
beforeAll(async () => {
  if (!onPostgres) return;
  world = await createWorld();
  birch = world.birch.county.id;
  for (const { id } of [world.alder.county, world.birch.county])
    await behindTheWall(id, (db) =>
      appendEvent(db, { id: `of ${id}`, countyId: id, at: new Date(), event: 'test', outcome: 'done' }),
    );
});

/** Alder's own seal, which its transaction knows. */
const mac = () => sealedCounty(world.alder.county.id).slice(-64);

/** Runs texts one after another in a transaction of Alder, as far as they are taken; then says what is seen of Birch. */
async function hack(...texts: string[]): Promise<{ refused: string | null; seen: number }> {
  let refused: string | null = null;
  let seen = 0;
  const look = async (db: Db) => {
    for (const table of ['"User"', '"Session"', '"AuditEvent"', '"Department"']) {
      await db.$executeRaw`savepoint looking`;
      try {
        const [row] = await db.$queryRawUnsafe<{ seen: bigint }[]>(
          `select count(*) as seen from ${table} where "countyId" = $1`,
          birch,
        );
        seen += Number(row?.seen);
      } catch {
        await db.$executeRaw`rollback to savepoint looking`;
      }
    }
  };
  await behindTheWall(world.alder.county.id, async (db) => {
    for (const text of texts) {
      await db.$executeRaw`savepoint trying`;
      try {
        await db.$executeRawUnsafe(text);
      } catch (error) {
        refused = error instanceof Error ? error.message : String(error);
        await db.$executeRaw`rollback to savepoint trying`;
        break;
      }
    }
    await look(db);
  });
  return { refused, seen };
}

/** Texts that are taken, and open nothing. */
const vain: [string, () => string[]][] = [
  ['"every county"', () => [`select set_config('app.county_id', '*', true)`]],
  ['the other county', () => [`select set_config('app.county_id', '${birch}', true)`]],
  [
    'the other county under the own seal',
    () => [`select set_config('app.county_id', '${birch}.${mac()}', true)`],
  ],
  ['every county under the own seal', () => [`select set_config('app.county_id', '*.${mac()}', true)`]],
  ['for the connection', () => [`select set_config('app.county_id', '*', false)`]],
  ['the login itself', () => ['reset role']],
  ['the login itself, and every county', () => ['reset role', `set app.county_id = '*'`]],
  ['the role that inherits nothing', () => ['set role portal_web', `set app.county_id = '*'`]],
];

/** Texts that are refused. */
const refusedTexts: [string, () => string[]][] = [
  ['the owner', () => ['set role portal_owner']],
  ['the owner, as the login', () => ['reset role', 'set role portal_owner']],
  ['another session', () => ['set session authorization portal_owner']],
  ['no row-level security', () => ['set local row_security = off', 'select count(*) from "User"']],
  ['no triggers', () => ['set session_replication_role = replica']],
  ...['', 'reset role'].flatMap((first): [string, () => string[]][] => {
    const as = first ? ' as the login' : '';
    const texts = (text: string) => () => [...(first ? [first] : []), text];
    return [
      [`a program of the host${as}`, texts(`copy (select 1) to program 'true'`)],
      [`a file of the host${as}`, texts(`copy (select 1) to '/tmp/portal-was-here'`)],
      [`reading a file of the host${as}`, texts(`select pg_read_file('/etc/passwd')`)],
      [`a large object of a file${as}`, texts(`select lo_import('/etc/passwd')`)],
      [`the role that runs programs${as}`, texts('grant pg_execute_server_program to portal_app')],
      [`more of its own${as}`, texts('grant portal_owner to portal_app')],
      [`a new role${as}`, texts('create role mine superuser')],
      [`its own rights${as}`, texts('alter role portal_login createrole')],
      [`the role of transactions${as}`, texts('alter role portal_app bypassrls')],
      [`the trail without its trigger${as}`, texts('alter table "AuditEvent" disable trigger all')],
      [`a table without its wall${as}`, texts('alter table "User" no force row level security')],
      [`no policy${as}`, texts('drop policy county_wall on "User"')],
      [`another policy${as}`, texts('create policy mine on "User" using (true)')],
      [`a table${as}`, texts('create table mine (a int)')],
      [`a temporary table${as}`, texts('create temp table "User" (a int)')],
      [`a function${as}`, texts('create function mine() returns int language sql as $$ select 1 $$')],
      [
        `another body for the wall${as}`,
        texts(`create or replace function wall_county() returns text language sql as $$ select '*' $$`),
      ],
      [`a table of its own${as}`, texts('alter table "User" owner to portal_app')],
      [`the key${as}`, texts('select * from "WallKey"')],
      [`another key${as}`, texts(`update "WallKey" set "inner" = ''`)],
      [`a seal${as}`, texts(`select wall_seal('county', '*')`)],
      [`the opener${as}`, texts('select open_wall()')],
      [
        `an event of its own${as}`,
        texts(
          `insert into "AuditEvent" ("id", "sequence", "event", "outcome", "previousHash", "hash") values ('x', 9, 'x', 'done', '', '')`,
        ),
      ],
      [`an event by the inner function${as}`, texts(`select write_audit_event('{"id":"x"}')`)],
      [
        `an event by the door, without a seal${as}`,
        texts(`select append_audit_event('{"id":"x","event":"x","outcome":"done","at":"2026-01-01"}', '-')`),
      ],
      [`the trail gone${as}`, texts('delete from "AuditEvent"')],
      [`the trail empty${as}`, texts('truncate "AuditEvent" cascade')],
      [`the head of a chain${as}`, texts('update "AuditChain" set "sequence" = 0')],
      [`what is retired${as}`, texts(`select retire_audit_events('x', now(), 1000, now())`)],
      [`a look-up${as}`, texts(`select credentials_by_email('a@b.test')`)],
      [
        `the door of look-ups, without a seal${as}`,
        texts(`select over_the_wall('credentials_by_email', array['a@b.test'], '-')`),
      ],
    ];
  }),
  [
    'the door of look-ups, with the own seal',
    () => ['reset role', `select over_the_wall('county', array['${world.alder.county.id}'], '${mac()}')`],
  ],
];

describe.runIf(onPostgres)('SQL in a transaction of Alder', () => {
  it('is taken: the use case’s own (so that what follows is refused for what it asks)', async () => {
    expect(await hack('select count(*) from "User"')).toEqual({ refused: null, seen: 0 });
  });

  it.each(vain)('opens nothing: %s', async (_name, texts) => {
    expect(await hack(...texts())).toEqual({ refused: null, seen: 0 });
  });

  it.each(refusedTexts)('is refused: %s', async (_name, texts) => {
    const before = [await rowsOf(world.birch.county), await rowsOf(world.alder.county)];
    const { refused, seen } = await hack(...texts());
    expect(refused).toMatch(
      /permission denied|must be|must have|row-level security|without the seal|case not found|does not exist|only roles|append-only/i,
    );
    expect(seen).toBe(0);
    expect([await rowsOf(world.birch.county), await rowsOf(world.alder.county)]).toEqual(before);
  });

  it('and whoever has the portal’s seal is answered: the look-ups, the trail', async () => {
    const { email } = world.birch.citizen;
    expect((await credentialsByEmail(email)).user?.email).toBe(email);
    const [found] = await asOwner<{ seal: string }>(`select wall_seal('county', $1) as seal`, [birch]);
    expect(found?.seal).toBe(seal('county', birch));
  });
});
