import 'server-only';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import type { MigrationList, SchemaEngine, SchemaFilter } from '@prisma/schema-engine-wasm/schema_engine_bg';
import { migrationNames, migrationsFolder } from '@/lib/platform/migration-history';
import type { MigrationAdapters } from './adapters';

// Prisma's own schema engine as WebAssembly, from npm: the native one would have to be downloaded from a host that
// not every machine reaches. docs/decisions has the page.

type Bindings = typeof import('@prisma/schema-engine-wasm/schema_engine_bg');
type EngineGlobals = typeof globalThis & { PRISMA_WASM_PANIC_REGISTRY?: { set_message(text: string): void } };

/** Nothing in the database is managed by anything but our migrations. */
export const everything: SchemaFilter = { externalTables: [], externalEnums: [] };

const SCHEMA_FILE = 'schema.prisma';

// The package keeps its WebAssembly instance in a variable of its own: a process may load it once, however often
// this module is (vitest loads it for each project).
const shared = globalThis as typeof globalThis & { portalSchemaEngine?: Promise<Bindings> };
let panic = '';

async function load(): Promise<Bindings> {
  // The engine calls this when it panics; without it, it dies on the missing global and the reason is lost.
  (globalThis as EngineGlobals).PRISMA_WASM_PANIC_REGISTRY = {
    set_message: (text) => {
      panic = text;
    },
  };
  const module = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const entry = createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg');
  const file = path.join(path.dirname(entry), 'schema_engine_bg.wasm');
  const { instance } = await WebAssembly.instantiate(readFileSync(file), {
    './schema_engine_bg.js': module as unknown as WebAssembly.ModuleImports,
  });
  module.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return module;
}

/**
 * Runs `work` with a schema engine over the given adapters, and frees both.
 * @throws Error with the engine's own message, or with the panic's text when the engine broke.
 */
export async function withSchemaEngine<T>(
  folder: string,
  factory: MigrationAdapters,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  shared.portalSchemaEngine ??= load();
  const { SchemaEngine: Engine } = await shared.portalSchemaEngine;
  panic = '';
  // Without a datamodel the engine panics: it takes the provider from it.
  const datamodels: [string, string][] = [[SCHEMA_FILE, readSchema(folder)]];
  const bound = bindMigrationAwareSqlAdapterFactory(factory);
  try {
    const engine = await Engine.new({ datamodels }, () => undefined, bound);
    const result = await work(engine);
    engine.free();
    return result;
  } catch (error) {
    if (panic) throw new Error(`The schema engine broke: ${panic}`, { cause: error });
    throw error;
  } finally {
    await factory.disposeAll();
  }
}

/** The text of schema.prisma, which lies beside the folder of the migrations. */
export function readSchema(folder: string = migrationsFolder()): string {
  return readFileSync(path.join(folder, '..', SCHEMA_FILE), 'utf8');
}

/** The schema as the engine's `diff` takes it. */
export function schemaTarget(folder: string) {
  return { tag: 'schemaDatamodel' as const, files: [{ path: SCHEMA_FILE, content: readSchema(folder) }] };
}

/** The migrations on disk as the engine takes them. */
export function migrationList(folder: string = migrationsFolder()): MigrationList {
  return {
    baseDir: folder,
    // A file that `prisma migrate` writes to notice a change of database; ours is always PostgreSQL.
    lockfile: { path: 'migration_lock.toml', content: 'provider = "postgresql"\n' },
    shadowDbInitScript: '',
    migrationDirectories: migrationNames(folder).map((name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: { tag: 'ok', value: readFileSync(path.join(folder, name, 'migration.sql'), 'utf8') },
      },
    })),
  };
}
