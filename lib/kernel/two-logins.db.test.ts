import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { env, type Settings } from '@/lib/platform/env';
import { createWorld } from '@/lib/testing/world';
import { migrateAsOwner, openPrepared } from '@/scripts/prepare-database';
import { behindTheWall, closeDatabase, type Database, database, openDatabase, useDatabase } from './db';

// How a start prepares PostgreSQL: the owner migrates, and the portal signs in as somebody who owns nothing.

const postgres = process.env.TEST_DATABASE === 'postgres' ? inject('postgres') : null;
let folder: string;
let own: Database;
let count = 0;
const administer = async (...statements: string[]) => {
  const client = new Client({ connectionString: postgres?.administrator });
  await client.connect();
  for (const statement of statements) await client.query(statement);
  await client.end();
};
beforeAll(async () => {
  own = await database();
  folder = mkdtempSync(path.join(tmpdir(), 'portal-logins-'));
});
afterAll(async () => {
  // The next files are given the database that this one was.
  await closeDatabase();
  useDatabase(own);
  rmSync(folder, { recursive: true, force: true });
});

/** An empty database of portal_owner, and the addresses of the logins for it. */
async function emptyDatabase() {
  count += 1;
  const name = `logins_${process.pid}_${count}`;
  await administer(`create database ${name} owner portal_owner`);
  const of = (address = '') => address.replace('DATABASE', name);
  return { owner: of(postgres?.owner), portal: of(postgres?.portal) };
}
const settingsOf = (more: Partial<Settings>): Settings => ({
  ...env(),
  mode: 'demo',
  DATA_DIR: folder,
  ...more,
});
/** Opens what is prepared, without closing this file's own database. */
const prepare = async (more: Partial<Settings>, plan = {}) => {
  useDatabase(await openDatabase({ url: postgres?.portal.replace('DATABASE', 'postgres') ?? '' }));
  return openPrepared(settingsOf(more), plan);
};
const me = async () => {
  const { query } = await database();
  const { rows } = await query<{ who: string }>({ text: 'select current_user::text as who' });
  return rows[0]?.who ?? '';
};

describe.runIf(postgres)('a demonstration with an owner’s DATABASE_URL', () => {
  it('migrates and seeds as the owner, and hands on a login that it made', async () => {
    const { owner } = await emptyDatabase();
    const seeds: string[] = [];
    const asOwner = async () => void seeds.push(await me());
    const { applied, additions } = await prepare({ DATABASE_URL: owner }, { asOwner });
    expect(applied).toContain('20261125100000_sealed_wall');
    expect(seeds).toEqual(['portal_owner']);
    const { username, password } = new URL(additions.DATABASE_URL ?? '');
    expect(username).toMatch(/^portal_[\w-]{12}$/);
    expect(password).toHaveLength(43);
    expect(await me()).toBe(username);
    const secrets = path.join(folder, 'secrets.json');
    expect(JSON.parse(readFileSync(secrets, 'utf8'))).toMatchObject({ DATABASE_PASSWORD: password });
    expect(statSync(secrets).mode & 0o777).toBe(0o600);
    // It works, and works again at the next start.
    await createWorld();
    expect((await prepare({ DATABASE_URL: owner })).additions).toEqual(additions);
    await behindTheWall('*', async (db) => expect(await db.county.count()).toBe(2));
  });

  it('says what to do where the owner may make no login', async () => {
    const { owner } = await emptyDatabase();
    await prepare({ DATABASE_URL: owner });
    await administer('alter role portal_owner nocreaterole');
    try {
      await expect(prepare({ DATABASE_URL: owner })).rejects.toThrow(/Make one, .*MIGRATE_DATABASE_URL/);
    } finally {
      await administer('alter role portal_owner createrole');
    }
  });
});

describe.runIf(postgres)('production', () => {
  const start = (more: Partial<Settings>) => prepare({ mode: 'start', ...more });

  it.each([
    ['the owner', 'portal_owner', 'owns the database or its tables'],
    ['a superuser', 'postgres', 'is a superuser'],
    ['who may create roles', 'strong_creator', 'may create roles'],
    ['who looks over walls', 'strong_bypass', 'BYPASSRLS'],
    ['who runs programs', 'strong_runner', 'reaches files and programs of its host'],
    ['who may become the owner', 'strong_member', 'owns the database or its tables'],
  ])('refuses %s as the login of the portal, before anything is changed', async (_name, login, power) => {
    const { owner } = await emptyDatabase();
    await administer(
      `do $$ begin create role strong_creator login createrole; create role strong_bypass login bypassrls;
        create role strong_runner login in role pg_execute_server_program; create role strong_member login in role portal_owner;
        exception when duplicate_object then null; end $$`,
    );
    const strong = new URL(owner);
    strong.username = login;
    const refusal = start({ DATABASE_URL: strong.href, MIGRATE_DATABASE_URL: owner });
    await expect(refusal).rejects.toThrow(`signs in as "${login}"`);
    await expect(refusal).rejects.toThrow(power);
    await expect(refusal).rejects.toThrow(/MIGRATE_DATABASE_URL.*\n.*IN ROLE portal_web/);
    useDatabase(await openDatabase({ url: owner }));
    const { query } = await database();
    expect((await query({ text: `select from pg_class where relname = 'User'` })).rows).toEqual([]);
  });

  it('migrates by MIGRATE_DATABASE_URL, and starts without it once that is done', async () => {
    const { owner, portal } = await emptyDatabase();
    await expect(start({ DATABASE_URL: portal })).rejects.toThrow('Migrations are missing');
    const both = await start({ DATABASE_URL: portal, MIGRATE_DATABASE_URL: owner });
    expect(both).toMatchObject({
      additions: {},
      applied: expect.arrayContaining(['20261125100000_sealed_wall']),
    });
    expect(await me()).toBe('portal_login');
    expect(await start({ DATABASE_URL: portal })).toEqual({ applied: [], additions: {} });
  });

  it('does not start with another AUTH_SECRET than the database was told, until it is told', async () => {
    const { owner, portal } = await emptyDatabase();
    const other = { AUTH_SECRET: 'another secret that opens nothing either 0123456789' };
    await migrateAsOwner(settingsOf({ MIGRATE_DATABASE_URL: owner, ...other }), {});
    await expect(start({ DATABASE_URL: portal })).rejects.toThrow(/another AUTH_SECRET.*\n.*db:migrate/);
    await migrateAsOwner(settingsOf({ MIGRATE_DATABASE_URL: owner }), {});
    expect(await start({ DATABASE_URL: portal })).toEqual({ applied: [], additions: {} });
  });
});
