import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { createWorld, runJob, type World } from '@/lib/testing/world';
import { tidyUp } from './housekeeping';

const DAY = 24 * 3_600_000;
let world: World;
let now: Date;
beforeAll(async () => {
  world = await createWorld();
  now = new Date();
});

const pending = (email: string, expiresAt: Date) => ({
  countyId: world.alder.county.id,
  email,
  passwordHash: 'none',
  firstName: '',
  lastName: '',
  locale: 'en',
  expiresAt,
});

describe('tidyUp', () => {
  it('deletes registrations a day after they ran out, and nothing that still counts', async () => {
    await behindTheWall('*', (db) =>
      db.pendingRegistration.createMany({
        data: [
          pending('long-over@example.org', new Date(now.getTime() - DAY - 1000)),
          pending('just-over@example.org', new Date(now.getTime() - DAY + 1000)),
          pending('waiting@example.org', new Date(now.getTime() + 1000)),
        ],
      }),
    );
    const sessions = await behindTheWall('*', (db) => db.session.count());
    expect(await runJob(tidyUp, now)).toBe(1);
    const left = await behindTheWall('*', (db) =>
      db.pendingRegistration.findMany({ orderBy: { email: 'asc' } }),
    );
    expect(left.map(({ email }) => email)).toEqual(['just-over@example.org', 'waiting@example.org']);
    expect(await behindTheWall('*', (db) => db.session.count())).toBe(sessions);
  });

  it('keeps a session for 90 days after its end, and a mail for 30 after it left', async () => {
    const [sessions] = await behindTheWall('*', async (db) => [
      await db.session.count(),
      await db.outboxMail.createMany({
        data: [
          {
            to: 'a@example.org',
            template: 'x',
            locale: 'en',
            nextAttemptAt: null,
            createdAt: new Date(now.getTime() - 31 * DAY),
          },
          {
            to: 'b@example.org',
            template: 'x',
            locale: 'en',
            nextAttemptAt: now,
            createdAt: new Date(now.getTime() - 31 * DAY),
          },
        ],
      }),
    ]);
    expect(await runJob(tidyUp, now)).toBe(1);
    expect(await runJob(tidyUp, new Date(now.getTime() + 89 * DAY))).toBe(2); // the two registrations left above
    expect(await runJob(tidyUp, new Date(now.getTime() + 92 * DAY))).toBe(sessions);
  });
});
