import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall, database } from '@/lib/kernel/db';
import { appendEvent, asOwner, createWorld, type World } from '@/lib/testing/world';
import { verifyTrails } from '@/scripts/verify-trails';
import { retireAuditEvents } from './retire-events';

const root = path.resolve(import.meta.dirname, '../..');

let world: World;

beforeAll(async () => {
  world = await createWorld();
});

/** The command in this process: its exit code and the lines it writes. */
async function verify(...args: string[]): Promise<{ code: number | null; lines: string[] }> {
  const lines: string[] = [];
  const write = (line: unknown) => void lines.push(String(line));
  return { code: await verifyTrails(args, { log: write, error: write }), lines };
}

/**
 * The command as it is run: on the test's own PostgreSQL, or on an embedded data folder, which only one process may have
 * open.
 */
async function runCommand(...args: string[]): Promise<{ code: number; output: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-verify-'));
  const { target } = await database();
  if (target.kind === 'embedded') {
    const loadDataDir = await target.pglite.dumpDataDir('none');
    const dataDir = path.join(folder, 'database');
    await (await PGlite.create({ dataDir, loadDataDir, extensions: { pg_trgm } })).close();
  }
  const { DATABASE_URL: _url, ...inherited } = process.env;
  const own =
    target.kind === 'embedded' ? { DATA_DIR: folder } : { DATA_DIR: folder, DATABASE_URL: target.url };
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'scripts/audit-verify.ts', ...args],
    { cwd: root, encoding: 'utf8', env: { ...inherited, PORTAL_MODE: 'demo', ...own } },
  );
  rmSync(folder, { recursive: true, force: true });
  return { code: status ?? 1, output: `${stdout}${stderr}` };
}

const append = (...events: { id: string; at?: Date }[]) =>
  behindTheWall('*', async (db) => {
    for (const { id, at = new Date() } of events)
      await appendEvent(db, {
        id,
        countyId: world.birch.county.id,
        at,
        event: 'test',
        outcome: 'done',
      });
  });

/** What the owner of the tables can do, with the triggers off. */
async function tamper(statements: string): Promise<void> {
  const turn = (verb: string) =>
    ['AuditEvent', 'AuditChain'].map((table) => `alter table "${table}" ${verb} trigger user;`).join(' ');
  await asOwner(`do $$ begin perform open_wall();
    ${turn('disable')} ${statements} ${turn('enable')} end $$`);
}

/** Every hash of Birch's chain made anew, so that it holds. */
const computedAnew = () => `declare one record; previous text := '';
  begin
    for one in select "id" from "AuditEvent" where "countyId" = '${world.birch.county.id}' order by "sequence" loop
      update "AuditEvent" set "previousHash" = previous where "id" = one."id";
      update "AuditEvent" e set "hash" = audit_event_hash(e) where e."id" = one."id";
      previous := (select "hash" from "AuditEvent" where "id" = one."id");
    end loop;
    update "AuditChain" set "hash" = previous where "chain" = '${world.birch.county.id}';
  end;`;

const HEAD = /^BIR \(Birch County\): \d+ events?, the trail holds\. Head: (BIR=\d+:[0-9a-f]{64})$/;
const headIn = (line: string | undefined) => HEAD.exec(line ?? '')?.[1] ?? 'no head';

/** One story: each step goes on from the one before. */
describe('npm run audit:verify', () => {
  let noted: string;

  it('prints a line for every trail, with its head', async () => {
    await append({ id: 'first' }, { id: 'second' }, { id: 'third' });
    const { code, lines } = await verify();
    noted = headIn(lines[1]);
    expect(noted).toMatch(/^BIR=3:/);
    expect({ code, lines }).toEqual({
      code: 0,
      lines: [
        'ALD (Alder County): 0 events, the trail holds.',
        `BIR (Birch County): 3 events, the trail holds. Head: ${noted}`,
        'no county: 0 events, the trail holds.',
      ],
    });
  });

  it('finds a head that was noted, also when the trail went on', async () => {
    await append({ id: 'fourth' });
    const { code, lines } = await verify('--expect', noted, '--expect', noted.replace('BIR', 'bir'));
    expect({ code, lines: lines.slice(3) }).toEqual({
      code: 0,
      lines: Array(2).fill('BIR: event 3 is in the trail as it was noted.'),
    });
    expect(headIn(lines[1])).toMatch(/^BIR=4:/);
  });

  it('ends with 1 when a trail does not hold', async () => {
    const address = (email: string) =>
      `update "AuditEvent" set "actorEmail" = ${email} where "id" = 'second';`;
    await tamper(address(`'somebody@else.example'`));
    const broken = 'BIR (Birch County): NOT INTACT. Event 2 is altered (id second).';
    expect(await verify('--county', 'bir')).toEqual({ code: 1, lines: [broken] });
    expect(await runCommand('--county', 'bir')).toEqual({ code: 1, output: `${broken}\n` });
    expect((await verify()).code).toBe(1);
    expect((await verify('--county', 'ALD')).code).toBe(0);
    await tamper(address('null'));
    expect((await verify('--county', 'BIR')).code).toBe(0);
  });

  it('a trail that was computed anew holds, and has not the head that was noted', async () => {
    await tamper(`update "AuditEvent" set "event" = 'other' where "id" = 'second'; ${computedAnew()}`);
    expect((await verify('--county', 'BIR')).code).toBe(0);
    const { code, lines } = await verify('--county', 'BIR', '--expect', noted);
    expect(code).toBe(1);
    expect(lines[0]).toMatch(HEAD);
    expect(lines[1]).toBe('BIR: event 3 is ANOTHER ONE than was noted: the trail was computed anew.');
    noted = headIn(lines[0]);
  });

  it('and so does one that was cut, and its head', async () => {
    await tamper(`delete from "AuditEvent" where "id" in ('third', 'fourth');
      update "AuditChain" set "sequence" = 2 where "chain" = '${world.birch.county.id}'; ${computedAnew()}`);
    expect((await verify('--county', 'BIR')).code).toBe(0);
    const { code, lines } = await verify('--county', 'BIR', '--expect', noted);
    expect([code, lines[1]]).toEqual([1, 'BIR: event 4 is MISSING, though it was noted: the trail was cut.']);
  });

  it('says of a head that was retired that it cannot be compared', async () => {
    const { lines: before } = await verify('--county', 'BIR');
    await append({ id: 'today' });
    await behindTheWall('*', (db) =>
      db.county.update({
        where: { id: world.birch.county.id },
        data: { settings: { auditRetentionYears: 1 } },
      }),
    );
    await retireAuditEvents(new Date(Date.now() + 800 * 86_400_000));
    const { code, lines } = await verify('--county', 'BIR', '--expect', headIn(before[0]));
    expect([code, lines[1]]).toEqual([
      0,
      'BIR: event 2 is retired and cannot be compared. Is that right for an event of its age? Expect a newer head.',
    ]);
  });

  it.each([
    [['--county', 'XXX'], 'There is no county XXX.'],
    [['--expect', 'BIR=12'], '--expect takes what this command prints, as ALD=12:0f3a…, not "BIR=12".'],
    [
      ['--county', 'ALD', '--expect', `BIR=1:${'0'.repeat(64)}`],
      'There is no trail BIR among those that are checked.',
    ],
    [
      ['--expect', `none=1:${'0'.repeat(64)}`],
      'no county: event 1 is MISSING, though it was noted: the trail was cut.',
    ],
  ])('%j: %s', async (args, expected) => {
    const { code, lines } = await verify(...args);
    expect([code, lines.at(-1)]).toEqual([1, expected]);
  });
});
