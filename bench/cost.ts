import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { RESIDENTS } from './people';
import { type Portal, signedIn, startPortal } from './portal';
import { cpuSecondsOf, megabytesOf } from './profile';

/** Requests that a measurement counts, after half as many to warm up. BENCH_REQUESTS makes fewer for a trial. */
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 800);
const CONNECTIONS = 4;
/** Seconds that pages are loaded before memory is read, and that the server rests. BENCH_ROUND shortens both. */
const ROUND = Number(process.env.BENCH_ROUND ?? 60);
const ROUNDS = 3;

/** `toReach` counts in units of `/healthz` too. */
type Address = { what: string; path: string; toReach: number; headers?: Record<string, string> };
export type CostRow = {
  what: string;
  milliseconds: number;
  database: number;
  ratio: number;
  toReach: number;
};

/**
 * What a request costs on PostgreSQL: processor time of the one server process, whatever else the machine does, and
 * that in units of `/healthz` of the same run. Then the memory that pages leave, and how long a second start takes.
 */
export async function benchCost(database: string): Promise<CostRow[]> {
  const environment = { DATABASE_URL: database, WEB_CONCURRENCY: '1' };
  const portal = await startPortal(environment, { residents: RESIDENTS });
  const rows: CostRow[] = [];
  try {
    const addresses = await addressesOf(portal.address);
    for (const address of addresses) {
      const cost = await costOf(portal, address);
      const ratio = cost.milliseconds / (rows[0]?.milliseconds ?? cost.milliseconds);
      const row = { what: address.what, ...cost, ratio, toReach: address.toReach };
      rows.push(row);
      print(row);
    }
    await measureMemory(portal, addresses);
  } finally {
    await portal.stop();
  }
  await measureStart({ ...environment, WEB_CONCURRENCY: '2' });
  return rows;
}

async function addressesOf(address: string): Promise<Address[]> {
  const resident = await signedIn(address, 'citizen@test.com');
  const administrator = await signedIn(address, 'admin@test.com');
  const json = { cookie: resident.cookie, accept: 'application/json' };
  const page = { cookie: resident.cookie, accept: 'text/html' };
  return [
    { what: '/healthz', path: '/healthz', toReach: 1 },
    { what: 'dashboard JSON', path: '/dashboard', toReach: 1.7, headers: json },
    { what: 'GET /api/v1/me', path: '/api/v1/me', toReach: 2.5, headers: json },
    { what: '/privacy, a stranger', path: '/privacy', toReach: 7, headers: { accept: 'text/html' } },
    { what: '/dashboard, a resident', path: '/dashboard', toReach: 9, headers: page },
    { what: '/profile, a resident', path: '/profile', toReach: 9, headers: page },
    { what: '/security, a resident', path: '/security', toReach: 12, headers: page },
    {
      what: `people, API, 20 of ${RESIDENTS}`,
      path: '/api/v1/users?page=1&perPage=20',
      toReach: 4.7,
      headers: { ...json, cookie: administrator.cookie },
    },
  ];
}

/** Milliseconds of processor time a request, of the server and of PostgreSQL's processes, which this process started. */
async function costOf({ address, child }: Portal, { path, headers }: Address) {
  const load = async (amount: number) => {
    const result = await autocannon({
      url: address + path,
      connections: CONNECTIONS,
      amount,
      headers: headers ?? {},
    });
    if (result.non2xx + result.errors > 0)
      throw new Error(`${path}: ${result.non2xx} refused, ${result.errors} lost`);
  };
  const spent = () =>
    [cpuSecondsOf(child.pid ?? 0, 'server.mjs'), cpuSecondsOf(process.pid, 'postgres')] as const;
  await load(REQUESTS / 2);
  const before = spent();
  await load(REQUESTS);
  const after = spent();
  const each = (index: 0 | 1) => ((after[index] - before[index]) / REQUESTS) * 1000;
  return { milliseconds: each(0), database: each(1) };
}

function print({ what, milliseconds, database, ratio, toReach }: CostRow): void {
  const cells = [
    what.padEnd(28),
    `${milliseconds.toFixed(2).padStart(6)} ms`,
    `database ${database.toFixed(2).padStart(5)} ms`,
    `${ratio.toFixed(1).padStart(5)} of /healthz`,
    `to reach ${toReach}`,
  ];
  console.log(cells.join('  '));
}

/** Megabytes of the server after rounds of pages and of rest: they must not rise from round to round. */
async function measureMemory({ address, child }: Portal, addresses: readonly Address[]): Promise<void> {
  const pid = child.pid ?? 0;
  const pages = addresses.filter(({ headers }) => headers?.accept === 'text/html');
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const { path, headers } of pages)
      await autocannon({
        url: address + path,
        connections: CONNECTIONS,
        duration: Math.ceil(ROUND / pages.length),
        headers: headers ?? {},
      });
    const loaded = megabytesOf(pid, 'server.mjs');
    await sleep(ROUND * 1000);
    console.log(
      `memory, round ${round}: ${loaded} MB after pages, ${megabytesOf(pid, 'server.mjs')} MB after a rest; launcher ${megabytesOf(pid, 'portal.mjs')} MB`,
    );
  }
}

async function measureStart(environment: Record<string, string>): Promise<void> {
  const began = performance.now();
  const portal = await startPortal(environment);
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  console.log(`second start, two processes: ready after ${seconds} s`);
  await portal.stop();
}
