/// <reference types="vite/client" />
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { useCases } from '@/lib/kernel/use-case';
import { permissions } from './permissions';
import { builtInRoles, roleNames } from './roles';

const file = path.join(import.meta.dirname, 'matrix.md');

/** Every domain's use cases, also those that no index names. */
const sources = import.meta.glob('../*/**/*.ts');
const domains =
  /^\.\.?\/(?!kernel|platform|testing|shared|i18n|access)[^/]+\/(?!.*\.test\.ts$)(?:[\w-]+\/)?[\w-]+\.ts$/;

beforeAll(async () => {
  for (const [name, load] of Object.entries(sources)) if (domains.test(name)) await load();
}, 60_000);

/** Who may run what, and how far it goes; `fresh` asks for a sign-in of the last ten minutes. */
function matrix(): string {
  const head = ['use case', 'permission', 'stranger', ...roleNames];
  const rows = [...useCases.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, access, fresh }) => {
      const reach = (role: (typeof roleNames)[number]) =>
        access === 'public' || access === 'signed-in' ? 'yes' : (builtInRoles[role][access] ?? '-');
      return [
        name,
        `${access}${fresh ? ', fresh' : ''}`,
        access === 'public' ? 'yes' : '-',
        ...roleNames.map(reach),
      ];
    });
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# Who may do what\n\nReviewed by a person whenever it changes; \`matrix.test.ts\` compares it with the code.\n\n${lines.join('\n')}\n`;
}

/** Editors and formatters align the columns of a table; what it says stays the same. */
const unaligned = (table: string) => table.replaceAll(/ +/g, ' ').replaceAll(/-{3,}/g, '---');

it('the matrix of roles and use cases is the reviewed one', () => {
  if (process.env.UPDATE_MATRIX === '1') writeFileSync(file, matrix());
  expect(
    matrix(),
    'A use case, permission or role changed. Review the difference, then write the file anew: UPDATE_MATRIX=1 npx vitest run --project unit lib/access/matrix.test.ts',
  ).toBe(unaligned(readFileSync(file, 'utf8')));
});

it('every use case is named after its domain, and every permission guards one or waits for one', () => {
  for (const name of useCases.keys())
    expect(name).toMatch(/^(accounts|administration|reporting|permits|notifications|audit)\.[a-z][A-Za-z]+$/);
  for (const { access } of useCases.values())
    if (access !== 'public' && access !== 'signed-in') expect(permissions).toHaveProperty([access]);
});

it("only the permission to manage the own account and see the own dashboard is everybody's", () => {
  expect(builtInRoles.Citizen).toEqual({ 'account.manage': 'own', 'dashboard.view': 'own' });
});
