import 'server-only';
import { RateLimiterPostgres, RateLimiterRes } from 'rate-limiter-flexible';

/** A budget: at most `points` uses of `key` in `seconds`. */
export type Limit = {
  /** What is limited, in words: part of the stored key. */
  name: string;
  /** Whom it is counted for: an address, an IP, both. */
  key: string;
  points: number;
  seconds: number;
  /** `attempts` count always; `failures` are given back when the use case succeeds. */
  counts: 'attempts' | 'failures';
};

type Query = (statement: { name?: string; text: string; values?: unknown[] }) => Promise<unknown>;

export type RateLimiter = {
  /**
   * Spends one point of every limit, in order and atomically each; stops at the first that is used up.
   * Answers the seconds to wait then, else null.
   */
  spend(limits: readonly Limit[]): Promise<number | null>;
  /** Spends one point and tells what is left, for limits that callers are told about; null when there are no limits. */
  meter(limit: Limit): Promise<{ allowed: boolean; remaining: number; resetSeconds: number } | null>;
  /** Gives back what a success has not used up. */
  giveBack(limits: readonly Limit[]): Promise<void>;
};

/** Limits in the database (table `rate_limit`): exact when many ask at once, and across processes. */
export function createRateLimiter(query: Query): RateLimiter {
  const known = new Map<string, RateLimiterPostgres>();
  const limiterOf = ({ name, points, seconds }: Limit) => {
    const id = `${name}:${points}:${seconds}`;
    const limiter =
      known.get(id) ??
      new RateLimiterPostgres({
        storeClient: { query },
        storeType: 'client',
        tableName: 'rate_limit',
        tableCreated: true,
        clearExpiredByTimeout: false,
        keyPrefix: name,
        points,
        duration: seconds,
      });
    known.set(id, limiter);
    return limiter;
  };
  return {
    async spend(limits) {
      const spent: Limit[] = [];
      for (const limit of limits) {
        try {
          await limiterOf(limit).consume(limit.key);
          spent.push(limit);
        } catch (refusal) {
          if (!(refusal instanceof RateLimiterRes)) throw refusal;
          // An attempt that never ran uses up nothing of the limits before the one that stopped it.
          await this.giveBack(spent);
          return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
        }
      }
      return null;
    },
    async meter(limit) {
      const told = (allowed: boolean, state: RateLimiterRes) => ({
        allowed,
        remaining: Math.max(0, state.remainingPoints),
        resetSeconds: Math.max(1, Math.ceil(state.msBeforeNext / 1000)),
      });
      try {
        return told(true, await limiterOf(limit).consume(limit.key));
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return told(false, refusal);
      }
    },
    async giveBack(limits) {
      for (const limit of limits) await limiterOf(limit).reward(limit.key);
    },
  };
}

/** No limits: `RATE_LIMITS=off`, outside production only. */
export const noLimits: RateLimiter = {
  spend: async () => null,
  meter: async () => null,
  giveBack: async () => {},
};
