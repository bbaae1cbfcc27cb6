import 'server-only';
import { existsSync, readFileSync } from 'node:fs';
import { driftSql } from '@/prisma/engine/drift';
import type { Desk, Outcome, Step } from './desk';
import { belowFloor, outdatedFloors } from './security-floors';

/** What is checked without running the portal. */
export const staticSteps: Step[] = [
  { name: 'types', what: 'types', run: types },
  { name: 'style', what: 'format and lint', run: style },
  { name: 'boundaries', what: 'who may import whom', run: boundaries },
  { name: 'floors', what: 'versions without known holes', run: floors },
  { name: 'drift', what: 'migrations lead to schema.prisma', run: drift },
];

async function types({ run }: Desk): Promise<Outcome> {
  // next-env.d.ts and the types of routes are made, not kept.
  const made = await run('node_modules/next/dist/bin/next', 'typegen');
  return made === 'passed' ? run('node_modules/typescript/bin/tsc', '--noEmit', '-p', '.') : made;
}

function style({ run }: Desk): Promise<Outcome> {
  return run('node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings', '.');
}

function boundaries({ run }: Desk): Promise<Outcome> {
  const linter = 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs';
  const folders = ['app', 'components', 'lib', 'prisma', 'scripts', 'e2e', 'bench'];
  const rooms = [...folders, 'middleware.ts', 'instrumentation.ts'].filter(existsSync);
  return run(linter, '--config', '.dependency-cruiser.mjs', ...rooms);
}

async function floors({ say }: Desk): Promise<Outcome> {
  const lockfile = JSON.parse(readFileSync('package-lock.json', 'utf8'));
  const faults = [...belowFloor(lockfile), ...outdatedFloors(new Date())];
  for (const fault of faults) say(fault);
  return faults.length > 0 ? 'failed' : 'passed';
}

async function drift({ say }: Desk): Promise<Outcome> {
  const sql = await driftSql();
  if (sql) say(`The migrations lack this (npm run db:new-migration -- name):\n\n${sql}`);
  return sql ? 'failed' : 'passed';
}
