import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Entry = {
  version?: string;
  resolved?: string;
  integrity?: string;
  inBundle?: boolean;
  optionalDependencies?: Record<string, string>;
};

const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
  packages: Record<string, Entry>;
};
const [, ...installed] = Object.entries(packages);

/** The entry that a package at `from` would load by this name: the nearest one, as Node looks for it. */
function entryOf(name: string, from: string): Entry | undefined {
  const entry = packages[from ? `${from}/node_modules/${name}` : `node_modules/${name}`];
  return (
    entry ??
    (from ? entryOf(name, from.slice(0, Math.max(0, from.lastIndexOf('node_modules/') - 1))) : undefined)
  );
}

test('the lock file names no host: it installs from whichever registry is configured', () => {
  expect(installed.filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
});

test('every package is pinned by the hash of its contents', () => {
  // What a package brings along inside itself is part of its own hash.
  const loose = installed.filter(
    ([, { version, integrity, inBundle }]) => !version || (!integrity && !inBundle),
  );
  expect(loose).toEqual([]);
});

test('packages for other systems are named too: npm ci refuses a lock file without them', () => {
  const missing = installed.flatMap(([from, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !entryOf(name, from)?.version),
  );
  expect(missing).toEqual([]);
});
