import 'server-only';
import { z } from 'zod';
import { type Look, reachFragments } from '@/lib/kernel';

const DAY = 86_400_000;

const AddressGiven = z.object({ email: z.string() });

export type RecentEvent = { id: string; at: string; event: string; outcome: string; actor: string | null };

/** Of the last day: wrong passwords for known accounts. */
export async function failedSignInsPanel({ db, actor, now }: Look): Promise<number | null> {
  if (!actor.grants.has('audit.view')) return null;
  return db.auditEvent.count({
    where: {
      ...reachFragments(actor, 'audit.view', now).county,
      event: 'accounts.signIn',
      outcome: 'failed',
      at: { gt: new Date(now.getTime() - DAY) },
    },
  });
}

/** What happened last. */
export async function eventsPanel({ db, actor, now }: Look): Promise<RecentEvent[] | null> {
  if (!actor.grants.has('audit.view')) return null;
  const rows = await db.auditEvent.findMany({
    where: reachFragments(actor, 'audit.view', now).county,
    orderBy: { at: 'desc' },
    take: 8,
    select: { id: true, at: true, event: true, outcome: true, actorEmail: true, after: true },
  });
  return rows.map(({ at, actorEmail, after, ...row }) => ({
    ...row,
    at: at.toISOString(),
    // Whoever failed to sign in, or asked for a link, is nobody yet: the address they gave says more.
    actor: actorEmail ?? AddressGiven.safeParse(after).data?.email ?? null,
  }));
}

/** For the part of the administration: how much happened in the last day. */
export function eventsOfADay({ db, actor, now }: Look): Promise<number> {
  const { county } = reachFragments(actor, 'audit.view', now);
  return db.auditEvent.count({ where: { ...county, at: { gt: new Date(now.getTime() - DAY) } } });
}
