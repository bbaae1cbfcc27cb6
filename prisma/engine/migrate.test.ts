import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openEmbeddedDatabase } from '@/lib/platform/embedded-database';
import { pendingMigrations, type StatementRunner } from '@/lib/platform/migration-history';
import { findPostgres, type PostgresCluster, startPostgres } from '@/lib/testing/postgres-cluster';
import type { MigrationTarget } from './adapters';
import { driftSql, newMigration } from './drift';
import { MigrationError, migrate } from './migrate';

// The engine on a schema of its own: what both Prisma adapters get wrong (see adapters.ts) must hold on both engines.

const schema = `generator client { \n provider = "prisma-client" \n output = "./generated" \n}
datasource db { \n provider = "postgresql" \n}
model Thing { \n id String @id \n}\n`;
const tables = `CREATE TABLE "Thing" (\n  "id" TEXT NOT NULL,\n  CONSTRAINT "Thing_pkey" PRIMARY KEY ("id")\n);\n`;
const wall = `create function refuse() returns trigger language plpgsql as $$
begin
  raise exception 'append only; it''s said';
end;
$$;
create trigger refuse before update on "Thing" for each row execute function refuse();
alter table "Thing" enable row level security;
create policy wall on "Thing" using (id = current_setting('app.x', true));\n`;

let base: string;
let folder: string;
const write = (name: string, sql: string) => {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
};
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'portal-migrations-'));
  folder = path.join(base, 'migrations');
  writeFileSync(path.join(base, 'schema.prisma'), schema);
  write('20260101000000_tables', tables);
  write('20260102000000_wall', wall);
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

type Opened = { target: MigrationTarget; runner: StatementRunner; close(): Promise<void> };
let cluster: PostgresCluster | undefined;
let count = 0;
/** An embedded database without anything: a copy is made in a tenth of the time. */
let empty: Blob;
beforeAll(async () => {
  const { pglite, close } = await openEmbeddedDatabase(':memory:');
  empty = await pglite.dumpDataDir('none');
  await close();
  if (findPostgres()) cluster = await startPostgres();
}, 180_000);
afterAll(() => cluster?.stop(), 60_000);

const engines: [string, () => Promise<Opened>][] = [
  [
    'embedded',
    async () => {
      const { pglite, close } = await openEmbeddedDatabase(':memory:', { copyOf: empty });
      return {
        target: { kind: 'embedded', pglite },
        runner: { query: ({ text }) => pglite.query(text) },
        close,
      };
    },
  ],
  [
    'postgres',
    async () => {
      const url = (await cluster?.createDatabase(`engine_${++count}`)) ?? '';
      const client = new Client({ connectionString: url });
      await client.connect();
      return {
        target: { kind: 'postgres', url },
        runner: {
          query: async <T>({ text }: { text: string }) => ({ rows: (await client.query(text)).rows as T[] }),
        },
        close: () => client.end(),
      };
    },
  ],
];

describe.each(engines.filter(([name]) => name === 'embedded' || findPostgres()))('%s', (_name, open) => {
  let db: Opened;
  beforeEach(async () => {
    db = await open();
  }, 60_000);
  afterEach(() => db.close());
  const all = ['20260101000000_tables', '20260102000000_wall'];

  test('applies functions, triggers and policies once', async () => {
    expect(await pendingMigrations(db.runner, folder)).toEqual(all);
    expect(await migrate(db.target, { folder })).toEqual(all);
    expect(await migrate(db.target, { folder })).toEqual([]);
    expect(await pendingMigrations(db.runner, folder)).toEqual([]);
    const { rows } = await db.runner.query({
      text: `select tgname from pg_trigger where tgname = 'refuse' union all select polname from pg_policy`,
    });
    expect(rows).toHaveLength(2);
  });

  test('rolls a failing script back whole, records it, and stops until it is mended', async () => {
    const bad = '20260103000000_bad';
    write(
      bad,
      `create table gone (a int);\ncreate function g() returns int language sql as $$ select 1; $$;\ninsert into nowhere values (1);\n`,
    );
    const failure = await migrate(db.target, { folder }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(MigrationError);
    expect(String(failure)).toContain(bad);
    expect(String(failure)).toContain('Line 3: relation "nowhere" does not exist');
    await expect(migrate(db.target, { folder })).rejects.toThrow(`Migration ${bad} failed earlier`);
    expect(await pendingMigrations(db.runner, folder)).toEqual([bad]);
    const gone = { text: `select to_regclass('gone') is null as gone` };
    expect((await db.runner.query(gone)).rows).toEqual([{ gone: true }]);
    write(bad, 'create table gone (a int);\n');
    expect(await migrate(db.target, { folder, retry: bad })).toEqual([bad]);
    expect((await db.runner.query(gone)).rows).toEqual([{ gone: false }]);
  });
});

test.runIf(findPostgres())('of three that start at once only one migrates', async () => {
  const url = (await cluster?.createDatabase('at_once')) ?? '';
  write('20260103000000_slow', 'select pg_sleep(0.5);\ncreate table slow (a int);\n');
  const applied = await Promise.all([1, 2, 3].map(() => migrate({ kind: 'postgres', url }, { folder })));
  expect(applied.map((names) => names.length).sort()).toEqual([0, 0, 3]);
});

test('writes the next migration from what schema.prisma has more', async () => {
  expect(await driftSql(folder)).toBe('');
  expect(await newMigration('nothing', { folder })).toBeUndefined();
  writeFileSync(path.join(base, 'schema.prisma'), `${schema}model Other { \n id String @id \n}\n`);
  const now = new Date('2026-03-04T05:06:07Z');
  expect(await newMigration('add_other', { folder, now })).toBe(
    path.join(folder, '20260304050607_add_other', 'migration.sql'),
  );
  expect(await driftSql(folder)).toBe('');
  await expect(newMigration('Add Other', { folder })).rejects.toThrow('small letters');
}, 180_000);
