import { z } from 'zod';
import { defineList, folded, textFilter } from '@/lib/fields';
import { isDay } from '@/lib/shared/day';
import { exportBatchOf, pageOf } from '@/lib/shared/paging';
import { anId, optionalLine } from '@/lib/shared/text';

export const auditOutcomes = ['done', 'failed', 'refused'] as const;

/** A day (in the county's time zone) or a moment with its offset; empty counts as not set. */
const dayOrMoment = z
  .string({ error: 'errors.filter.dayOrMoment' })
  .trim()
  .refine((text) => text === '' || isDay(text) || isMoment(text), 'errors.filter.dayOrMoment')
  .transform((text) => text || undefined)
  .optional();

function isMoment(text: string): boolean {
  return /^[12]/.test(text) && z.iso.datetime({ offset: true }).safeParse(text).success;
}

const dayFilter = { kind: 'date', schema: dayOrMoment, faults: ['errors.filter.dayOrMoment'] } as const;

const outcome = {
  kind: 'choice',
  schema: z
    .enum([...auditOutcomes, ''], { error: 'errors.filter.outcome' })
    .transform((text) => text || undefined)
    .optional(),
  faults: ['errors.filter.outcome'],
} as const;

/** The trail, whose filters its export shares: docs/contract.md, section 8. */
export const eventList = defineList({
  words: 'audit',
  sorts: ['-at'],
  filters: {
    /** Whose doing: an id, or an e-mail address as it was then. */
    actor: textFilter('code', 254),
    /** An event's name, or the beginning of several: `accounts` finds `accounts.signIn`. */
    event: textFilter('choice', 100),
    from: dayFilter,
    /** Up to and with this day or moment. */
    to: dayFilter,
    /** A county's code, for who sees several. */
    county: folded(textFilter('choice', 20)),
    /** The kind of thing: user, role, department, … */
    entity: folded(textFilter('choice', 100)),
    entityId: folded(textFilter('code', 100)),
    outcome: folded(outcome),
  },
});
export type ListEventsInput = z.output<typeof eventList.input>;
export type AuditFilter = Pick<ListEventsInput, keyof typeof eventList.filters>;

export const EventOnly = z.object({ eventId: anId });

const fields = z.record(z.string(), z.unknown()).nullable();

/** An event, as API v1 and the pages see one: docs/contract.md, section 8. */
export const AuditEventBody = z
  .object({
    id: z.string(),
    at: z.string(),
    /** Null: nobody was signed in. */
    actor: z.object({ id: z.string(), email: z.string() }).nullable(),
    event: z.string(),
    entity: z.string().nullable(),
    entityId: z.string().nullable(),
    outcome: z.enum(auditOutcomes),
    ip: z.string().nullable(),
    before: fields,
    after: fields,
  })
  .meta({ id: 'AuditEvent' });
export type AuditEventBody = z.output<typeof AuditEventBody>;

export const AuditEventPage = pageOf(AuditEventBody);

/** An event with what the contract's shape leaves out: whose trail it stands in, and which request of the log it was. */
export const SeenEvent = AuditEventBody.extend({
  /** Null: it belongs to no county. */
  county: z.object({ code: z.string(), name: z.string() }).nullable(),
  requestId: z.string().nullable(),
});
export type SeenEvent = z.output<typeof SeenEvent>;

export const SeenEventPage = pageOf(SeenEvent);

/** A row of an export. In a CSV of who looks at every county: the county's code as well, null for events of none. */
export const ExportedEvent = AuditEventBody.extend({ county: z.string().nullable().optional() });
export type ExportedEvent = z.output<typeof ExportedEvent>;

export const AuditEventBatch = exportBatchOf(ExportedEvent);

const brokenEvent = z.object({
  /** Its place in the trail, from 1. */
  sequence: z.int(),
  problem: z.enum(['altered', 'missing', 'reordered']),
  /** Null when it is missing. */
  eventId: z.string().nullable(),
});
export type BrokenEvent = z.output<typeof brokenEvent>;

/** What the check of one trail found: a county's, or (county null) that of events that belong to none. */
export const TrailCheck = z.object({
  county: z.object({ id: z.string(), code: z.string(), name: z.string() }).nullable(),
  ok: z.boolean(),
  events: z.int(),
  firstBroken: brokenEvent.nullable(),
  /**
   * The last event that was checked, as `sequence:hash`; null when there is none, or the trail does not hold. Whoever
   * keeps it elsewhere sees later that the trail was not computed anew.
   */
  head: z.string().nullable(),
});
export type TrailCheck = z.output<typeof TrailCheck>;

export const VerifyTrail = z.object({
  /** A county's code, for who sees several; every trail unless told. */
  county: optionalLine(20, 'errors.filter.tooLong'),
});

export const Verification = z.object({
  ok: z.boolean(),
  events: z.int(),
  firstBroken: brokenEvent.nullable(),
  trails: z.array(TrailCheck),
});
export type Verification = z.output<typeof Verification>;
