import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/** Each import rule of docs/architecture.md is broken on purpose in a small house of its own; the linter must say so. */

const root = path.resolve(import.meta.dirname, '..', '..');
const houses: string[] = [];
afterAll(() => {
  for (const house of houses) rmSync(house, { recursive: true, force: true });
});

function build(files: Record<string, string>): string {
  const house = mkdtempSync(path.join(tmpdir(), 'portal-house-'));
  houses.push(house);
  const everything = {
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'esnext', moduleResolution: 'bundler', paths: { '@/*': ['./*'] } },
    }),
    'prisma/generated/client.ts': 'export class PrismaClient {}\n',
    'lib/accounts/domain.ts': "import 'server-only';\nexport const accounts = { name: 'accounts' };\n",
    'lib/reporting/domain.ts': "import 'server-only';\nexport const reporting = { name: 'reporting' };\n",
    'lib/accounts/index.ts': "import 'server-only';\nexport { inner } from './inner';\n",
    'lib/accounts/inner.ts': "import 'server-only';\nexport const inner = 1;\n",
    'lib/kernel/db.ts': "import 'server-only';\nexport const db = 1;\n",
    'components/ui/button.tsx': 'export const Button = 1;\n',
    'app/page.tsx': 'export default 1;\n',
    ...files,
  };
  for (const [name, content] of Object.entries(everything)) {
    mkdirSync(path.join(house, path.dirname(name)), { recursive: true });
    writeFileSync(path.join(house, name), content);
  }
  symlinkSync(path.join(root, 'node_modules'), path.join(house, 'node_modules'));
  return house;
}

type Violation = { from: string; rule: { name: string } };

/** What breaks a rule in a house. */
function violationsIn(house: string): Violation[] {
  const cruiser = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
  const config = path.join(root, '.dependency-cruiser.mjs');
  const { stdout, stderr } = spawnSync(
    process.execPath,
    [cruiser, '--config', config, '--output-type', 'json', 'app', 'components', 'lib', 'prisma'],
    { cwd: house, encoding: 'utf8', maxBuffer: 64 * 1_048_576 },
  );
  if (!stdout) throw new Error(stderr);
  return (JSON.parse(stdout) as { summary: { violations: Violation[] } }).summary.violations;
}

