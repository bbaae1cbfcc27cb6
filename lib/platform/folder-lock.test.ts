import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { FolderInUse, lockFolder } from './folder-lock';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'portal-lock-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));

/** Another process that takes the lock and holds it. */
async function holder(folder: string) {
  const file = path.resolve('lib/platform/folder-lock.ts');
  const code = `import(${JSON.stringify(file)}).then(async ({ lockFolder }) => {
    await lockFolder(${JSON.stringify(folder)}); console.log('held'); setInterval(() => {}, 1000); })`;
  const child = spawn(process.execPath, ['--conditions=react-server', '--import', 'tsx', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  return {
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGKILL');
      }),
  };
}

test('a second holder is refused by name and let in after the release', async () => {
  const folder = path.join(base, 'database');
  const other = await holder(folder);
  await expect(lockFolder(folder)).rejects.toThrow(FolderInUse);
  await expect(lockFolder(folder)).rejects.toThrow(`Another copy of the portal is using ${folder}.`);
  await other.kill();
  // kill -9 left the lock; its process is gone, so it is void at once.
  expect(existsSync(`${folder}.lock`)).toBe(true);
  const began = Date.now();
  const release = await lockFolder(folder);
  expect(Date.now() - began).toBeLessThan(1000);
  await release();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('of many that find a dead holder only one takes over', async () => {
  const folder = path.join(base, 'database');
  await (await holder(folder)).kill();
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => lockFolder(folder)));
  const winners = results.filter((result) => result.status === 'fulfilled');
  expect(winners).toHaveLength(1);
  await Promise.all(winners.map((winner) => winner.value()));
});
