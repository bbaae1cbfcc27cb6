import 'server-only';
import type { AuditEventBody, SeenEvent } from './schema';

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
  requestId: string | null;
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

/** An event for the pages, with the county whose trail it stands in. */
export function seenEvent(row: EventRow, county: SeenEvent['county']): SeenEvent {
  return { ...eventBody(row), county, requestId: row.requestId };
}

/** What API v1 answers of it: the contract's shape. */
export function contractEvent({
  county: _county,
  requestId: _requestId,
  ...body
}: SeenEvent): AuditEventBody {
  return body;
}

const outcomeOf = (text: string) => (text === 'done' || text === 'failed' ? text : 'refused');

function fieldsOf(value: unknown): Record<string, unknown> | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
  return { value };
}
