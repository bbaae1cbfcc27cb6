import 'server-only';
import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** bcrypt away from the main thread. Inputs are at most 72 bytes, or are cut there by the algorithm. */
export type BcryptEngine = {
  name: 'native' | 'workers';
  hash(input: string, cost: number): Promise<string>;
  /** False for a wrong input and for text that is no bcrypt hash. */
  verify(input: string, stored: string): Promise<boolean>;
};

type Job = { kind: 'hash'; input: string; cost: number } | { kind: 'verify'; input: string; stored: string };
type Answer = { ok: true; value: string | boolean } | { ok: false; message: string };

async function nativeEngine(): Promise<BcryptEngine> {
  const { default: native } = await import('bcrypt');
  return {
    name: 'native',
    hash: native.hash,
    // Other programs' names for the same algorithm; this module does not know 2y, and keeps an old fault for 2a.
    verify: (input, stored) => native.compare(input, stored.replace(/^\$2[ay]\$/, '$2b$')),
  };
}

/** bcryptjs in worker threads: as many threads as there ever were jobs at once, kept for the next job. */
function workerEngine(): BcryptEngine {
  // The portal always runs from the repository's root; a bundle has no folder of its own to start from.
  const file = path.join(process.cwd(), 'lib', 'platform', 'bcrypt-worker.mjs');
  const idle: Worker[] = [];

  function run(job: Job): Promise<string | boolean> {
    const worker = idle.pop() ?? new Worker(file);
    worker.ref();
    return new Promise((resolve, reject) => {
      const settle = (act: () => void) => {
        for (const name of ['message', 'error', 'exit']) worker.removeAllListeners(name);
        act();
      };
      worker.once('message', (answer: Answer) =>
        settle(() => {
          // An idle thread must not keep the process alive.
          worker.unref();
          idle.push(worker);
          if (answer.ok) resolve(answer.value);
          else reject(new Error(answer.message));
        }),
      );
      worker.once('error', (error) => settle(() => reject(error)));
      worker.once('exit', (code) => settle(() => reject(new Error(`The bcrypt worker ended with ${code}`))));
      worker.postMessage(job);
    });
  }

  return {
    name: 'workers',
    hash: async (input, cost) => String(await run({ kind: 'hash', input, cost })),
    verify: async (input, stored) => (await run({ kind: 'verify', input, stored })) === true,
  };
}

/**
 * The native module where it loads (about 215 ms at cost 12), bcryptjs in worker threads elsewhere (about 340 ms).
 * `force` is for tests.
 */
export async function loadBcryptEngine(force?: BcryptEngine['name']): Promise<BcryptEngine> {
  if (force === 'workers') return workerEngine();
  try {
    return await nativeEngine();
  } catch (error) {
    if (force === 'native') throw error;
    return workerEngine();
  }
}
