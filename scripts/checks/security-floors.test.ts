import { expect, test } from 'vitest';
import { belowFloor, isOlder, outdatedFloors } from './security-floors';

test.each([
  ['16.4.0', '16.4.1', true],
  ['16.4.1', '16.4.1', false],
  ['16.10.0', '16.4.1', false],
  ['5.0.0-beta.9', '5.0.0-beta.32', true],
  ['5.0.0-beta.32', '5.0.0-beta.32', false],
  ['5.0.0', '5.0.0-beta.32', false],
  ['8.0.9-rc.1', '8.0.9', true],
])('%s is older than %s: %s', (version, floor, expected) => {
  expect(isOlder(version, floor)).toBe(expected);
});

test('a second, older copy of a package is found', () => {
  const good = {
    next: '16.4.6',
    react: '19.3.1',
    'react-dom': '19.3.1',
    'next-auth': '5.0.0-beta.32',
    nodemailer: '10.6.1',
  };
  const packages = Object.fromEntries(
    Object.entries(good).map(([name, version]) => [`node_modules/${name}`, { version }]),
  );
  expect(belowFloor({ packages })).toEqual([]);
  expect(
    belowFloor({ packages: { ...packages, 'node_modules/a/node_modules/nodemailer': { version: '7.0.0' } } }),
  ).toEqual(['node_modules/a/node_modules/nodemailer is 7.0.0; the floor is 10.6.0']);
});

test('a floor is good for 60 days after its advisories were read', () => {
  expect(outdatedFloors(new Date('2026-11-25T12:00:00Z'))).toEqual([]);
  expect(outdatedFloors(new Date('2027-06-01T12:00:00Z'))).toContain(
    'next: its advisories were last read on 2026-11-25; read them again',
  );
});
