import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { megabytesOf } from '@/bench/profile';
import { findPostgres, freePort, startPostgres } from '@/lib/testing/postgres-cluster';
import { demonstrationPassword } from '@/prisma/seed/demonstration';

/**
 * `npm run bench`: how much the portal carries on this machine, on the embedded database and on PostgreSQL. Starts the
 * production build as the demonstration does, loads it, prints a table and writes bench/latest.json.
 */

/** Seconds a measurement runs, after a warm-up of a quarter of it. BENCH_SECONDS shortens it for a trial. */
const SECONDS = Number(process.env.BENCH_SECONDS ?? 8);

type Row = {
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
type Portal = { address: string; child: ChildProcess; stop(): Promise<void> };

const credentials = JSON.stringify({ email: 'citizen@test.com', password: demonstrationPassword });
const json = { 'content-type': 'application/json' };

async function startPortal(environment: Record<string, string>): Promise<Portal> {
  const port = await freePort();
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-bench-'));
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
async function signedIn(address: string): Promise<{ cookie: string; device: string }> {
  const answer = await fetch(`${address}/login`, { method: 'POST', headers: json, body: credentials });
  const cookies = answer.headers.getSetCookie().map((line) => line.split(';')[0] ?? '');
  const named = (name: string) => cookies.find((line) => line.startsWith(`${name}=`));
  const [cookie, device] = [named('portal-session'), named('portal-device')];
  if (!answer.ok || !cookie || !device) throw new Error(`sign-in answered ${answer.status}`);
  return { cookie, device };
}

type Load = { what: string; path: string; connections: number; options: Partial<autocannon.Options> };

async function measure(portal: Portal, engine: string, processes: number, load: Load): Promise<Row> {
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

/** Signs in again and again on so many connections until stopped. */
function signInLoop(address: string, connections: number) {
  let stopped = false;
  let count = 0;
  const loops = Array.from({ length: connections }, async () => {
    while (!stopped) {
      await fetch(`${address}/login`, { method: 'POST', headers: json, body: credentials }).then((answer) =>
        answer.arrayBuffer(),
      );
      count += 1;
    }
  });
  return async () => {
    stopped = true;
    await Promise.all(loops);
    return count;
  };
}

async function bench(engine: string, processes: number, environment: Record<string, string>): Promise<Row[]> {
  const portal = await startPortal({ WEB_CONCURRENCY: String(processes), ...environment });
  const rows: Row[] = [];
  const add = (row: Row) => {
    rows.push(row);
    print(row);
  };
  try {
    const { cookie, device } = await signedIn(portal.address);
    const asJson = { headers: { cookie, accept: 'application/json' } };
    const asPage = { headers: { cookie, accept: 'text/html' } };
    const signIn = { method: 'POST' as const, headers: { ...json, cookie: device }, body: credentials };
    for (const connections of [1, 8]) {
      add(
        await measure(portal, engine, processes, {
          what: 'dashboard JSON',
          path: '/dashboard',
          connections,
          options: asJson,
        }),
      );
      add(
        await measure(portal, engine, processes, {
          what: 'dashboard page',
          path: '/dashboard',
          connections,
          options: asPage,
        }),
      );
      add(
        await measure(portal, engine, processes, {
          what: 'sign-in',
          path: '/login',
          connections,
          options: signIn,
        }),
      );
    }
    const stopSigningIn = signInLoop(portal.address, 4);
    add(
      await measure(portal, engine, processes, {
        what: 'dashboard JSON beside 4 sign-ins',
        path: '/dashboard',
        connections: 1,
        options: asJson,
      }),
    );
    add(
      await measure(portal, engine, processes, {
        what: 'dashboard JSON beside 4 sign-ins',
        path: '/dashboard',
        connections: 8,
        options: asJson,
      }),
    );
    console.log(`  (${await stopSigningIn()} sign-ins meanwhile)`);
  } finally {
    await portal.stop();
  }
  return rows;
}

function print(row: Row): void {
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

console.log(
  `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${SECONDS} s each\n`,
);
const rows = await bench('embedded', 1, {});
if (findPostgres()) {
  const cluster = await startPostgres();
  try {
    for (const processes of [1, 2])
      rows.push(
        ...(await bench('postgres', processes, {
          DATABASE_URL: await cluster.createDatabase(`bench_${processes}`),
        })),
      );
  } finally {
    await cluster.stop();
  }
} else console.log('PostgreSQL is not installed: measured on the embedded database alone.');

mkdirSync('bench', { recursive: true });
writeFileSync(
  'bench/latest.json',
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cores: availableParallelism(), processor: cpus()[0]?.model, seconds: SECONDS, rows }, null, 2)}\n`,
);
