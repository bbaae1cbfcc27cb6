import 'server-only';
import { behindTheWall, database } from '@/lib/kernel/db';
import type { Job, Tidying } from '@/lib/kernel/domain';
import { clock } from '@/lib/kernel/ports';
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

/**
 * Deletes what nobody needs any more, each after the days that its room says. Answers how many rows went.
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
  return deleted;
}

/** The job of this room. */
export const tidying: Job = { name: 'jobs.tidyUp', everyMinutes: 60, run: tidyUp };
