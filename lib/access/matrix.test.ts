/// <reference types="vite/client" />
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { useCases } from '@/lib/kernel/use-case';
import { en, es } from '@/messages';
import { permissionsOf, reachOf } from './access';
import { type Permission, permissionNames, permissions, type Reach } from './permissions';
import { builtInRoles, roleNames } from './roles';

const file = path.join(import.meta.dirname, 'matrix.md');

/** Every domain's use cases, also those that no index names. */
const sources = import.meta.glob('../*/**/*.ts');
const domains =
  /^\.\.?\/(?!kernel|platform|testing|shared|i18n|access)[^/]+\/(?!.*(?:\.test|\/probes|\/rows)\.ts$)(?:[\w-]+\/)?[\w-]+\.ts$/;

beforeAll(async () => {
  for (const [name, load] of Object.entries(sources)) if (domains.test(name)) await load();
}, 60_000);

/**
 * Who may run what, and how far it goes; `fresh` asks for a sign-in of the last ten minutes. What is for a county's own
 * people is for no System Administrator. `reads`: who looks by it is in the trail.
 */
function matrix(): string {
  const head = ['use case', 'permission', 'stranger', ...roleNames, 'reads'];
  const rows = [...useCases.values()]
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ name, access, fresh, ofOneCounty, reads }) => {
      const reach = (role: (typeof roleNames)[number]) => {
        if (ofOneCounty && role === 'System Administrator') return '-';
        if (access === 'public' || access === 'signed-in') return 'yes';
        const given = Object.entries(builtInRoles[role]) as [Permission, Reach][];
        return reachOf(new Map(given), access) ?? '-';
      };
      return [
        name,
        `${[access].flat().join(' or ')}${fresh ? ', fresh' : ''}`,
        access === 'public' ? 'yes' : '-',
        ...roleNames.map(reach),
        reads ? 'recorded' : '-',
      ];
    });
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  return `# Who may do what\n\nReviewed by a person whenever it changes; \`matrix.test.ts\` compares it with the code. Reads: who of the staff looks by it is recorded in the audit trail.\n\n${lines.join('\n')}\n`;
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

it('every use case is named after its domain, and guarded by a permission that there is', () => {
  for (const name of useCases.keys())
    expect(name).toMatch(
      /^(jobs|accounts|administration|reporting|permits|notifications|audit)\.[a-z][A-Za-z]+$/,
    );
  for (const { access } of useCases.values())
    for (const permission of permissionsOf(access)) expect(permissions).toHaveProperty([permission]);
});

/** Permissions that guard no use case: they decide what one that is open to more people shows. Each with where. */
const decidesWithin: Partial<Record<Permission, string[]>> = {
  'county.view': [
    'administration/counties/list-counties.ts', // strangers get codes and names alone
    'administration/panels.ts', // the figures of every county
  ],
};

it('every permission guards a use case, or decides what one shows', () => {
  const guarding = new Set([...useCases.values()].flatMap(({ access }) => permissionsOf(access)));
  expect(permissionNames.filter((name) => !guarding.has(name))).toEqual(Object.keys(decidesWithin));
  for (const [name, files] of Object.entries(decidesWithin))
    for (const source of files)
      expect(
        readFileSync(path.join(import.meta.dirname, '..', source), 'utf8'),
        `${source} asks for ${name}`,
      ).toMatch(new RegExp(`grants\\.has\\('${name}'\\)`));
});

it('every permission is held by a built-in role', () => {
  const held = new Set(roleNames.flatMap((role) => Object.keys(builtInRoles[role])));
  expect(permissionNames.filter((name) => !held.has(name))).toEqual([]);
});

it("only the permission to manage the own account and see the own dashboard is everybody's", () => {
  expect(builtInRoles.Citizen).toEqual({ 'account.manage': 'own', 'dashboard.view': 'own' });
});

it('every use case has words for the trail: whoever is refused one leaves an event of it', () => {
  const lacking = (words: Record<string, unknown>) =>
    [...useCases.keys()].filter((name) => {
      const [domain = '', verbNoun = ''] = name.split('.');
      return typeof (words[domain] as Record<string, unknown> | undefined)?.[verbNoun] !== 'string';
    });
  expect(lacking(en.events)).toEqual([]);
  expect(lacking(es.events)).toEqual([]);
});
