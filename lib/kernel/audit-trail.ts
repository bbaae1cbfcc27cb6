import 'server-only';
import { randomUUID } from 'node:crypto';
import { type Actor, SYSTEM } from './actor';
import { behindTheWall, type Db } from './db';
import { rateLimiter } from './ports';
import type { PortalRequest } from './request';
import { seal } from './seal';
import { type Sql, sql } from './sql';

/** What happened to what. `before` and `after` hold the fields that changed, never a secret. */
export type AuditNote = {
  entity?: string;
  id?: string;
  /** Whose trail it belongs to, where the actor looks at every county; otherwise the actor's own. */
  county?: string | null;
  /** Who it was, where the act itself proves it (a password, a mailed link) and not the session of the caller. */
  by?: { id: string; email: string };
  before?: Record<string, unknown>;
  after?: Record<string, unknown>;
};

/** What the events of one call have in common: which act by whom, and the county that its wall is open for. */
export type Trail = {
  event: string;
  actor: Actor;
  request: PortalRequest;
  at: Date;
  /** As `behindTheWall` takes it. */
  wall: string | null;
};

type NewEvent = Trail & { outcome: 'done' | 'failed' | 'refused'; note: AuditNote };

/** Whose trail a note belongs to: the county of the wall; where it shows every county, the one that is noted. */
export function countyOf({ wall }: Pick<Trail, 'wall'>, note: AuditNote): string | null {
  return wall === '*' ? (note.county ?? null) : wall;
}

/**
 * Appends one event to its county's chain, in the caller's transaction. The database numbers and chains it
 * (migration `wall_and_audit`); from here to the commit other events of the county wait, so call it last.
 */
export async function appendAuditEvent(db: Db, event: NewEvent): Promise<void> {
  const row = JSON.stringify(rowOf(event));
  await db.$queryRaw`select append_audit_event(${row}, ${seal('event', row)})::text`;
}

/** Minutes in which reading the same thing again, from the same address, is the same reading. */
export const READ_MINUTES = 10;

/**
 * Appends an event of reading, unless the same person read the same thing from the same address a moment ago. What is
 * the same thing the note says: a list notes its page too, so that who takes all of it leaves an event for every page.
 */
export async function appendReadEvent(db: Db, event: NewEvent): Promise<void> {
  await db.$queryRaw(readEventStatement(event));
}

/** The statement for it: one look into what the reader did lately, by the index of (actorId, at). */
export function readEventStatement(event: NewEvent): Sql {
  const row = rowOf(event);
  const text = JSON.stringify(row);
  const after = JSON.stringify(row.after);
  const since = new Date(event.at.getTime() - READ_MINUTES * 60_000);
  // Compared as one row: a single column would lead the planner to what everybody did by that name.
  return sql`select append_audit_event(${text}, ${seal('event', text)})::text where not exists (
    select from "AuditEvent" where "actorId" = ${row.actorId} and "at" > ${since}
      and ("event", "entityId", "countyId", "ip", coalesce("after", 'null'))
        is not distinct from (${row.event}, ${row.entityId}, ${row.countyId}, ${row.ip}, ${after}::jsonb))`;
}

/**
 * Appends a refusal in a transaction of its own: what was tried was rolled back, perhaps the county that it noted, too.
 * Of what it noted stays only what it was about.
 */
export async function recordRefusal(trail: Trail, note: AuditNote): Promise<void> {
  const { by: _by, before: _before, after: _after, ...about } = note;
  const noted = countyOf(trail, note);
  await behindTheWall(noted, async (db) => {
    const isThere = noted !== null && (await db.county.count({ where: { id: noted } })) > 0;
    await appendAuditEvent(db, { ...trail, wall: isThere ? noted : null, outcome: 'refused', note: about });
  });
}

/**
 * Appends a refusal that whoever meets it meets again and again (a limit, a sign-in that is not fresh): one a minute for
 * each kind and source.
 */
export async function recordRepeatedRefusal(trail: Trail): Promise<void> {
  const { actor, request, event } = trail;
  const source = actor.kind === 'person' ? actor.via.id : request.ip;
  const limiter = await rateLimiter();
  const once = {
    name: 'refused',
    key: `${event} ${source}`,
    points: 1,
    seconds: 60,
    counts: 'attempts',
  } as const;
  if ((await limiter.spend([once])) === null) await recordRefusal(trail, {});
}

/** Appends that somebody came by a token: which, and from where. */
export async function recordTokenUse(trail: Trail, id: string): Promise<void> {
  const use = {
    ...trail,
    event: 'accounts.useToken',
    outcome: 'done' as const,
    note: { entity: 'token', id },
  };
  await behindTheWall(countyOf(trail, {}), (db) => appendAuditEvent(db, use));
}

function rowOf(event: NewEvent) {
  const by = event.note.by ?? identityOf(event.actor);
  return {
    id: randomUUID(),
    countyId: countyOf(event, event.note),
    at: event.at.toISOString(),
    actorId: by?.id ?? null,
    actorEmail: by?.email ?? null,
    event: event.event,
    outcome: event.outcome,
    entity: event.note.entity ?? null,
    entityId: event.note.id ?? null,
    ip: event.actor.kind === 'system' ? null : event.request.ip,
    requestId: event.request.requestId,
    before: event.note.before ?? null,
    after: event.note.after ?? null,
  };
}

function identityOf(actor: Actor): { id: string; email: string } | null {
  if (actor.kind === 'system') {
    const name = actor.by ?? SYSTEM;
    return { id: name, email: name };
  }
  return actor.kind === 'person' ? actor : null;
}
