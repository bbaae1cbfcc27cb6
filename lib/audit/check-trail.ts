import 'server-only';
import { type Db, sql } from '@/lib/kernel';
import type { BrokenEvent, TrailCheck, Verification } from './schema';

/**
 * Checks trails in parts that each fit into a transaction: the chain of hashes of a county's events, or (county null)
 * of those that belong to none.
 */

type County = NonNullable<TrailCheck['county']>;

/** Events checked in one go: below a second on either engine. */
const PART = 50_000;

/** Where a check stands: in which of the trails, and past which event of it. */
export type Standing = { trail: number; past: number };
export type Part = { trails: TrailCheck[]; next: Standing | null };

/** Counties by code, then null for the events of none. */
export async function everyTrail(db: Db): Promise<(County | null)[]> {
  const counties = await db.county.findMany({
    select: { id: true, code: true, name: true },
    orderBy: { code: 'asc' },
  });
  return [...counties, null];
}

/** Checks the next part: whole trails while they are short, a piece of a long one. */
export async function checkPart(
  db: Db,
  trails: readonly (County | null)[],
  from: Standing,
  most = PART,
): Promise<Part> {
  const checked: TrailCheck[] = [];
  let left = most;
  let { trail, past } = from;
  for (const county of trails.slice(from.trail)) {
    const { check, last } = await checkPiece(db, county, past, left);
    checked.push(check);
    left -= check.events;
    const isOver = last === null || check.firstBroken !== null;
    if (isOver) trail += 1;
    past = isOver ? 0 : last;
    if (!isOver || left <= 0) break;
  }
  return { trails: checked, next: trail < trails.length ? { trail, past } : null };
}

async function checkPiece(db: Db, county: County | null, past: number, most: number) {
  const of = county ? sql`e."countyId" = ${county.id}` : sql`e."countyId" is null`;
  const [piece] = await db.$queryRaw<[{ events: bigint; last: bigint | null; hash: string | null }]>`
    select p.events, p.last,
      (select e."hash" from "AuditEvent" e where ${of} and e."sequence" = p.last) as hash
    from (select count(*) as events, max(q."sequence") as last from (
      select e."sequence" from "AuditEvent" e where ${of} and e."sequence" > ${past}
      order by e."sequence" limit ${most}) q) p`;
  const events = Number(piece.events);
  // The rest of the trail is shorter than a part: to its end, whatever is added meanwhile.
  const last = events < most ? null : Number(piece.last);
  const [found] = await db.$queryRaw<{ sequence: bigint; problem: BrokenEvent['problem'] }[]>`
    select "sequence", "problem"
    from first_broken_audit_event(${county?.id ?? null}::text, ${past}::bigint, ${last}::bigint)`;
  const firstBroken = found
    ? { ...found, sequence: Number(found.sequence), eventId: await idOf(db, county, found.sequence) }
    : null;
  const head = firstBroken || piece.last === null ? null : `${piece.last}:${piece.hash}`;
  return {
    check: { county, ok: firstBroken === null, events, firstBroken, head } satisfies TrailCheck,
    last,
  };
}

/** What became of a head that was noted earlier: there as it was, another one, gone, or retired with its time. */
export type Noted = 'there' | 'altered' | 'missing' | 'retired';

/**
 * Whether a trail still has an event of its past as it was noted (`sequence:hash`): a trail that was computed anew holds
 * too. Of what is retired nothing can be compared; that the trail says so is checked with the rest of it.
 */
export async function lookUp(db: Db, county: County | null, noted: string): Promise<Noted> {
  const [place = '', hash] = noted.split(':');
  const sequence = BigInt(place);
  const where = { countyId: county?.id ?? null };
  const event = await db.auditEvent.findFirst({ where: { ...where, sequence }, select: { hash: true } });
  if (event) return event.hash === hash ? 'there' : 'altered';
  const first = await db.auditEvent.findFirst({
    where,
    orderBy: { sequence: 'asc' },
    select: { sequence: true },
  });
  return first && sequence < first.sequence ? 'retired' : 'missing';
}

async function idOf(db: Db, county: County | null, sequence: bigint): Promise<string | null> {
  const event = await db.auditEvent.findFirst({
    where: { countyId: county?.id ?? null, sequence },
    select: { id: true },
  });
  return event?.id ?? null;
}

/** Checks trails to their end; `step` runs each part in a transaction of its own. */
export async function checkAll(step: (from: Standing) => Promise<Part>): Promise<Verification> {
  const trails: TrailCheck[] = [];
  for (let next: Standing | null = { trail: 0, past: 0 }; next; ) {
    const part: Part = await step(next);
    for (const piece of part.trails) {
      const before = trails.at(-1);
      if (before && before.county?.id === piece.county?.id)
        trails[trails.length - 1] = {
          ...piece,
          events: before.events + piece.events,
          // A last part may have nothing left to check.
          head: piece.head ?? (piece.ok ? before.head : null),
        };
      else trails.push(piece);
    }
    next = part.next;
  }
  return {
    ok: trails.every(({ ok }) => ok),
    events: trails.reduce((sum, { events }) => sum + events, 0),
    firstBroken: trails.find(({ ok }) => !ok)?.firstBroken ?? null,
    trails,
  };
}
