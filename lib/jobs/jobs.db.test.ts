import { beforeEach, describe, expect, it } from 'vitest';
import { domains } from '@/lib/domains';
import { defineDomain, type Job } from '@/lib/kernel/domain';
import { asLogin, fakeClock } from '@/lib/testing/world';
import { runDueJobs } from './jobs';
import { takeOffers } from './offers';

const MINUTE = 60_000;
let clock: ReturnType<typeof fakeClock>;
beforeEach(async () => {
  clock = fakeClock();
  await asLogin('delete from "Timer"');
});

/** Offers this job alone, besides the tidying of lib/jobs. */
function offer(run: Job['run']) {
  takeOffers([defineDomain({ name: 'test', jobs: [{ name: 'test.job', everyMinutes: 60, run }] })]);
}
const ranOf = (all: string[][]) => all.flat().filter((name) => name === 'test.job');

describe('a job that is due', () => {
  it('is run by one of twenty at once, and not again before its interval is over', async () => {
    let runs = 0;
    offer(async () => {
      runs += 1;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return 0;
    });
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
    offer(async () => {
      started += 1;
      if (started === 1) await new Promise<void>((resolve) => (release = resolve));
      return 0;
    });
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
    const failing: Job = {
      name: 'test.failing',
      everyMinutes: 60,
      run: async () => {
        if (fails) throw new Error('a bug');
        return 0;
      },
    };
    takeOffers([
      defineDomain({
        name: 'test',
        jobs: [failing, { name: 'test.job', everyMinutes: 60, run: async () => 0 }],
      }),
    ]);
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
