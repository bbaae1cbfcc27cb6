import 'server-only';
import { createHmac } from 'node:crypto';
import { type BcryptEngine, loadBcryptEngine } from './bcrypt-engine';
import { createBoundedQueue, QueueFull } from './bounded-queue';
import {
  dummyHash,
  type HashParameters,
  parseStoredHash,
  pepperVersionOf,
  type StoredHash,
  writeStoredHash,
} from './stored-hash';

/** Too many passwords are being hashed at once; answer 503 with `Retry-After: retryAfter` (seconds). */
export class HashQueueFull extends Error {
  override name = 'HashQueueFull';
  /** 64 waiting hashes of 215 ms, two at a time, take 7 s; a third of them is done by then. */
  readonly retryAfter = 2;
}

export type Hasher = {
  /**
   * The stored form of a password, with the current scheme, cost and pepper.
   * @throws RangeError over 4096 bytes: callers refuse a password over 128 characters before they come here.
   * @throws HashQueueFull
   */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one stored, and whether it should now be hashed anew. Null, or text that is no
   * hash of a known pepper, takes the time of a real check and answers false.
   * @throws HashQueueFull
   */
  verify(password: string, stored: string | null): Promise<{ matches: boolean; needsUpgrade: boolean }>;
};

export type HasherOptions = {
  algorithm: 'bcrypt' | 'argon2id';
  /** Kept apart from the database (ASVS 5.0 11.4.2); never empty. */
  pepper: string;
  /** Peppers that were in use before; hashes made with them still verify and are upgraded. */
  previousPeppers?: readonly string[];
  /** bcrypt's cost, 12 unless given; argon2id keeps its own parameters. */
  cost?: number;
  /** Hashes at once, 2 unless given: more would take the threads that files and DNS need. */
  concurrency?: number;
  /** Hashes waiting behind them, 64 unless given. */
  queueLimit?: number;
  /** For tests: which bcrypt to use, instead of the native one where it loads. */
  bcryptEngine?: BcryptEngine['name'];
};

/** HMAC and base64 of a longer text would only cost time; 128 characters are 512 bytes of UTF-8 at most. */
const MAX_BYTES = 4096;

/** OWASP password storage cheat sheet: Argon2id with 19 MiB, two passes, one lane. */
const ARGON2ID = { scheme: 'argon2id', version: 0x13, memoryKib: 19_456, passes: 2, lanes: 1 } as const;

/**
 * A password hasher that never works on the main thread. Hashes are made of
 * base64(HMAC-SHA-384(pepper, NFKC(password))), 64 characters, so that bcrypt cuts nothing at 72 bytes.
 * @throws RangeError for an empty pepper
 */
export function createHasher(options: HasherOptions): Hasher {
  const { pepper, previousPeppers = [], cost = 12, concurrency = 2, queueLimit = 64 } = options;
  if (pepper === '') throw new RangeError('The password pepper is empty');
  const wanted: HashParameters =
    options.algorithm === 'bcrypt' ? { scheme: 'bcrypt', version: '2b', cost } : ARGON2ID;
  const currentVersion = pepperVersionOf(pepper);
  const peppers = new Map([pepper, ...previousPeppers].map((each) => [pepperVersionOf(each), each]));
  const nobody = dummyHash(wanted);
  const queue = createBoundedQueue({ running: concurrency, waiting: queueLimit });
  let engine: Promise<BcryptEngine> | undefined;

  function bcrypt(): Promise<BcryptEngine> {
    engine ??= loadBcryptEngine(options.bcryptEngine);
    return engine;
  }

  async function check(input: string, encoded: string, scheme: HashParameters['scheme']): Promise<boolean> {
    if (scheme === 'bcrypt') return (await bcrypt()).verify(input, encoded);
    const argon2 = await import('@node-rs/argon2');
    return argon2.verify(encoded, input);
  }

  async function make(input: string): Promise<string> {
    if (wanted.scheme === 'bcrypt') return (await bcrypt()).hash(input, wanted.cost);
    const argon2 = await import('@node-rs/argon2');
    const { memoryKib: memoryCost, passes: timeCost, lanes: parallelism } = wanted;
    return argon2.hash(input, { memoryCost, timeCost, parallelism });
  }

  async function inTurn<T>(task: () => Promise<T>): Promise<T> {
    try {
      return await queue.run(task);
    } catch (error) {
      if (error instanceof QueueFull) throw new HashQueueFull('Too many passwords are being hashed at once');
      throw error;
    }
  }

  /** Null when the hash was made with a pepper that nobody gave us. */
  function inputFor(password: string, found: StoredHash): string | null {
    if (found.pepperVersion === null) return password;
    const its = peppers.get(found.pepperVersion);
    return its === undefined ? null : peppered(its, password);
  }

  return {
    async hash(password) {
      if (Buffer.byteLength(password) > MAX_BYTES) throw new RangeError('The password is too long to hash');
      const input = peppered(pepper, password);
      return inTurn(async () => writeStoredHash(await make(input), currentVersion));
    },

    async verify(password, stored) {
      const found = stored === null ? null : parseStoredHash(stored);
      const input = found && inputFor(password, found);
      const dummy = () => check(peppered(pepper, password), nobody, wanted.scheme);
      if (found === null || input === null) {
        await inTurn(dummy);
        return { matches: false, needsUpgrade: false };
      }
      const isOfWantedCost = isSame(found.parameters, wanted);
      const matches = await inTurn(async () => {
        // A hash of a cheaper kind would answer sooner and so tell that the account exists.
        const [answer] = await Promise.all([
          check(input, found.encoded, found.parameters.scheme),
          isOfWantedCost ? false : dummy(),
        ]);
        return answer;
      });
      return {
        matches,
        needsUpgrade: matches && !(isOfWantedCost && found.pepperVersion === currentVersion),
      };
    },
  };
}

function peppered(pepper: string, password: string): string {
  return createHmac('sha384', pepper).update(password.normalize('NFKC')).digest('base64');
}

function isSame(a: HashParameters, b: HashParameters): boolean {
  if (a.scheme === 'bcrypt') return b.scheme === 'bcrypt' && a.cost === b.cost && a.version === b.version;
  if (b.scheme === 'bcrypt') return false;
  return (
    a.version === b.version && a.memoryKib === b.memoryKib && a.passes === b.passes && a.lanes === b.lanes
  );
}
