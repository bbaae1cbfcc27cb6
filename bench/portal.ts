import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { freePort } from '@/lib/testing/postgres-cluster';
import { demonstrationPassword } from '@/prisma/seed/demonstration-accounts';
import { megabytesOf } from './profile';

/** Seconds a measurement runs, after a warm-up of a quarter of it. BENCH_SECONDS shortens it for a trial. */
export const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);

export type Row = {
  engine: string;
  processes: number;
  what: string;
  connections: number;
  perSecond: number;
  p50: number;
  p99: number;
  failures: number;
  megabytes: number;
};
export type Portal = { address: string; child: ChildProcess; stop(): Promise<void> };

/** The body that signs one of the demonstration's people in. */
export const credentialsOf = (email: string) => JSON.stringify({ email, password: demonstrationPassword });
export const json = { 'content-type': 'application/json' };

/** Runs one of the portal's commands to its end, with these settings. */
async function runCommand(args: string[], environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['scripts/portal.mjs', ...args], {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const code = await new Promise((resolve) => child.once('exit', resolve));
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
}

/** Starts the production build as the demonstration does, without limits; with made-up residents when asked. */
export async function startPortal(
  environment: Record<string, string>,
  { residents = 0 }: { residents?: number } = {},
): Promise<Portal> {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
  if (residents > 0)
    await runCommand(['db:seed', '--users', String(residents)], {
      DATABASE_URL: '',
      ...environment,
      DATA_DIR: dataDir,
    });
  const child = spawn(process.execPath, ['scripts/portal.mjs', 'demo'], {
    env: {
      ...process.env,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'silent',
      DATABASE_URL: '',
      ...environment,
      PORT: String(port),
      DATA_DIR: dataDir,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const address = `http://127.0.0.1:${port}`;
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) throw new Error('the portal did not start');
    const ready = await fetch(`${address}/readyz`).then(
      (answer) => answer.ok,
      () => false,
    );
    if (ready) return { address, child, stop };
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  await stop();
  throw new Error('the portal was not ready within a minute');
}

/** A session, and the cookie of a browser that signed in before: from a new one, each sign-in would send a mail too. */
export async function signedIn(address: string, email: string): Promise<{ cookie: string; device: string }> {
  const body = credentialsOf(email);
  const answer = await fetch(`${address}/login`, { method: 'POST', headers: json, body });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const named = (name: string) => cookies.find((line) => line.startsWith(`${name}=`));
  const [cookie, device] = [named('portal-session'), named('portal-device')];
  if (!answer.ok || !cookie || !device) throw new Error(`sign-in answered ${answer.status}`);
  return { cookie, device };
}

export type Load = { what: string; path: string; connections: number; options: Partial<autocannon.Options> };

/** Loads one address and answers what it carried. */
export async function measure(portal: Portal, engine: string, processes: number, load: Load): Promise<Row> {
  const url = portal.address + load.path;
  const run = (duration: number) =>
    autocannon({ url, connections: load.connections, duration, ...load.options });
  await run(Math.max(1, SECONDS / 4));
  const result = await run(SECONDS);
  return {
    engine,
    processes,
    what: load.what,
    connections: load.connections,
    perSecond: Math.round(result.requests.average * 10) / 10,
    p50: result.latency.p50,
    p99: result.latency.p99,
    failures: result.non2xx + result.errors,
    megabytes: megabytesOf(portal.child.pid ?? 0),
  };
}

/** One line of the table. */
export function print(row: Row): void {
  const cells = [
    row.engine.padEnd(10),
    `${row.processes}p`,
    row.what.padEnd(33),
    `${row.connections}c`,
    `${row.perSecond.toFixed(1).padStart(8)}/s`,
    `p50 ${String(row.p50).padStart(5)} ms`,
    `p99 ${String(row.p99).padStart(5)} ms`,
    `${String(row.megabytes).padStart(5)} MB`,
  ];
  console.log(cells.join('  ') + (row.failures ? `  ${row.failures} FAILED` : ''));
}
