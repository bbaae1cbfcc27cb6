import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { domains } from '@/lib/domains';
import { behindTheWall } from '@/lib/kernel/db';
import { defineDomain, type Job } from '@/lib/kernel/domain';
import { done } from '@/lib/kernel/result';
import { useCase, useCases } from '@/lib/kernel/use-case';
import { asLogin, auditEvents, fakeClock, runJob } from '@/lib/testing/world';
import { tidyUp } from './housekeeping';
import { runDueJobs } from './jobs';
import { takeOffers } from './offers';

const MINUTE = 60_000;
let clock: ReturnType<typeof fakeClock>;
beforeEach(async () => {
  clock = fakeClock();
  await asLogin('delete from "Timer"');
});

/** A job that does this, in its transaction. */
function jobOf(name: string, work: () => Promise<number>): Job {
  const made = useCase({
    name,
    access: 'system',
    input: z.object({}),
    audit: 'none',
    run: async () => done(await work()),
  });
  useCases.delete(name);
  return { everyMinutes: 60, useCase: made };
}

/** Offers these jobs alone, besides the tidying of lib/jobs. */
const offer = (...jobs: Job[]) => takeOffers([defineDomain({ name: 'test', jobs })]);
const ranOf = (all: string[][]) => all.flat().filter((name) => name === 'test.job');

describe('a job that is due', () => {
  it('is run by one of twenty at once, and not again before its interval is over', async () => {
    let runs = 0;
    const work = async () => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 0;
    };
    offer(jobOf('test.job', work));
    const twenty = () => Promise.all(Array.from({ length: 20 }, () => runDueJobs()));
    expect(ranOf(await twenty())).toHaveLength(1);
    clock.advance(60 * MINUTE - 1);
    expect(ranOf(await twenty())).toEqual([]);
    clock.advance(1);
    expect(ranOf(await twenty())).toHaveLength(1);
    expect(runs).toBe(2);
  });

  it('whose process was killed runs again when the lease is over, and the dead one’s end changes nothing', async () => {
    let release = () => {};
    let started = 0;
    const work = async () => {
      started += 1;
      if (started === 1) await new Promise<void>((resolve) => (release = resolve));
      return 0;
    };
    offer(jobOf('test.job', work));
    const killed = runDueJobs();
    await expect.poll(() => started).toBe(1);
    clock.advance(5 * MINUTE - 1);
    expect(ranOf([await runDueJobs()])).toEqual([]);
    clock.advance(1);
    expect(ranOf([await runDueJobs()])).toEqual(['test.job']);
    const timers = () => asLogin(`select * from "Timer" where "job" = 'test.job'`);
    const before = await timers();
    release();
    await killed;
    expect(await timers()).toEqual(before);
  });

  it('and fails is tried again when its lease is over, and keeps no other waiting', async () => {
    let fails = true;
    const failing = jobOf('test.failing', async () => {
      if (fails) throw new Error('a bug');
      return 0;
    });
    offer(
      failing,
      jobOf('test.job', async () => 0),
    );
    expect(await runDueJobs()).toEqual(['jobs.tidyUp', 'test.failing', 'test.job']);
    fails = false;
    expect(await runDueJobs()).toEqual([]);
    clock.advance(5 * MINUTE);
    expect(await runDueJobs()).toEqual(['test.failing']);
  });
});

it('the jobs of the portal all run', async () => {
  takeOffers(domains);
  expect(await runDueJobs()).toEqual(['jobs.tidyUp', 'accounts.orderDueResets', 'audit.retireEvents']);
});

describe('a job', () => {
  it('is the act of the system: its event names it, and the county is nobody’s', async () => {
    await behindTheWall('*', (db) =>
      db.passkeyChallenge.createMany({ data: [{ id: 'over', purpose: 'x', expiresAt: new Date(0) }] }),
    );
    expect(await runJob(tidyUp)).toBe(1);
    expect(await auditEvents('jobs.tidyUp')).toEqual([
      expect.objectContaining({
        outcome: 'done',
        countyId: null,
        actorId: 'system',
        actorEmail: 'system',
        ip: null,
        after: { count: 1 },
      }),
    ]);
  });

  it('that changed nothing leaves no event', async () => {
    expect(await runJob(tidyUp)).toBe(0);
    expect(await auditEvents('jobs.tidyUp')).toHaveLength(1);
  });
});