const serverOnly = "import 'server-only';\n";
/** Each breaks its rule in a file called `sneak`, of which there is one more than in a clean house. */
const planted: [string, Record<string, string>][] = [
  [
    'prisma-only-in-kernel',
    {
      'lib/accounts/sneak.ts': `${serverOnly}import { PrismaClient } from '@/prisma/generated/client';\nexport const x = new PrismaClient();\n`,
    },
  ],
  [
    'prisma-only-in-kernel',
    { 'app/sneak/route.ts': "import { Pool } from 'pg';\nexport const x = new Pool();\n" },
  ],
  [
    'lib-knows-no-pages',
    {
      'lib/accounts/sneak.ts': `${serverOnly}import { Button } from '@/components/ui/button';\nexport const x = Button;\n`,
    },
  ],
  [
    'components-only-see',
    { 'components/ui/sneak.tsx': "import { inner } from '@/lib/accounts';\nexport const x = inner;\n" },
  ],
  [
    'domains-by-their-index',
    {
      'lib/reporting/sneak.ts': `${serverOnly}import { inner } from '@/lib/accounts/inner';\nexport const x = inner;\n`,
    },
  ],
  [
    'kernel-and-platform-know-no-domain',
    {
      'lib/kernel/sneak.ts': `${serverOnly}import { inner } from '@/lib/accounts';\nexport const x = inner;\n`,
    },
  ],
  [
    'kernel-and-platform-know-no-domain',
    {
      'lib/domains.ts': `${serverOnly}export { accounts } from './accounts/domain';\n`,
      'lib/jobs/sneak.ts': `${serverOnly}import { accounts } from '@/lib/domains';\nexport const x = accounts;\n`,
    },
  ],
  [
    'platform-knows-no-kernel',
    { 'lib/platform/sneak.ts': `${serverOnly}import { db } from '@/lib/kernel/db';\nexport const x = db;\n` },
  ],
  [
    'ground-by-its-index',
    {
      'lib/accounts/sneak.ts': `${serverOnly}import type { db } from '@/lib/kernel/db';\nexport type X = typeof db;\n`,
    },
  ],
  [
    'kernel-knows-no-way-in',
    {
      'lib/identity/cookies.ts': 'export const cookie = 1;\n',
      'lib/kernel/sneak.ts': `${serverOnly}import { cookie } from '@/lib/identity/cookies';\nexport const x = cookie;\n`,
    },
  ],
  [
    'access-is-the-ground-floor',
    { 'lib/access/sneak.ts': "import { db } from '@/lib/kernel/db';\nexport const x = db;\n" },
  ],
  [
    'no-cycles',
    {
      'lib/accounts/sneak.ts': `${serverOnly}import type { Other } from './by-type';\nexport const x: Other = 1;\n`,
      'lib/accounts/by-type.ts': `${serverOnly}import type { x } from './sneak';\nexport type Other = 1;\nexport type X = typeof x;\n`,
    },
  ],
  [
    'shared-is-pure',
    {
      'lib/shared/sneak.ts': "import { inner } from '@/lib/accounts';\nexport const x = inner;\n",
    },
  ],
  [
    'fields-are-pure',
    { 'lib/fields/sneak.ts': "import { inner } from '@/lib/accounts';\nexport const x = inner;\n" },
  ],
  [
    'shared-needs-no-node',
    { 'lib/shared/sneak.ts': "import { readFileSync } from 'node:fs';\nexport const x = readFileSync;\n" },
  ],
  [
    'no-cycles',
    {
      'lib/accounts/sneak.ts': `${serverOnly}import { other } from './by-value';\nexport const x = other;\n`,
      'lib/accounts/by-value.ts': `${serverOnly}import { x } from './sneak';\nexport const other = x;\n`,
    },
  ],
  [
    'no-testing-in-production',
    {
      'lib/testing/world.ts': 'export const world = 1;\n',
      'lib/accounts/sneak.ts': `${serverOnly}import { world } from '@/lib/testing/world';\nexport const x = world;\n`,
    },
  ],
  ['server-code-says-so', { 'lib/accounts/sneak.ts': 'export const x = 1;\n' }],
];

describe('import rules', () => {
  it('finds nothing in a clean house', () => {
    expect(violationsIn(build({}))).toEqual([]);
  }, 60_000);

  // One house for all, each with a sneak of its own: the linter takes seconds to start.
  const own = (row: number, text: string) => text.replaceAll('sneak', `sneak-${row}`);
  let violations: Violation[];
  beforeAll(() => {
    const files = planted.flatMap(([, plant], row) =>
      Object.entries(plant).map(([name, content]) => [own(row, name), own(row, content)] as const),
    );
    violations = violationsIn(build(Object.fromEntries(files)));
  }, 60_000);

  it.each(planted.map(([rule, plant], row) => [rule, row, Object.keys(plant)] as const))(
    '%s (%i)',
    (rule, row, names) => {
      const broken = violations.filter(({ from }) => names.some((name) => own(row, name) === from));
      expect(broken.map(({ rule: { name } }) => name)).toContain(rule);
    },
  );
});

/** What Biome says of a house with this one file more, under the project's own rules. */
function lint(name: string, content: string): string {
  const house = build({ [name]: content, 'biome.json': readFileSync(path.join(root, 'biome.json'), 'utf8') });
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--vcs-enabled=false', '--max-diagnostics=none', name];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: house, encoding: 'utf8' });
  return stdout + stderr;
}

describe('lint rules', () => {
  it.each([
    ['noProcessEnv', 'lib/accounts/sneak.ts', 'export const x = process.env.HOME;\n'],
    ['noDefaultExport', 'lib/accounts/sneak.ts', 'export default 1;\n'],
    ['noExplicitAny', 'lib/accounts/sneak.ts', 'export const x: any = 1;\n'],
    ['noConsole', 'lib/accounts/sneak.ts', "console.log('x');\n"],
  ])('%s', (rule, name, content) => {
    expect(lint(name, content)).toContain(rule);
  });

  it('lets settings and pages do what they must', () => {
    expect(lint('lib/platform/env.ts', 'export const x = process.env.HOME;\n')).not.toContain('noProcessEnv');
    expect(lint('app/page.tsx', 'export default function Page() {\n  return null;\n}\n')).not.toContain(
      'noDefaultExport',
    );
  });
});
