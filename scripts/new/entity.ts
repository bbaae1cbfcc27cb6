import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { languages } from '@/lib/shared/languages';
import { type Names, renamed } from './names';
import { type Words, withWords } from './words';

const templates = path.join(import.meta.dirname, 'templates');
const ending = '.template';
const read = (...parts: string[]) => readFileSync(path.join(...parts), 'utf8');

/** The domains that an entity can be made in: they have words of their own. */
export function domainsOf(root: string): string[] {
  return readdirSync(path.join(root, 'lib')).filter(
    (name) =>
      existsSync(path.join(root, 'lib', name, 'domain.ts')) &&
      languages.every((language) => existsSync(path.join(root, 'messages', language, `${name}.json`))),
  );
}

/** Writes the files of an entity; answers those that are new. Where anything is there already, nothing is written. */
export function makeEntity(root: string, names: Names): string[] {
  if (!/^[a-z]+(-[a-z]+)*$/.test(names.thing))
    throw new Error('Name one of them, with small letters and dashes, for example: permit-type');
  if (names.thing === names.things) throw new Error('Several of them need another name: --plural');
  const domains = domainsOf(root);
  if (!domains.includes(names.domain)) throw new Error(`The domains are: ${domains.join(', ')}`);
  if (read(root, 'prisma/schema.prisma').includes(renamed('model SampleThing {', names)))
    throw new Error('schema.prisma has a model of this name.');
  const files = new Map<string, string>();
  const words = new Map<string, Words>();
  for (const { name, text } of templatesFor(names)) {
    if (!name.startsWith('messages/')) files.set(name, text);
    // In English at first everywhere: a test asks for every word that was not translated.
    else
      for (const language of languages) {
        const file = name.replace('messages', `messages/${language}`);
        const before = words.get(file) ?? (JSON.parse(read(root, file)) as Words);
        words.set(file, withWords(before, JSON.parse(text) as Words));
      }
  }
  const made = [...files.keys()];
  const taken = made.filter((name) => existsSync(path.join(root, name)));
  if (taken.length > 0) throw new Error(`These files exist: ${taken.join(', ')}`);
  for (const [name, all] of words) files.set(name, JSON.stringify(all, null, 2));
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), text);
  }
  format(root, [...files.keys()]);
  return made;
}

/** What is left to do by hand. */
export function byHand(names: Names): string {
  return renamed(read(import.meta.dirname, `by-hand${ending}`), names);
}

/** Every file of the entity, named and written for it. */
function templatesFor(names: Names) {
  return readdirSync(templates, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .sort()
    .map((name) => ({
      name: renamed(name.slice(0, -ending.length), names),
      text: renamed(read(templates, name), names),
    }));
}

/** Other names are of other lengths and stand elsewhere in the alphabet. */
function format(root: string, files: string[]): void {
  const biome = path.join(import.meta.dirname, '../../node_modules/.bin/biome');
  execFileSync(biome, ['check', '--write', '--error-on-warnings', '--vcs-enabled=false', ...files], {
    cwd: root,
    stdio: 'pipe',
  });
}
