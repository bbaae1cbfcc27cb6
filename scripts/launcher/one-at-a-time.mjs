// @ts-check
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { tell } from './tell.mjs';

/**
 * Runs `work` while no other launcher of this checkout runs its own: two would install or build over each other.
 * Node's built-ins alone, as nothing may be installed yet. A lock whose process is gone is void.
 * @template T
 * @param {string} root the checkout
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function oneAtATime(root, work) {
  const lock = path.join(
    tmpdir(),
    `portal-launcher-${createHash('sha256').update(root).digest('hex').slice(0, 16)}`,
  );
  const owner = path.join(lock, 'pid');
  for (let waits = 0; !take(lock, owner); waits += 1) {
    if (waits === 4) tell('Waiting for another start of this portal to finish preparing ...');
    await sleep(250);
  }
  const release = () => rmSync(lock, { recursive: true, force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

/**
 * @param {string} lock
 * @param {string} owner
 */
function take(lock, owner) {
  try {
    mkdirSync(lock);
    writeFileSync(owner, String(process.pid));
    return true;
  } catch {
    if (isVoid(owner)) rmSync(lock, { recursive: true, force: true });
    return false;
  }
}

/** @param {string} owner */
function isVoid(owner) {
  let pid = 0;
  try {
    pid = Number(readFileSync(owner, 'utf8'));
  } catch {
    return false;
  }
  try {
    return pid > 0 && !process.kill(pid, 0);
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === 'ESRCH';
  }
}
