import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { behindTheWall, closeDatabase, openDatabase, useDatabase } from '@/lib/kernel/db';
import { asLogin, createWorld } from '@/lib/testing/world';
import { migrate } from '@/prisma/engine/migrate';

/** The command works on a data folder that no portal is using; on PostgreSQL it differs in the address alone. */
const isEmbedded = process.env.TEST_DATABASE !== 'postgres';
const root = path.resolve(import.meta.dirname, '../..');
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'portal-verify-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function onDisk(work: () => Promise<void>): Promise<void> {
  await closeDatabase();
  const opened = await openDatabase({ directory: path.join(folder, 'database') });
  await migrate(opened.target);
  useDatabase(opened);
  await work();
  await closeDatabase();
}

function verify(...args: string[]): Promise<{ code: number | null; lines: string[] }> {
  const { DATABASE_URL: _url, ...environment } = process.env;
  const child = spawn(
    process.execPath,
    ['--conditions=react-server', '--import', 'tsx', 'scripts/audit-verify.ts', ...args],
    { cwd: root, env: { ...environment, PORTAL_MODE: 'demo', DATA_DIR: folder } },
  );
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (data: Buffer) => {
      output += data.toString();
    });
  return new Promise((resolve) =>
    child.once('close', (code) => resolve({ code, lines: output.trim().split('\n') })),
  );
}

it.skipIf(!isEmbedded)(
  'npm run audit:verify prints a line for every trail, and ends with 1 when one does not hold',
  async () => {
    await onDisk(async () => {
      const world = await createWorld();
      await behindTheWall('*', async (db) => {
        for (const id of ['first', 'second', 'third'])
          await db.$queryRaw`select append_audit_event(${JSON.stringify({
            id,
            countyId: world.birch.county.id,
            at: new Date(),
            event: 'test',
            outcome: 'done',
          })}::jsonb)::text`;
      });
    });
    expect(await verify()).toEqual({
      code: 0,
      lines: [
        'ALD (Alder County): 0 events, the trail holds.',
        'BIR (Birch County): 3 events, the trail holds.',
        'no county: 0 events, the trail holds.',
      ],
    });
    await onDisk(async () => {
      await asLogin(`do $$ begin perform set_config('app.county_id', '*', true);
        alter table "AuditEvent" disable trigger user;
        update "AuditEvent" set "actorEmail" = 'somebody@else.example' where "id" = 'second';
        alter table "AuditEvent" enable trigger user; end $$`);
    });
    expect(await verify('--county', 'bir')).toEqual({
      code: 1,
      lines: ['BIR (Birch County): NOT INTACT. Event 2 is altered (id second).'],
    });
    expect((await verify()).code).toBe(1);
    expect((await verify('--county', 'ALD')).code).toBe(0);
    expect(await verify('--county', 'XXX')).toEqual({ code: 1, lines: ['There is no county XXX.'] });
  },
  300_000,
);
