import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';

/**
 * The three sizes of the tests (docs/contributing.md): `check` while one works, `test` before a merge, `deep` before a
 * release. Vitest and Playwright both learn it from TEST_SIZE; without one they run as `npm test` does.
 */
export type TestSize = 'check' | 'test' | 'deep';

export const testSize = sizeOf(process.env.TEST_SIZE || 'test');

function sizeOf(name: string): TestSize {
  if (name === 'check' || name === 'test' || name === 'deep') return name;
  throw new Error(`TEST_SIZE is check, test or deep, not "${name}".`);
}

/**
 * The part of a long list that this run takes: every `parts`th item. Where it begins is the commit's, so a failing run
 * fails again, and the commits of a week meet every item. The deep size takes all.
 */
export function share<T>(
  items: readonly T[],
  parts: number,
  size = testSize,
  offset = offsetOfCommit(),
): T[] {
  if (size === 'deep') return [...items];
  return items.filter((_, index) => (index + offset) % parts === 0);
}

/** Whether a thing with this name is among this commit's of so many parts. Unlike `share`, it needs no list. */
export function isInTurn(name: string, parts: number, size = testSize, offset = offsetOfCommit()): boolean {
  const place = createHash('sha256').update(name).digest().readUInt32BE();
  return size === 'deep' || (place + offset) % parts === 0;
}

let offset: number | undefined;

function offsetOfCommit(): number {
  offset ??= Number.parseInt(headCommit().slice(0, 8), 16);
  return offset;
}

/** A tree without its history (an archive, say) has one share: the first. */
function headCommit(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch {
    return '0';
  }
}
