import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { benchAccounts } from '@/bench/accounts';
import { benchCost, type CostRow } from '@/bench/cost';
import { benchPeople } from '@/bench/people';
import { type Row, SECONDS } from '@/bench/portal';
import { findPostgres, startPostgres } from '@/lib/testing/postgres-cluster';

/**
 * `npm run bench [-- --only accounts|people|cost]`: how much the portal carries on this machine, on the embedded database
 * and on PostgreSQL, and what a request costs there. Starts the production build as the demonstration does, loads it, prints a table and writes
 * bench/latest.json.
 */

const suites = { accounts: benchAccounts, people: benchPeople };
type Suite = keyof typeof suites;

const { values } = parseArgs({ options: { only: { type: 'string' } } });
const names = (Object.keys(suites) as Suite[]).filter((name) => !values.only || values.only === name);
const withCost = !values.only || values.only === 'cost';
if (names.length === 0 && !withCost)
  throw new Error(`--only ${values.only}: there are ${Object.keys(suites).join(', ')} and cost.`);

console.log(
  `${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}, ${SECONDS} s each\n`,
);
const rows: Row[] = [];
let cost: CostRow[] = [];
for (const name of names) rows.push(...(await suites[name]('embedded', 1, {})));
if (findPostgres()) {
  const cluster = await startPostgres();
  try {
    for (const name of names)
      for (const processes of [1, 2])
        rows.push(
          ...(await suites[name]('postgres', processes, {
            DATABASE_URL: await cluster.createDatabase(`bench_${name}_${processes}`),
          })),
        );
    if (withCost) cost = await benchCost(await cluster.createDatabase('bench_cost'));
  } finally {
    await cluster.stop();
  }
} else console.log('PostgreSQL is not installed: measured on the embedded database alone, costs not at all.');

mkdirSync('bench', { recursive: true });
writeFileSync(
  'bench/latest.json',
  `${JSON.stringify({ at: new Date().toISOString(), node: process.version, cores: availableParallelism(), processor: cpus()[0]?.model, seconds: SECONDS, rows, cost }, null, 2)}\n`,
);
