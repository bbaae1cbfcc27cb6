import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '@/lib/kernel/db';
import { prepareDatabase } from '@/prisma/engine/prepare';
import { findPostgres, type PostgresCluster, startPostgres } from './postgres-cluster';

declare module 'vitest' {
  interface ProvidedContext {
    /** The addresses of the server's superuser, of the owner of the databases and of the portal's own login; null where
     * PostgreSQL cannot be had. */
    postgres: { administrator: string; owner: string; portal: string } | null;
  }
}

/** The migrated database that every test file copies. */
export const templateName = 'portal_template';

/**
 * Starts a throw-away PostgreSQL and migrates a template. There are two logins, as in
 * production: the owner, who migrates, and the portal's, which owns nothing.
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
  const as = (login: string, database: string) => {
    const url = new URL(started.url(database));
    url.username = login;
    return url.href;
  };
  const template = await openDatabase({ url: as('portal_owner', templateName) });
  await prepareDatabase(template, project.config.env.AUTH_SECRET ?? '');
  await template.close();
  await started.execute('postgres', 'create role portal_login login in role portal_web');
  project.provide('postgres', {
    administrator,
    owner: as('portal_owner', 'DATABASE'),
    portal: as('portal_login', 'DATABASE'),
  });
}

let cluster: PostgresCluster | undefined;

/** Stops the server and deletes its folder. */
export async function teardown(): Promise<void> {
  await cluster?.stop();
}
