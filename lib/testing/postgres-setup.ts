import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { migrate } from '@/prisma/engine/migrate';
import { findPostgres, type PostgresCluster, startPostgres } from './postgres-cluster';

declare module 'vitest' {
  interface ProvidedContext {
    /** The server's own address, or null where PostgreSQL cannot be had. */
    postgres: { administrator: string; owner: string } | null;
  }
}

/** The migrated database that every test file copies. */
export const templateName = 'portal_template';

/**
 * Starts a throw-away PostgreSQL and migrates a template. The portal's own login is no superuser here, as in
 * production: row-level security binds it too.
 */
export async function setup(project: TestProject): Promise<void> {
  if (!findPostgres()) {
    console.warn(
      '\n*** PostgreSQL is not installed: the database tests did NOT run on it. (Debian: apt-get install postgresql) ***\n',
    );
    project.provide('postgres', null);
    return;
  }
  const started = await startPostgres();
  cluster = started;
  const administrator = started.url('postgres');
  const client = new Client({ connectionString: administrator });
  await client.connect();
  await client.query('create role portal_owner login createrole');
  await client.query(`create database ${templateName} owner portal_owner`);
  await client.end();
  const owner = (database: string) => {
    const url = new URL(started.url(database));
    url.username = 'portal_owner';
    return url.href;
  };
  await migrate({ kind: 'postgres', url: owner(templateName) });
  project.provide('postgres', { administrator, owner: owner('DATABASE') });
}

let cluster: PostgresCluster | undefined;

/** Stops the server and deletes its folder. */
export async function teardown(): Promise<void> {
  await cluster?.stop();
}
