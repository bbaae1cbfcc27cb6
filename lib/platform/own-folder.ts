import 'server-only';
import { chmodSync, mkdirSync, statSync } from 'node:fs';

/** Rights of everybody but the owner. */
const OTHERS = 0o077;

/** Makes a folder that its owner alone may enter, or narrows the one that is there. */
export function ownFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isOpenToOthers(folder)) chmodSync(folder, 0o700);
}

/** Whether others than its owner may enter a folder; false for one that is not there. */
export function isOpenToOthers(folder: string): boolean {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found !== undefined && process.platform !== 'win32' && (found.mode & OTHERS) !== 0;
}
