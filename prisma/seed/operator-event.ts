import { randomUUID } from 'node:crypto';
import type { System } from '@/lib/kernel/actor';
import { type AuditNote, appendAuditEvent } from '@/lib/kernel/audit-trail';
import type { Db } from '@/lib/kernel/db';

/** Says in the trail what a command wrote behind every wall, by whoever runs the portal. Call it last. */
export async function recordByOperator(db: Db, event: string, note: AuditNote): Promise<void> {
  const actor: System = { kind: 'system', job: event, by: 'operator' };
  const request = {
    identify: async () => actor,
    ip: '',
    userAgent: '',
    requestId: randomUUID(),
    locale: 'en',
    cookies: {},
  } as const;
  await appendAuditEvent(db, { event, actor, request, at: new Date(), wall: '*', outcome: 'done', note });
}
