import 'server-only';
import type { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import { Pool } from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { openEmbeddedDatabase } from '@/lib/platform/embedded-database';

/** The database to migrate: an opened PGlite (its folder lock is held by whoever opened it), or PostgreSQL by address. */
export type MigrationTarget = { kind: 'embedded'; pglite: PGlite } | { kind: 'postgres'; url: string };

export type MigrationAdapters = SqlMigrationAwareDriverAdapterFactory & { disposeAll(): Promise<void> };

/**
 * The adapters that the schema engine may use, for a target. Their own `executeScript` is replaced: adapter-pg
 * splits a script at every semicolon, `$$` bodies included, and runs the pieces on different connections;
 * pglite-prisma-adapter does not wait for it, so that a script that fails is recorded as applied.
 * Here a script goes to the server whole, as one simple query: PostgreSQL makes that one transaction.
 */
export function adapterFactory(target: MigrationTarget): MigrationAdapters {
  const opened: Promise<SqlDriverAdapter>[] = [];
  const keep = (adapter: Promise<SqlDriverAdapter>) => {
    opened.push(adapter);
    return adapter;
  };
  return {
    provider: 'postgres',
    adapterName: 'county-services-migrations',
    connect: () =>
      keep(target.kind === 'embedded' ? embeddedAdapter(target.pglite) : postgresAdapter(target.url)),
    connectToShadowDb: () => keep(shadowAdapter()),
    // The engine forgets its connections, and a forgotten one holds the engine's lock until the pool drops it.
    disposeAll: async () => {
      await Promise.allSettled(opened.map(async (adapter) => (await adapter).dispose()));
    },
  };
}

async function embeddedAdapter(pglite: PGlite): Promise<SqlDriverAdapter> {
  const adapter = await new PrismaPGlite(pglite).connect();
  // The caller opened it and closes it.
  return withScripts(
    adapter,
    (script) => pglite.exec(script),
    async () => undefined,
  );
}

async function postgresAdapter(url: string): Promise<SqlDriverAdapter> {
  // One connection: the engine takes a session lock of its own, and a script must meet the session it was begun in.
  const pool = new Pool({ connectionString: url, max: 1, application_name: 'county-services-migrations' });
  const adapter = await new PrismaPg(pool).connect();
  const script = async (text: string) => {
    // Not pool.query: it throws a connection away after an error, and the engine's lock with it.
    const connection = await pool.connect();
    try {
      await connection.query(text);
    } finally {
      connection.release();
    }
  };
  return withScripts(adapter, script, () => pool.end());
}

/** A shadow database for diffs: an embedded one in memory, so that no right to create databases is needed. */
async function shadowAdapter(): Promise<SqlDriverAdapter> {
  const { pglite, close } = await openEmbeddedDatabase(':memory:');
  const adapter = await new PrismaPGlite(pglite).connect();
  return withScripts(adapter, (script) => pglite.exec(script), close);
}

function withScripts(
  adapter: SqlDriverAdapter,
  run: (script: string) => Promise<unknown>,
  dispose: () => Promise<void>,
): SqlDriverAdapter {
  let disposed: Promise<void> | undefined;
  return Object.assign(adapter, {
    executeScript: async (script: string) => {
      try {
        await run(script);
      } catch (error) {
        // A script that opened a transaction of its own would leave the session in it, aborted.
        await run('rollback').catch(() => undefined);
        throw asAdapterError(error, script);
      }
    },
    dispose: () => {
      disposed ??= dispose();
      return disposed;
    },
  });
}

/** Why the last script failed in PostgreSQL's own words, with the line; the engine shortens them. */
export const lastScriptFault = { text: '' };

/** The engine keeps code and message only of errors in this form; of others it says "external error". */
function asAdapterError(error: unknown, script: string): DriverAdapterError {
  const { code, severity, message, detail, column, hint, position } = error as Record<
    string,
    string | undefined
  >;
  const words = message ?? String(error);
  const line = position ? script.slice(0, Number(position)).split('\n').length : undefined;
  lastScriptFault.text = [line ? `Line ${line}: ${words}` : words, detail, hint].filter(Boolean).join('\n');
  return new DriverAdapterError({
    kind: 'postgres',
    code: code ?? 'N/A',
    severity: severity ?? 'ERROR',
    message: words,
    detail,
    column,
    hint,
  });
}
