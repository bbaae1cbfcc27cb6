import { setTimeout as sleep } from 'node:timers/promises';
import autocannon from 'autocannon';
import { RESIDENTS } from './people';
import { type Portal, signedIn, startPortal } from './portal';
import { cpuSecondsOf, megabytesOf } from './profile';

/** Requests of each address in a turn. BENCH_REQUESTS makes fewer for a trial. */
const REQUESTS = Number(process.env.BENCH_REQUESTS ?? 400);
/** Every address has its turn, again and again; the first warms up, and of the others the middle one counts. */
const TURNS = 4;
const CONNECTIONS = 4;
/** Seconds that pages are loaded before memory is read, and that the server rests. BENCH_ROUND shortens both. */
const ROUND = Number(process.env.BENCH_ROUND ?? 60);
const ROUNDS = 3;

/** `toReach` counts in units of `/healthz` too. */
type Address = { what: string; path: string; toReach: number; headers?: Record<string, string> };
type Cost = { milliseconds: number; database: number };
export type CostRow = Cost & { what: string; ratio: number; toReach: number };

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
    const turns = addresses.map(() => [] as Cost[]);
    for (let turn = 0; turn < TURNS; turn += 1)
      for (const [index, address] of addresses.entries()) turns[index]?.push(await costOf(portal, address));
    for (const [index, { what, toReach }] of addresses.entries()) {
      const cost = middleOf(turns[index]?.slice(1) ?? []);
      const ratio = cost.milliseconds / (rows[0]?.milliseconds ?? cost.milliseconds);
      const row = { what, ...cost, ratio, toReach };
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

function middleOf(costs: readonly Cost[]): Cost {
  const middle = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
  return {
    milliseconds: middle(costs.map(({ milliseconds }) => milliseconds)),
    database: middle(costs.map(({ database }) => database)),
  };
}

/** Milliseconds of processor time a request, of the server and of PostgreSQL's processes, which this process started. */
async function costOf({ address, child }: Portal, { path, headers }: Address): Promise<Cost> {
  const spent = () => ({
    server: cpuSecondsOf(child.pid ?? 0, 'server.mjs'),
    database: cpuSecondsOf(process.pid, 'postgres'),
  });
  const before = spent();
  const { non2xx, errors } = await autocannon({
    url: address + path,
    connections: CONNECTIONS,
    amount: REQUESTS,
    headers: headers ?? {},
  });
  if (non2xx + errors > 0) throw new Error(`${path}: ${non2xx} refused, ${errors} lost`);
  const after = spent();
  const each = (seconds: number) => (seconds / REQUESTS) * 1000;
  return {
    milliseconds: each(after.server - before.server),
    database: each(after.database - before.database),
  };
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
