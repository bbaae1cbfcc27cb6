import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '@/lib/testing/postgres-cluster';
import { quickHashes, runCommand, secrets, untilReady } from './portal';

/**
 * Builds the portal where that is due, and prepares one data folder with the demonstration. Every portal of the tests
 * starts on a copy of it, in two seconds instead of ten.
 */
// biome-ignore lint/style/noDefaultExport: Playwright asks for it
export default async function prepare(): Promise<() => void> {
  const building = runCommand(['build'], {});
  if ((await building.ended) !== 0) throw new Error(building.output());
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-e2e-prepared-'));
  const port = await freePort();
  const settings = { ...secrets, ...quickHashes, PORT: String(port), DATA_DIR: folder, LOG_LEVEL: 'warn' };
  const preparing = runCommand(['demo'], settings);
  await untilReady(`http://127.0.0.1:${port}`, preparing, 120_000);
  preparing.process.kill('SIGTERM');
  await preparing.ended;
  process.env.E2E_PREPARED = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
