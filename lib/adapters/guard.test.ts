/// <reference types="vite/client" />
import { expect, it } from 'vitest';

const pages = import.meta.glob<string>('../../app/**/page.tsx', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The first thing that a page waits for: its guard, or nothing that guards it. */
function guardOf(page: string): string {
  const [, body = ''] = page.split('export default async function');
  const [, name = '', argument = ''] = /\bawait\s+(\w+)\(([^),]*)/.exec(body) ?? [];
  return /^(guard|require\w+)$/.test(name) ? `${name}(${argument})` : 'unguarded';
}

const portal = '../../app/(portal)/';
const guards = Object.entries(pages)
  .filter(([file]) => file.startsWith(portal))
  .map(([file, page]) => ({ file: file.slice(portal.length), guard: guardOf(page) }));

it('every page of the portal asks for its guard before anything else', () => {
  expect(guards.length).toBeGreaterThan(50);
  expect(guards.filter(({ guard }) => guard === 'unguarded')).toEqual([]);
});

// Reviewed: the use case behind each of these is open to more people than the page is.
it('only these pages are guarded by a permission or a role, all others by the use case that they lead to', () => {
  const others = guards.filter(({ guard }) => !guard.startsWith('guard('));
  expect(Object.fromEntries(others.map(({ file, guard }) => [file, guard]))).toEqual({
    'admin/counties/page.tsx': "requirePermission('county.view')",
    'admin/counties/[id]/page.tsx': "requirePermission('county.manage')",
    'admin/counties/[id]/deactivate/page.tsx': "requirePermission('county.manage')",
    'admin/settings/page.tsx': "requireCountyRole('County Admin')",
  });
});

it.each([
  ['nothing at all', 'export default async function Page() { return null; }'],
  ['a read before the guard', 'export default async function Page() { await read(x); await guard(y); }'],
  ['a guard in a comment', '// await guard(x)\nexport default async function Page() { await params; }'],
])('%s is no guard', (_name, page) => {
  expect(guardOf(page)).toBe('unguarded');
});
