import 'server-only';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { driftSql } from '@/prisma/engine/drift';
import { chromium, hasPostgres, seeToOathtool } from './checks/requirements';
import { belowFloor, outdatedFloors } from './checks/security-floors';

// npm test [-- --only NAME[,NAME]]: every check, one after the other; a failing one does not keep the rest from running.

type Outcome = 'passed' | 'failed' | 'skipped';
type Step = { name: string; what: string; needs?: string; run: () => Promise<Outcome> };

const tool = (file: string, ...args: string[]) => run([`node_modules/${file}`, ...args]);
const vitest = (project: string) => tool('vitest/vitest.mjs', 'run', '--project', project);

const steps: Step[] = [
  {
    name: 'style',
    what: 'format and lint',
    run: () => tool('@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.'),
  },
  { name: 'boundaries', what: 'who may import whom', run: boundaries },
  { name: 'types', what: 'types', run: types },
  { name: 'floors', what: 'versions without known holes', run: floors },
  { name: 'drift', what: 'migrations lead to schema.prisma', run: drift },
  { name: 'unit', what: 'unit tests', run: () => vitest('unit') },
  { name: 'embedded', what: 'database tests, embedded database', run: () => vitest('embedded') },
  { name: 'postgres', what: 'database tests, PostgreSQL', run: postgres },
  { name: 'build', what: 'production build', run: () => run(['scripts/portal.mjs', 'build']) },
  { name: 'browser', what: 'browser tests', needs: 'build', run: browser },
];

async function boundaries(): Promise<Outcome> {
  const rooms = [
    'app',
    'components',
    'lib',
    'prisma',
    'scripts',
    'e2e',
    'bench',
    'middleware.ts',
    'instrumentation.ts',
  ];
  return tool(
    'dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    ...rooms.filter(existsSync),
  );
}

async function types(): Promise<Outcome> {
  // next-env.d.ts and the types of routes are made, not kept.
  const made = await tool('next/dist/bin/next', 'typegen');
  return made === 'passed' ? tool('typescript/bin/tsc', '--noEmit', '-p', '.') : made;
}

async function floors(): Promise<Outcome> {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const faults = [...belowFloor(lockfile), ...outdatedFloors(new Date())];
  for (const fault of faults) console.log(fault);
  return faults.length > 0 ? 'failed' : 'passed';
}

async function drift(): Promise<Outcome> {
  const sql = await driftSql();
  if (sql) console.log(`The migrations lack this (npm run db:new-migration -- name):\n\n${sql}`);
  return sql ? 'failed' : 'passed';
}

async function postgres(): Promise<Outcome> {
  if (hasPostgres()) return vitest('postgres');
  console.log('*** SKIPPED: PostgreSQL is not installed. The database tests did NOT run on it. ***');
  return 'skipped';
}

async function browser(): Promise<Outcome> {
  const executable = chromium();
  if (!executable) {
    console.log('There is no Chromium, and none could be installed. Name one in PLAYWRIGHT_CHROMIUM.');
    return 'failed';
  }
  seeToOathtool();
  return run(['node_modules/@playwright/test/cli.js', 'test'], { PLAYWRIGHT_CHROMIUM: executable });
}

function run(args: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  // Settings of a portal that runs here are not the tests' business.
  const { NODE_OPTIONS: _options, ...inherited } = process.env;
  const env = { ...inherited, NEXT_TELEMETRY_DISABLED: '1', ...environment };
  const child = spawn(process.execPath, args, { stdio: 'inherit', env });
  const forward = (signal: NodeJS.Signals) => {
    child.kill(signal);
    process.exitCode = 1;
  };
  process.once('SIGINT', forward).once('SIGTERM', forward);
  return new Promise((resolve) => {
    child.once('error', () => resolve('failed'));
    child.once('close', (code) => {
      process.off('SIGINT', forward).off('SIGTERM', forward);
      resolve(code === 0 ? 'passed' : 'failed');
    });
  });
}

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !steps.some((step) => step.name === name)) ?? [];
  if (unknown.length > 0)
    throw new Error(`Unknown: ${unknown.join(', ')}. There are: ${steps.map(({ name }) => name).join(', ')}`);
  const outcomes = new Map<string, { outcome: Outcome; seconds: number }>();
  for (const step of steps) {
    if (only && !only.includes(step.name)) continue;
    console.log(`\n${'='.repeat(80)}\n${step.name}: ${step.what}\n${'='.repeat(80)}`);
    const began = Date.now();
    const outcome = await attempt(step, outcomes);
    outcomes.set(step.name, { outcome, seconds: Math.round((Date.now() - began) / 100) / 10 });
  }
  return summarise(outcomes);
}

async function attempt(step: Step, outcomes: Map<string, { outcome: Outcome }>): Promise<Outcome> {
  if (step.needs && outcomes.get(step.needs)?.outcome === 'failed') {
    console.log(`Cannot run: ${step.needs} failed.`);
    return 'failed';
  }
  try {
    return await step.run();
  } catch (error) {
    console.error(error);
    return 'failed';
  }
}

function summarise(outcomes: Map<string, { outcome: Outcome; seconds: number }>): number {
  console.log(`\n${'='.repeat(80)}`);
  for (const [name, { outcome, seconds }] of outcomes)
    console.log(`${name.padEnd(12)} ${outcome.padEnd(8)} ${seconds.toFixed(1).padStart(7)} s`);
  const count = (wanted: Outcome) =>
    [...outcomes.values()].filter(({ outcome }) => outcome === wanted).length;
  if (count('skipped') > 0) console.log(`*** ${count('skipped')} skipped: see above ***`);
  console.log(`\n${count('passed')} passed, ${count('failed')} failed`);
  return count('failed') > 0 || count('passed') === 0 ? 1 : 0;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
