import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const files = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '*.ts', '*.tsx', '*.mjs', '*.md', '*.prisma'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '' && existsSync(path.join(root, file)));

/** Made by a command, and kept by nobody. */
const made = ['bench/latest.json'];

/** What a file calls by its path in the repository: pages, sources, scripts. Planted files of tests are made up. */
function citedBy(file: string, text: string): string[] {
  const cited: string[] = [];
  if (!/\.test\.tsx?$/.test(file))
    for (const [, named = ''] of text.matchAll(
      /(?<![\w/.@-])((?:docs|lib|app|components|scripts|prisma|e2e|bench)\/[\w()[\]./-]+\.(?:md|tsx?|mjs|json))\b/g,
    ))
      cited.push(named);
  if (file.endsWith('.md'))
    for (const [, target = ''] of text.matchAll(/\]\((?!https?:)([^)#\s]+)/g))
      cited.push(path.join(path.dirname(file), target));
  return cited;
}

describe('pages that are cited', () => {
  it('stand in the repository', () => {
    const missing = files.flatMap((file) =>
      citedBy(file, readFileSync(path.join(root, file), 'utf8'))
        .filter((cited) => !made.includes(cited) && !existsSync(path.join(root, cited)))
        .map((cited) => `${file} cites ${cited}`),
    );
    expect(missing).toEqual([]);
  });

  it('are named by their path, so that the check above can find them', () => {
    const byName = files.filter(
      (file) =>
        !file.endsWith('cited-pages.test.ts') &&
        /\b(?:CONTRACT|SECURITY|UX|PERMITS|ARCHITECTURE|PLATFORM)(?:\.md)?,? (?:sections?\b|§|")/.test(
          readFileSync(path.join(root, file), 'utf8'),
        ),
    );
    expect(byName).toEqual([]);
  });
});
