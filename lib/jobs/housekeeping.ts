import 'server-only';
import { behindTheWall, database } from '@/lib/kernel/db';
import type { Tidying } from '@/lib/kernel/domain';
import { clock } from '@/lib/kernel/ports';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { offers } from './offers';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Of the rooms that domains stand on. What domains keep, they say themselves (`tidies`). */
const own: Tidying[] = [
  {
    what: 'answers kept for repeats',
    keptDays: 0,
    remove: (db, before) => db.idempotentAnswer.deleteMany({ where: { expiresAt: { lt: before } } }),
  },
  {
    what: 'mails that are out',
    keptDays: 30,
    remove: (db, before) =>
      db.outboxMail.deleteMany({ where: { nextAttemptAt: null, createdAt: { lt: before } } }),
  },
];

/** Does what domains offer. What fails in one keeps no other waiting. */
async function doJobs(now: Date): Promise<number> {
  let rows = 0;
  for (const { name, run } of offers('jobs'))
    rows += await run(now).catch((error: unknown) => {
      log.error({ err: error, job: name }, 'a job of the housekeeping failed');
      return 0;
    });
  return rows;
}

/**
 * Deletes what nobody needs any more, each after the days that its room says; then does the jobs of domains. Any
 * number of processes may do it at once. Answers how many rows went.
 */
export async function tidyUp(now = clock().now()): Promise<number> {
  const deleted = await behindTheWall('*', async (db) => {
    let rows = 0;
    for (const { keptDays, remove } of [...offers('tidies'), ...own])
      rows += (await remove(db, new Date(now.getTime() - keptDays * DAY))).count;
    return rows;
  });
  const { query } = await database();
  await query({ text: 'delete from rate_limit where expire < $1', values: [now.getTime() - HOUR] });
  return deleted + (await doJobs(now));
}

/** Tidies up now and then every hour, in every process. */
export function startHousekeeping(): { stop: () => void } {
  const run = () =>
    tidyUp().then(
      (rows) => rows > 0 && log.info({ rows }, 'tidied up'),
      (error: unknown) => log.warn({ err: error }, 'could not tidy up'),
    );
  const timer = setInterval(run, HOUR);
  timer.unref();
  // Not at once: a start has better things to do.
  const first = setTimeout(run, env().TIDY_AFTER_SECONDS * 1000);
  first.unref();
  return {
    stop: () => {
      clearInterval(timer);
      clearTimeout(first);
    },
  };
}
