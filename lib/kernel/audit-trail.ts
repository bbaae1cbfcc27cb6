import 'server-only';
import { randomUUID } from 'node:crypto';
import type { Actor } from './actor';
import type { Db } from './db';
import type { PortalRequest } from './request';

/** What happened to what. `before` and `after` hold the fields that changed, never a secret. */
export type AuditNote = {
  entity?: string;
  id?: string;
  /** Whose trail it belongs to, where the actor looks at every county; otherwise the actor's own. */
  county?: string | null;
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

export type AuditOutcome = 'done' | 'failed' | 'refused';

/**
 * Appends one event to its county's chain, in the caller's transaction. The database numbers and chains it
 * (migration `wall_and_audit`); from here to the commit other events of the county wait, so call it last.
 */
export async function appendAuditEvent(db: Db, event: NewEvent): Promise<void> {
  await db.$queryRaw`select append_audit_event(${JSON.stringify(rowOf(event))}::jsonb)::text`;
}

/** Minutes in which reading the same thing again is the same reading: paging through a list is one event. */
export const READ_MINUTES = 10;

/** Appends an event of reading, unless the same person read the same thing a moment ago. */
export async function appendReadEvent(db: Db, event: NewEvent): Promise<void> {
  const row = rowOf(event);
  const after = JSON.stringify(row.after);
  const since = new Date(event.at.getTime() - READ_MINUTES * 60_000);
  const [before] = await db.$queryRaw<[{ found: boolean }]>`
    select exists (
      select from "AuditEvent" where "countyId" is not distinct from ${row.countyId} and "actorId" = ${row.actorId}
        and "at" > ${since} and "event" = ${row.event} and "entityId" is not distinct from ${row.entityId}
        and coalesce("after", 'null') = ${after}::jsonb) as found`;
  if (!before.found) await appendAuditEvent(db, event);
}

type NewEvent = {
  event: string;
  outcome: AuditOutcome;
  countyId: string | null;
  actor: Actor;
  request: PortalRequest;
  at: Date;
  note: AuditNote;
};

function rowOf(event: NewEvent) {
  return {
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
}
