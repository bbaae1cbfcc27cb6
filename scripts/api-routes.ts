import 'server-only';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The list that this script writes: Next's bundler follows imports that stand in a file, and no others. */
export const listFile = 'app/api/v1/routes.ts';

const root = path.dirname(import.meta.dirname);
const folder = path.join(root, 'app/api/v1');

/** The source of the list of API v1's addresses, from the folders that hold a `route.ts`; the document itself is left out. */
export function apiRoutesSource(): string {
  const routes = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === 'route.ts')
    .sort()
    .map((file) => path.dirname(file).split(path.sep).join('/'))
    .filter((address) => address !== 'openapi.json');
  const nameOf = (address: string) =>
    address.replace(/\W+(\w?)/g, (_match, letter: string) => letter.toUpperCase());
  return `import type { DescribedRoutes } from '@/lib/adapters/document/openapi';
${routes.map((address) => `import * as ${nameOf(address)} from './${address}/route';`).join('\n')}

/** Every address of API v1, for its document and \`/developers\`. Written by \`npm run api-routes\`. */
export const apiRoutes: DescribedRoutes = {
${routes
  .toSorted()
  .map((address) => `  '/api/v1/${address.replace(/\[(\w+)\]/g, '{$1}')}': ${nameOf(address)},`)
  .join('\n')}
};
`;
}

/** Writes the list anew where it is another one. */
export function writeApiRoutes(): void {
  const target = path.join(root, listFile);
  const source = apiRoutesSource();
  if (source !== readFileSync(target, 'utf8')) writeFileSync(target, source);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeApiRoutes();
