import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openEmbeddedDatabase } from './embedded-database';
import { isOpenToOthers, ownFolder } from './own-folder';

let base: string;
beforeEach(() => {
  base = mkdtempSync(path.join(tmpdir(), 'portal-folder-'));
});
afterEach(() => rmSync(base, { recursive: true, force: true }));
const modeOf = (folder: string) => (statSync(folder).mode & 0o777).toString(8);

describe('a folder of its owner alone', () => {
  it('is made so, with what is above it', () => {
    const folder = path.join(base, 'data', 'database');
    ownFolder(folder);
    expect([modeOf(folder), modeOf(path.dirname(folder))]).toEqual(['700', '700']);
    expect(isOpenToOthers(folder)).toBe(false);
  });

  it.each([0o755, 0o750, 0o701, 0o777])('is narrowed where it was wider: %o', (mode) => {
    const folder = path.join(base, 'data');
    mkdirSync(folder);
    chmodSync(folder, mode);
    expect(isOpenToOthers(folder)).toBe(true);
    ownFolder(folder);
    expect(modeOf(folder)).toBe('700');
  });

  it('is nobody’s while it is not there', () => {
    expect(isOpenToOthers(path.join(base, 'nowhere'))).toBe(false);
  });

  it('holds the embedded database, whose files everybody could read, and what lies beside it', async () => {
    const data = path.join(base, 'data');
    const { close } = await openEmbeddedDatabase(path.join(data, 'database'));
    await close();
    expect([modeOf(data), modeOf(path.join(data, 'database'))]).toEqual(['700', '700']);
  }, 120_000);
});
