import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = import.meta.dirname;

/**
 * Three projects: `unit` needs no database; `embedded` and `postgres` run the same database tests on each engine
 * (PostgreSQL is started by lib/testing/postgres-setup.ts as a throw-away cluster).
 */
const databaseTests = ['lib/**/*.db.test.ts', 'prisma/**/*.db.test.ts'];
const shared = {
  resolve: {
    alias: { '@': root, 'server-only': path.join(root, 'node_modules/server-only/empty.js') },
  },
};
const environment = {
  PORTAL_MODE: 'test',
  AUTH_SECRET: 'a-secret-for-tests-that-opens-nothing-0123456789',
  PASSWORD_PEPPER: 'a-pepper-for-tests-that-opens-nothing-9876543210',
  PASSWORD_COST: '4',
  LOG_LEVEL: 'silent',
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        ...shared,
        test: {
          name: 'unit',
          env: environment,
          include: ['**/*.test.{ts,tsx}'],
          exclude: ['node_modules/**', 'e2e/**', '.next/**', ...databaseTests],
          testTimeout: 60_000,
          // next-auth imports 'next/server' without its extension, which bundlers resolve and Node does not.
          server: { deps: { inline: ['next-auth'] } },
        },
      },
      ...['embedded', 'postgres'].map((engine) => ({
        ...shared,
        test: {
          name: engine,
          env: { ...environment, TEST_DATABASE: engine },
          include: databaseTests,
          globalSetup: [`lib/testing/${engine}-setup.ts`],
          setupFiles: ['lib/testing/database-setup.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
        },
      })),
    ],
  },
});
