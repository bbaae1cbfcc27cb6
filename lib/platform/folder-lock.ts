import 'server-only';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { lock as acquire, check, unlock } from 'proper-lockfile';

/** Another living process holds the folder. */
export class FolderInUse extends Error {
  override name = 'FolderInUse';
}

type Owner = { pid: number; host: string; started: string };

// proper-lockfile knows a lock's age only: after `kill -9` the next start would wait out `stale`, and a `stale` short
// enough not to be felt would hand the folder of a process that is merely busy (PGlite runs in the main thread, where
// a long statement keeps the lock from being refreshed) to a second one. So the owner is written beside the lock:
// on the same machine a lock is void exactly when its process is gone, at once; its age decides only for an owner on
// another machine (a folder on a shared volume, a container that was replaced).

/** Age (ms) at which a lock of another machine is void. */
const STALE = 15_000;
/** A process that was told to stop may need this long (ms) to close; a start right behind it waits for it. */
const GRACE = 2000;
/** The guard is held for milliseconds; only a kill in that moment leaves it, for the shortest age there is (ms). */
const GUARD_STALE = 2000;

/**
 * Takes the lock of a folder (which need not exist; the lock lies beside it).
 * @returns the release.
 * @throws FolderInUse when another process has it.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const lockfilePath = `${folder}.lock`;
  const ownerFile = `${folder}.owner.json`;
  const options = { lockfilePath, realpath: false, stale: STALE };
  const patience = Date.now() + GRACE;
  for (;;) {
    const taken = await guarded(folder, async () => {
      if ((await check(folder, options)) && isGone(readOwner(ownerFile)))
        rmSync(lockfilePath, { recursive: true, force: true });
      if (await check(folder, options)) return false;
      await acquire(folder, { ...options, onCompromised: stopAtOnce });
      writeFileSync(ownerFile, JSON.stringify(thisProcess()));
      return true;
    });
    if (taken) break;
    const owner = readOwner(ownerFile);
    const limit = owner?.host === hostname() ? patience : patience + STALE;
    if (Date.now() > limit)
      throw new FolderInUse(
        `Another copy of the portal is using ${folder}. Stop it, or set DATA_DIR to another folder.`,
      );
    await sleep(200);
  }
  return async () => {
    rmSync(ownerFile, { force: true });
    await unlock(folder, options);
  };
}

/** Looking, taking over and taking happen as one: of two processes that find a dead owner only one may clear it away. */
async function guarded<T>(folder: string, work: () => Promise<T>): Promise<T> {
  const guard = `${folder}.guard`;
  // proper-lockfile keeps its books by the first argument: the guard must not share the folder's.
  const release = await acquire(guard, {
    lockfilePath: guard,
    realpath: false,
    stale: GUARD_STALE,
    retries: { retries: 60, factor: 1.2, minTimeout: 20, maxTimeout: 200 },
  });
  try {
    return await work();
  } finally {
    await release();
  }
}

/** Two writers would destroy the database: a process that lost its lock must not write once more. */
function stopAtOnce(): never {
  process.stderr.write('The lock of the data folder was taken away; stopping before the data is harmed.\n');
  process.exit(1);
}

function readOwner(file: string): Owner | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Owner;
  } catch {
    return undefined;
  }
}

function thisProcess(): Owner {
  return { pid: process.pid, host: hostname(), started: startOf(process.pid) };
}

/** Whether the owner is known to be dead; false when it cannot be known. */
function isGone(owner: Owner | undefined): boolean {
  if (!owner || owner.host !== hostname()) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return true;
  }
  // The number may have been given to a new process; in a container every start may have the same one.
  return startOf(owner.pid) !== owner.started;
}

/** When a process began, in the kernel's ticks since boot (proc(5), stat, field 22); empty where there is no /proc. */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const bootId = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    // Field 2 is the command in brackets and may hold spaces; field 3 is the first after it.
    return `${bootId}:${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}`;
  } catch {
    return '';
  }
}
