import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from './actor';
import type { Db } from './db';
import type { PortalRequest } from './request';

/** What happened to what. `before` and `after` hold the fields that changed, never a secret. */
export type AuditNote = {
  entity?: string;
  id?: string;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

export type AuditOutcome = 'done' | 'failed' | 'refused';

/**
 * Appends one event to its county's chain, in the caller's transaction. The database numbers and chains it
 * (migration `wall_and_audit`); from here to the commit other events of the county wait, so call it last.
 */
export async function appendAuditEvent(
  db: Db,
  event: {
    event: string;
    outcome: AuditOutcome;
    countyId: string | null;
    actor: Actor;
    request: PortalRequest;
    at: Date;
    note: AuditNote;
  },
): Promise<void> {
  const row = {
    id: randomUUID(),
    countyId: event.countyId,
    at: event.at.toISOString(),
    actorId: event.actor.kind === 'person' ? event.actor.id : null,
    actorEmail: event.actor.kind === 'person' ? event.actor.email : null,
    event: event.event,
    outcome: event.outcome,
    entity: event.note.entity ?? null,
    entityId: event.note.id ?? null,
    ip: event.request.ip,
    requestId: event.request.requestId,
    before: event.note.before ?? null,
    after: event.note.after ?? null,
  };
  await db.$queryRaw`select append_audit_event(${JSON.stringify(row)}::jsonb)::text`;
}
