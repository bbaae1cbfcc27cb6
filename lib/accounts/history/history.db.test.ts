import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { tidyUp } from '@/lib/jobs/housekeeping';
import { behindTheWall } from '@/lib/kernel/db';
import { overrideSettings } from '@/lib/platform/env';
import {
  asOwner,
  createPerson,
  createWorld,
  fakeClock,
  faultOf,
  requestOf,
  runJob,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { signIn } from '../sign-in/sign-in';
import { HISTORY_DAYS, historyStatement, listSignIns } from './list-sign-ins';

const DAY = 86_400_000;
let world: World;
let clock: ReturnType<typeof fakeClock>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  clock = fakeClock();
  overrideSettings({ RATE_LIMITS: false });
});

const enter = (email: string, password = worldPassword, ip = '198.51.100.7') =>
  signIn.execute(strangerRequest({ ip, userAgent: 'Firefox on a test' }), { email, password });

describe('the history of sign-ins', () => {
  it('tells of sign-ins and of wrong passwords, the newest first, by page; nobody else’s', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const other = await createPerson({ county: world.alder.county, role: 'Citizen' });
    await enter(other.email);
    successOf(await enter(person.email));
    clock.advance(1000);
    faultOf(await enter(person.email, 'something else entirely', '203.0.113.9'));
    clock.advance(1000);
    successOf(await enter(person.email));
    const { items, total } = successOf(await listSignIns.execute(person.request, {}));
    expect(total).toBe(3);
    expect(items).toMatchObject([
      { outcome: 'signed-in', method: 'password', ip: '198.51.100.7', userAgent: 'Firefox on a test' },
      { outcome: 'not-let-in', method: 'password', ip: '203.0.113.9', userAgent: null },
      { outcome: 'signed-in', at: new Date(clock.now().getTime() - 2000).toISOString() },
    ]);
    const pages = await Promise.all(
      ['1', '2', '3', '4'].map(async (page) =>
        successOf(await listSignIns.execute(person.request, { page, perPage: '1' })).items.map(
          ({ id }) => id,
        ),
      ),
    );
    expect(pages).toEqual([[items[0]?.id], [items[1]?.id], [items[2]?.id], []]);
    expect(faultOf(await listSignIns.execute(requestOf(), {})).code).toBe('unauthenticated');
  });

  it('of a System Administrator, who belongs to no county, too', async () => {
    faultOf(await enter(world.system.email, 'something else entirely'));
    expect(successOf(await listSignIns.execute(world.system.request, {})).items).toMatchObject([
      { outcome: 'not-let-in' },
    ]);
  });

  it('goes back a year, and housekeeping deletes what is older', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const now = clock.now();
    const ages = [HISTORY_DAYS * DAY + 1, HISTORY_DAYS * DAY - 1];
    await behindTheWall('*', (db) =>
      db.signInRecord.createMany({
        data: ages.map((age) => ({
          countyId: person.countyId,
          userId: person.id,
          at: new Date(now.getTime() - age),
          outcome: 'signed-in',
          method: 'password',
          ip: '192.0.2.1',
          userAgent: 'Test',
        })),
      }),
    );
    expect(successOf(await listSignIns.execute(person.request, {})).total).toBe(1);
    await runJob(tidyUp, now);
    const left = await behindTheWall('*', (db) => db.signInRecord.findMany({ where: { userId: person.id } }));
    expect(left.map(({ at }) => now.getTime() - at.getTime())).toEqual([HISTORY_DAYS * DAY - 1]);
  });

  it('is read by index, also of an account that somebody has tried for a year, beside many others', async () => {
    const { county, citizen, officer } = world.alder;
    await behindTheWall(
      '*',
      (db) => db.$executeRaw`
        insert into "SignInRecord" ("id", "countyId", "userId", "at", "outcome", "method", "ip", "userAgent")
        select 'plan-' || n, ${county.id}, case when n % 10 = 0 then ${citizen.id} else ${officer.id} end,
          now() - n * interval '20 minutes', 'signed-in', 'password', '192.0.2.1', 'Test'
        from generate_series(1, 20000) n`,
    );
    await asOwner('analyze "SignInRecord"');
    const since = new Date(clock.now().getTime() - HISTORY_DAYS * DAY);
    const plan = await behindTheWall(county.id, (db) => {
      const { text, values } = historyStatement(citizen.id, since, { page: 3, perPage: 20 });
      return db.$queryRawUnsafe<Record<string, string>[]>(`explain ${text}`, ...values);
    });
    const text = plan.map((row) => row['QUERY PLAN']).join('\n');
    expect(text).toContain('Index Scan Backward using "SignInRecord_userId_at_idx"');
    expect(text).toContain('"AuditEvent_entityId_at_idx"');
    expect(text).not.toContain('Seq Scan');
  });
});
