import path from 'node:path';
import { configDefaults, defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/**
 * Three projects: `unit` needs no database; `embedded` and `postgres` run the same database tests on each engine
 * (PostgreSQL is started by lib/testing/postgres-setup.ts as a throw-away cluster).
 */
const databaseTests = ['lib/**/*.db.test.ts', 'prisma/**/*.db.test.ts'];
const alias = { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') };
/** Route handlers run without a server: what Next says of a request is said by the test that makes it. */
const requestScope = path.join(root, 'lib/testing/route-calls.ts');
const shared = {
  // The files of a worker share its modules: to read them anew for each file takes longer than most tests. What a file
  // changes in them, between-files.ts takes back.
  isolate: false,
  env: {
    PORTAL_MODE: 'test',
    AUTH_SECRET: 'a-secret-for-tests-that-opens-nothing-0123456789',
    PASSWORD_PEPPER: 'a-pepper-for-tests-that-opens-nothing-9876543210',
    PASSWORD_COST: '4',
    LOG_LEVEL: 'silent',
  },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    // No import leads from a test to the migrations that its database is made of.
    forceRerunTriggers: [...configDefaults.forceRerunTriggers, '**/prisma/{migrations,engine}/**'],
    projects: [
      {
        resolve: { alias },
        test: {
          ...shared,
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', 'e2e/**', '.next/**', ...databaseTests],
          setupFiles: ['lib/testing/between-files.ts'],
          testTimeout: 60_000,
          // next-auth imports 'next/server' without its extension, which bundlers resolve and Node does not.
          server: { deps: { inline: ['next-auth'] } },
        },
      },
      ...['embedded', 'postgres'].map((engine) => ({
        resolve: { alias: { ...alias, 'next/headers': requestScope, 'next-intl/server': requestScope } },
        test: {
          ...shared,
          name: engine,
          env: { ...shared.env, TEST_DATABASE: engine },
          include: databaseTests,
          globalSetup: [`lib/testing/${engine}-setup.ts`],
          setupFiles: ['lib/testing/between-files.ts', 'lib/testing/database-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
