import 'server-only';
import { z } from 'zod';
import { database } from '@/lib/kernel/db';
import type { Tidying } from '@/lib/kernel/domain';
import { done } from '@/lib/kernel/result';
import { useCase } from '@/lib/kernel/use-case';
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

/** Deletes what nobody needs any more, each after the days that its room says. */
export const tidyUp = useCase({
  name: 'jobs.tidyUp',
  access: 'system',
  input: z.object({}),
  audit: 'none',
  async prepare({ now }) {
    // Counters of limits are no rows of a county, and no event: they say nothing of what anybody did.
    const { query } = await database();
    await query({ text: 'delete from rate_limit where expire < $1', values: [now.getTime() - HOUR] });
    return done(undefined);
  },
  async run({ db, now, record }) {
    let count = 0;
    for (const { keptDays, remove } of [...offers('tidies'), ...own])
      count += (await remove(db, new Date(now.getTime() - keptDays * DAY))).count;
    if (count > 0) await record({ after: { count } });
    return done(count);
  },
});
