import 'server-only';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { lockFolder } from './folder-lock';
import { ownFolder } from './own-folder';

/** An opened embedded PostgreSQL; `close` writes it out and frees its folder, and may be called more than once. */
export type EmbeddedDatabase = { pglite: PGlite; close(): Promise<void> };

/**
 * Opens the embedded PostgreSQL in a folder (made when absent), or in memory for `:memory:`. One process a folder:
 * a lock left by a dead process is taken over at once.
 * @param options.copyOf in memory: starts as a copy of a database that was dumped, instead of an empty one.
 * @throws FolderInUse when another process has the folder.
 */
export async function openEmbeddedDatabase(
  directory: string,
  options: { copyOf?: Blob } = {},
): Promise<EmbeddedDatabase> {
  if (directory === ':memory:') {
    const loadDataDir = options.copyOf;
    const pglite = await PGlite.create({
      dataDir: 'memory://',
      extensions: { pg_trgm },
      ...(loadDataDir ? { loadDataDir } : {}),
    });
    return { pglite, close: () => closeOnce(pglite) };
  }
  const folder = path.resolve(directory);
  // PGlite lets everybody read and write its files: the folders around them keep others out.
  ownFolder(path.dirname(folder));
  ownFolder(folder);
  const release = await lockFolder(folder);
  try {
    const pglite = await PGlite.create({ dataDir: folder, extensions: { pg_trgm } });
    let closing: Promise<void> | undefined;
    const close = () => {
      closing ??= closeOnce(pglite).finally(release);
      return closing;
    };
    return { pglite, close };
  } catch (error) {
    await release();
    throw error;
  }
}

async function closeOnce(pglite: PGlite): Promise<void> {
  if (!pglite.closed) await pglite.close();
}
