import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { root } from './portal';

/** Nothing of it is needed to run the portal. */
const leftOut = new Set(['node_modules', '.git', '.data', '.next/cache', '.next/trace', 'test-results']);

/**
 * Copies the portal and its production build to a folder of its own, in which the build says that there is no middleware.
 * Everything else is as it was built. Answers the folder; `remove` deletes it.
 */
export function copyWithoutMiddleware(): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-without-middleware-'));
  cpSync(root, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !leftOut.has(path.relative(root, source)),
  });
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
  // Both places in which Next looks for it: of the edge, and of Node.
  const manifest = path.join(folder, '.next', 'server', 'middleware-manifest.json');
  const built = JSON.parse(readFileSync(manifest, 'utf8')) as { middleware: object };
  if (Object.keys(built.middleware).length === 0) throw new Error('The build names no middleware here');
  writeFileSync(manifest, JSON.stringify({ ...built, middleware: {}, sortedMiddleware: [] }));
  const functions = path.join(folder, '.next', 'server', 'functions-config-manifest.json');
  writeFileSync(functions, JSON.stringify({ version: 1, functions: {} }));
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
