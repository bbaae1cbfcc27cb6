import { execFileSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { languages } from '@/lib/shared/languages';
import { byHand, domainsOf, makeEntity } from './entity';
import { pluralOf } from './names';
import type { Words } from './words';

const here = path.resolve(import.meta.dirname, '../..');
const names = { thing: 'paper-lantern', things: 'paper-lanterns', domain: 'administration' };
/** What the generator reads and what it could overwrite. */
const copied = ['app', 'components', 'e2e', 'lib', 'messages', 'prisma/schema.prisma', 'biome.json'];

let root: string;
let before: Map<string, string>;
let made: string[];
const read = (name: string) => readFileSync(path.join(root, name), 'utf8');
const everyFile = () =>
  new Map(
    readdirSync(root, { recursive: true, encoding: 'utf8', withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
      .map((name) => [name, read(name)]),
  );

beforeAll(() => {
  root = mkdtempSync(path.join(tmpdir(), 'entity-'));
  for (const name of copied) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    cpSync(path.join(here, name), path.join(root, name), { recursive: true });
  }
  before = everyFile();
  made = makeEntity(root, names);
}, 60_000);
afterAll(() => rmSync(root, { recursive: true, force: true }));

const isWords = (name: string) => name.startsWith('messages/');

describe('a new entity', () => {
  it('is made of new files, and of words beside those that are there', () => {
    const after = everyFile();
    expect([...after.keys()].filter((name) => !before.has(name)).sort()).toEqual([...made].sort());
    for (const [name, text] of before)
      if (isWords(name) && name.endsWith('.json'))
        expect(JSON.parse(after.get(name) ?? '')).toMatchObject(JSON.parse(text));
      else expect(after.get(name), name).toBe(text);
    for (const language of languages) {
      const { errors } = JSON.parse(read(`messages/${language}/errors.json`)) as { errors: Words };
      expect(errors.paperLantern).toHaveProperty('gone');
    }
  });

  it('leaves no name of its templates behind', () => {
    for (const text of [...made, ...made.map(read), byHand(names)]) expect(text).not.toMatch(/sample/i);
  });

  it('is written in the style of the house', () => {
    const biome = path.join(here, 'node_modules/.bin/biome');
    const check = ['check', '--error-on-warnings', '--vcs-enabled=false', ...made];
    expect(() => execFileSync(biome, check, { cwd: root, stdio: 'pipe' })).not.toThrow();
  });

  it('has a test of each kind that fails until it is written', () => {
    const tests = made.filter((name) => /\.(test|spec)\.ts$/.test(name));
    expect(tests.map((name) => path.basename(name)).sort()).toEqual([
      'paper-lanterns-api.db.test.ts',
      'paper-lanterns.db.test.ts',
      'paper-lanterns.spec.ts',
    ]);
    for (const name of tests) expect(read(name)).toMatch(/Write (what|it)/);
  });

  it('takes of the rooms that it stands on what they give out', () => {
    for (const name of made.filter((each) => /^lib\/.*(?<!\.test|\/rows)\.ts$/.test(each)))
      expect(read(name), name).not.toMatch(/from '@\/lib\/(?:kernel|adapters|identity|jobs)\//);
  });

  // Templates are text to the compiler: what they import may be renamed without it.
  it('imports what is there', () => {
    // The lines that are written by hand.
    const index = path.join(root, 'lib/administration/index.ts');
    const lines = byHand(names)
      .split('\n')
      .filter((line) => line.startsWith('  export '));
    writeFileSync(index, `${readFileSync(index, 'utf8')}${lines.join('\n')}`);
    const sources = made.filter((name) => /\.tsx?$/.test(name));
    const missing = sources.flatMap((name) =>
      importsOf(path.join(root, name)).flatMap(({ file, wanted }) =>
        wanted.filter((each) => !exportsOf(file).has(each)).map((each) => `${name}: ${each} of ${file}`),
      ),
    );
    expect(sources.length).toBeGreaterThan(15);
    expect(missing).toEqual([]);
  });
});

describe('what is refused, with nothing written', () => {
  it.each([
    ['a name that is there', names, /words of|exist/],
    [
      'a model that is there',
      { thing: 'department', things: 'departements', domain: 'administration' },
      /model/,
    ],
    ['a name that is none', { ...names, thing: '../Office' }, /small letters/],
    ['no plural', { ...names, thing: 'sheep', things: 'sheep' }, /--plural/],
    ['a domain that there is not', { ...names, domain: 'permit' }, /accounts, administration/],
  ])('%s', (_what, wanted, message) => {
    const now = everyFile();
    expect(() => makeEntity(root, wanted)).toThrow(message);
    expect(everyFile()).toEqual(now);
  });
});

it('every domain with words can have one', () => {
  expect(domainsOf(here)).toEqual(
    expect.arrayContaining(['accounts', 'administration', 'audit', 'reporting']),
  );
});

it.each([
  ['paper-lantern', 'paper-lanterns'],
  ['county', 'counties'],
  ['holiday', 'holidays'],
  ['address', 'addresses'],
])('%s: %s', (one, several) => expect(pluralOf(one)).toBe(several));

function parsed(file: string) {
  return ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest);
}

/** What a file imports from the house, by name. */
function importsOf(file: string) {
  return parsed(file).statements.flatMap((statement) => {
    if (!ts.isImportDeclaration(statement)) return [];
    const from = (statement.moduleSpecifier as ts.StringLiteral).text;
    if (!/^[@.]\.?\//.test(from)) return [];
    const target = from.startsWith('@/')
      ? path.join(root, from.slice(2))
      : path.resolve(path.dirname(file), from);
    const found = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`].find((each) => existsSync(each));
    const bindings = statement.importClause?.namedBindings;
    const wanted = bindings && ts.isNamedImports(bindings) ? bindings.elements : [];
    return [
      { file: found ?? target, wanted: wanted.map(({ propertyName, name }) => (propertyName ?? name).text) },
    ];
  });
}

function exportsOf(file: string): Set<string> {
  if (!existsSync(file)) return new Set();
  const names = parsed(file).statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement))
      return statement.exportClause && ts.isNamedExports(statement.exportClause)
        ? statement.exportClause.elements.map(({ name }) => name.text)
        : [];
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);
    if (!isExported) return [];
    if (ts.isVariableStatement(statement))
      return statement.declarationList.declarations.map(({ name }) => (name as ts.Identifier).text);
    const named = statement as ts.Statement & { name?: ts.Identifier };
    return named.name ? [named.name.text] : [];
  });
  return new Set(names);
}
