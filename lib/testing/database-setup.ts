import { readFileSync } from 'node:fs';
import { Client } from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import { domains } from '@/lib/domains';
import { takeOffers } from '@/lib/jobs/offers';
import { closeDatabase, openDatabase, useDatabase } from '@/lib/kernel/db';
import { templateName } from './postgres-setup';

/** Every test file gets a database of its own: a new one in memory, or a copy of the template on PostgreSQL. */
beforeAll(async () => {
  takeOffers(domains);
  if (process.env.TEST_DATABASE === 'postgres') {
    const postgres = inject('postgres');
    if (!postgres) throw new Error('PostgreSQL is not installed: run the project `embedded` alone.');
    const name = `test_${process.pid}_${Math.random().toString(36).slice(2, 10)}`;
    const client = new Client({ connectionString: postgres.administrator });
    await client.connect();
    await client.query(`create database ${name} template ${templateName} owner portal_owner`);
    // A copy has the rights of its tables, not those of the database.
    await client.query(`revoke temporary on database ${name} from public`);
    await client.end();
    useDatabase(await openDatabase({ url: postgres.portal.replace('DATABASE', name) }));
  } else {
    const copyOf = new Blob([readFileSync(inject('embeddedTemplate'))]);
    useDatabase(await openDatabase({ directory: ':memory:', copyOf }));
  }
});

afterAll(closeDatabase);
