import 'server-only';
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { testSize } from '@/lib/testing/size';
import type { Desk, Outcome, Step } from './desk';
import { chromium, hasPostgres, seeToOathtool } from './requirements';
import { noteTimings, timingsOfPlaywright, timingsOfVitest } from './timings';

/** What is checked by running parts of the portal. */
export const unit: Step = { name: 'unit', what: 'unit tests', run: (desk) => vitest(desk, 'unit') };
export const postgres: Step = { name: 'postgres', what: 'database tests, PostgreSQL', run: onPostgres };
export const embedded: Step = {
  name: 'embedded',
  what: 'database tests, embedded database',
  when: () => testSize !== 'check' || !hasPostgres(),
  run: onEmbedded,
};
export const build: Step = {
  name: 'build',
  what: 'production build',
  run: ({ run }) => run('scripts/portal.mjs', 'build'),
};

/** What the portal is in a browser, and over HTTP. */
export const browser: Step = { name: 'browser', what: 'browser tests', needs: 'build', run: inBrowser };

/** Whether the tests see what they are there for. */
export const faults: Step = {
  name: 'faults',
  what: 'planted faults are seen',
  when: () => testSize === 'deep',
  run: ({ run }) => run('--conditions=react-server', '--import', 'tsx', 'scripts/planted-faults.ts'),
};

/** A report to read, no test: what a request costs on a machine that others use too says nothing by itself. */
export const cost: Step = {
  name: 'cost',
  what: 'what a request costs',
  needs: 'build',
  when: () => testSize === 'deep' && hasPostgres(),
  run: ({ run }) => run('scripts/portal.mjs', 'bench', '--only', 'cost'),
};

/**
 * What the two engines may do differently: the wall, the trail, locks, plans of queries, search. Parts of paths, as
 * vitest takes them. At the size of `test` these alone run on the embedded database too.
 */
const onBothEngines = [
  'lib/kernel/',
  'lib/identity/',
  'lib/adapters/',
  'lib/jobs/',
  'lib/audit/',
  'prisma/',
  'plans.db.test',
  'search.',
  'lock-order.',
];

async function onPostgres(desk: Desk): Promise<Outcome> {
  if (hasPostgres()) return vitest(desk, 'postgres', ...changedOnly());
  desk.say('*** SKIPPED: PostgreSQL is not installed. The database tests did NOT run on it. ***');
  return 'skipped';
}

async function onEmbedded(desk: Desk): Promise<Outcome> {
  if (testSize === 'deep') return vitest(desk, 'embedded');
  if (hasPostgres()) return vitest(desk, 'embedded', ...onBothEngines);
  desk.say('*** PostgreSQL is not installed: the embedded database runs every database test instead. ***');
  return vitest(desk, 'embedded', ...changedOnly());
}

/** While one works: only the tests that what changed since main leads to, by their imports. */
function changedOnly(): string[] {
  if (testSize !== 'check') return [];
  const isThere = (branch: string) => spawnSync('git', ['rev-parse', '--verify', '-q', branch]).status === 0;
  const base = ['origin/main', 'main'].find(isThere);
  return base ? ['--changed', base, '--passWithNoTests'] : [];
}

async function vitest(desk: Desk, project: string, ...filters: string[]): Promise<Outcome> {
  const report = `test-results/vitest-${project}.json`;
  rmSync(report, { force: true });
  const outcome = await desk.run(
    'node_modules/vitest/vitest.mjs',
    'run',
    ...['--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    ...filters,
  );
  // At once: Playwright empties the folder when it begins.
  noteTimings(timingsOfVitest(report, project));
  return outcome;
}

async function inBrowser({ say, run }: Desk): Promise<Outcome> {
  const executable = chromium();
  if (!executable) {
    say('There is no Chromium, and none could be installed. Name one in PLAYWRIGHT_CHROMIUM.');
    return 'failed';
  }
  process.env.PLAYWRIGHT_CHROMIUM = executable;
  seeToOathtool();
  const report = 'test-results/playwright.json';
  rmSync(report, { force: true });
  const smoke = testSize === 'check' ? ['--grep', '@smoke'] : [];
  const outcome = await run('node_modules/@playwright/test/cli.js', 'test', ...smoke);
  noteTimings(timingsOfPlaywright(report, 'browser'));
  return outcome;
}
