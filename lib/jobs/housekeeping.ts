import 'server-only';
import { behindTheWall, database } from '@/lib/kernel/db';
import { clock } from '@/lib/kernel/ports';
import { log } from '@/lib/platform/log';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What is over stays this long, so that its owner can still look back at it: days. */
const KEPT_DAYS = { sessions: 90, links: 7, tokens: 90, mails: 30, signIns: 365 };

type Job = (now: Date) => Promise<number>;
const jobs: Job[] = [];

/** Registers what a domain does now and then, besides. It answers how many rows it changed. */
export function housekeepingJob(job: Job): void {
  jobs.push(job);
}

/** Does what domains have registered. What fails in one keeps no other waiting. */
async function doJobs(now: Date): Promise<number> {
  let rows = 0;
  for (const job of jobs)
    rows += await job(now).catch((error: unknown) => {
      log.error({ err: error }, 'a job of the housekeeping failed');
      return 0;
    });
  return rows;
}

/**
 * Deletes what nobody needs any more: registrations nobody confirmed, links and tokens that ran out, sessions of long
 * ago, sign-ins of a year ago, remembered browsers that are asked again, challenges that nobody answered, answers kept
 * for repeats, batches that are over, mails that are out, used-up limits;
 * then does what domains registered. Any number of processes may do it at once. Answers how many rows went.
 */
export async function tidyUp(now = clock().now()): Promise<number> {
  const before = (days: number) => new Date(now.getTime() - days * DAY);
  const deleted = await behindTheWall('*', async (db) => [
    await db.pendingRegistration.deleteMany({ where: { expiresAt: { lt: before(1) } } }),
    await db.singleUseLink.deleteMany({ where: { expiresAt: { lt: before(KEPT_DAYS.links) } } }),
    await db.session.deleteMany({ where: { expiresAt: { lt: before(KEPT_DAYS.sessions) } } }),
    await db.apiToken.deleteMany({ where: { expiresAt: { lt: before(KEPT_DAYS.tokens) } } }),
    await db.passkeyChallenge.deleteMany({ where: { expiresAt: { lt: now } } }),
    await db.signInRecord.deleteMany({ where: { at: { lt: before(KEPT_DAYS.signIns) } } }),
    await db.rememberedDevice.deleteMany({ where: { expiresAt: { lt: now } } }),
    await db.idempotentAnswer.deleteMany({ where: { expiresAt: { lt: now } } }),
    await db.peopleBatch.deleteMany({ where: { expiresAt: { lt: now } } }),
    await db.outboxMail.deleteMany({
      where: { nextAttemptAt: null, createdAt: { lt: before(KEPT_DAYS.mails) } },
    }),
  ]);
  const { query } = await database();
  await query({ text: 'delete from rate_limit where expire < $1', values: [now.getTime() - HOUR] });
  const done = await doJobs(now);
  return deleted.reduce((sum, { count }) => sum + count, done);
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
  const first = setTimeout(run, 60_000);
  first.unref();
  return {
    stop: () => {
      clearInterval(timer);
      clearTimeout(first);
    },
  };
}
