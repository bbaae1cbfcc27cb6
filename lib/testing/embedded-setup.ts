import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '@/lib/kernel/db';
import { prepareDatabase } from '@/prisma/engine/prepare';

declare module 'vitest' {
  interface ProvidedContext {
    /** The file of a migrated database, which every test file starts from: four times faster than migrating anew. */
    embeddedTemplate: string;
  }
}

let folder: string | undefined;

/** Migrates one embedded database and dumps it. */
export async function setup(project: TestProject): Promise<void> {
  folder = mkdtempSync(path.join(tmpdir(), 'portal-template-'));
  const database = await openDatabase({ directory: ':memory:' });
  await prepareDatabase(database, project.config.env.AUTH_SECRET ?? '');
  if (database.target.kind !== 'embedded') throw new Error('This database is in memory.');
  const dump = await database.target.pglite.dumpDataDir('none');
  const file = path.join(folder, 'database.tar');
  writeFileSync(file, Buffer.from(await dump.arrayBuffer()));
  await database.close();
  project.provide('embeddedTemplate', file);
}

/** Deletes the dump. */
export async function teardown(): Promise<void> {
  if (folder) rmSync(folder, { recursive: true, force: true });
}
