import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';

const root = path.join(import.meta.dirname, '../..');
const tests = ['app', 'components', 'lib', 'messages', 'prisma', 'scripts'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.test\.tsx?$/.test(name))
    .map((name) => path.join(folder, name)),
);

// The files of a worker share their modules: one that is replaced stays replaced, and the next file tests a stand-in.
it('no test replaces a module for those after it', () => {
  const replacing = tests.filter((file) =>
    /\bvi\.(do)?mock\(/i.test(readFileSync(path.join(root, file), 'utf8')),
  );
  expect(tests.length).toBeGreaterThan(80);
  expect(replacing).toEqual([]);
});
