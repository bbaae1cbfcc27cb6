import 'server-only';
import type { AuditEventBody } from './schema';

/** A row of the trail, without what chains it. */
export type EventRow = {
  id: string;
  countyId: string | null;
  sequence: bigint;
  at: Date;
  actorId: string | null;
  actorEmail: string | null;
  event: string;
  entity: string | null;
  entityId: string | null;
  outcome: string;
  ip: string | null;
  before: unknown;
  after: unknown;
};

/** An event in the shape that leaves the portal. */
export function eventBody(row: EventRow): AuditEventBody {
  const { id, at, actorId, actorEmail, event, entity, entityId, ip, before, after } = row;
  return {
    id,
    at: at.toISOString(),
    actor: actorId === null ? null : { id: actorId, email: actorEmail ?? '' },
    event,
    entity,
    entityId,
    outcome: outcomeOf(row.outcome),
    ip,
    before: fieldsOf(before),
    after: fieldsOf(after),
  };
}

const outcomeOf = (text: string) => (text === 'done' || text === 'failed' ? text : 'refused');

function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  return { value };
}
