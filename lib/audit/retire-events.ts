import 'server-only';
import { z } from 'zod';
import { askOverTheWall, behindTheWall, done, useCase } from '@/lib/kernel';
import { log } from '@/lib/platform/log';
import { countySettings } from '@/lib/shared/county-settings';

/** Events that go in one statement: well below the time that a statement may take. */
const AT_A_TIME = 10_000;

/**
 * Retires what every county need not keep any more. Each county's own transaction appends the event that says so, in
 * the database (`retire_audit_events`), which lets no use case do it.
 */
export const retireEvents = useCase({
  name: 'audit.retireEvents',
  access: 'system',
  input: z.object({}),
  audit: 'none',
  prepare: async ({ now }) => done(await retireAuditEvents(now)),
  run: async ({ prepared }) => done(prepared),
});

/**
 * Lets go of audit events that are older than their county keeps them (County.settings.auditRetentionYears; unless set,
 * they stay for ever, and so do those of no county). Each time the chain says how many went, and goes on from there
 * (migration `audit_retention`). A trail that does not hold keeps everything, and what goes wrong in one county is
 * logged and keeps no other waiting. Answers how many went.
 */
export async function retireAuditEvents(now: Date, atATime = AT_A_TIME): Promise<number> {
  const counties = await behindTheWall('*', (db) =>
    db.county.findMany({ select: { id: true, code: true, settings: true }, orderBy: { code: 'asc' } }),
  );
  let retired = 0;
  for (const { id, code, settings } of counties) {
    const years = countySettings(settings).auditRetentionYears;
    if (years === undefined) continue;
    try {
      retired += await retireOf({ id, code }, retentionEnd(now, years), now, atATime);
    } catch (error) {
      log.error({ err: error, county: code }, 'audit events could not be retired');
    }
  }
  return retired;
}

async function retireOf(county: { id: string; code: string }, until: Date, now: Date, atATime: number) {
  const about = [county.id, until.toISOString(), String(atATime), now.toISOString()];
  for (let retired = 0; ; ) {
    const went = await askOverTheWall<number>('retire_audit_events', about);
    if (went === null)
      log.error({ county: county.code }, 'the audit trail does not hold: nothing of it is retired');
    retired += went ?? 0;
    if ((went ?? 0) < atATime) return retired;
  }
}

/** What happened before it may go: midnight (UTC) so many years ago, so that a trail is cut once a day, not every hour. */
export function retentionEnd(now: Date, years: number): Date {
  return new Date(Date.UTC(now.getUTCFullYear() - years, now.getUTCMonth(), now.getUTCDate()));
}
