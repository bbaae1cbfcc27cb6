import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Db, Person, PortalRequest } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { ATTEMPT_MINUTES } from '../factors/policy';

/** Minutes that a sign-in counts as fresh: docs/security.md, "Sessions". */
const FRESH_MINUTES = 10;

export type OpenedSession = { sessionId: string; expiresAt: Date };

type Owner = { id: string; countyId: string | null; securityStamp: string };

/** The columns of a session that is fresh from now on. */
const freshFrom = (now: Date, freshByFactor: boolean) => ({
  freshUntil: new Date(now.getTime() + FRESH_MINUTES * 60_000),
  freshByFactor,
});

/** Makes the session that asks fresh: who it is was proven just now, by a factor or by less. */
export async function freshen(
  db: Db,
  { id, via }: Person,
  { now, byFactor }: { now: Date; byFactor: boolean },
): Promise<void> {
  await db.session.updateMany({ where: { id: via.id, userId: id }, data: freshFrom(now, byFactor) });
}

/**
 * Writes the row of a new session. Its id is random, not in order of time: it is what the cookie carries.
 * It lives at most SESSION_MAX_HOURS; a session that replaces another keeps that one's end (`expiresAt`).
 */
export async function openSession(
  db: Db,
  owner: Owner,
  how: {
    provenBy: string;
    request: PortalRequest;
    now: Date;
    expiresAt?: Date;
    complete?: boolean;
    /** False: nobody has proven anything that an act which asks for a fresh sign-in may rest on. */
    fresh?: boolean;
  },
): Promise<OpenedSession> {
  const sessionId = randomBytes(24).toString('base64url');
  const isFresh = how.complete !== false && how.fresh !== false;
  const expiresAt = how.expiresAt ?? new Date(how.now.getTime() + env().SESSION_MAX_HOURS * 3_600_000);
  await db.session.create({
    data: {
      id: sessionId,
      countyId: owner.countyId,
      userId: owner.id,
      securityStamp: owner.securityStamp,
      provenBy: how.provenBy,
      complete: how.complete ?? true,
      createdAt: how.now,
      lastSeenAt: how.now,
      ...(isFresh ? freshFrom(how.now, /passkey|\+/.test(how.provenBy)) : {}),
      expiresAt,
      ip: how.request.ip,
      userAgent: how.request.userAgent,
    },
  });
  return { sessionId, expiresAt };
}

/**
 * Opens an attempt: what the password (or a provider's word) began and a second factor completes. It is a session that opens nothing, and
 * lives for ATTEMPT_MINUTES.
 */
export async function openAttempt(
  db: Db,
  owner: Owner,
  how: { request: PortalRequest; now: Date; provenBy?: string },
): Promise<OpenedSession> {
  const expiresAt = new Date(how.now.getTime() + ATTEMPT_MINUTES * 60_000);
  return openSession(db, owner, { provenBy: 'password', ...how, expiresAt, complete: false });
}

/**
 * Counts a sign-in as the lesson does: one atomic statement, so that parallel sign-ins are all counted. Answers the
 * count.
 */
export async function trackSignIn(
  db: Db,
  userId: string,
  request: PortalRequest,
  now: Date,
): Promise<number> {
  const [counted] = await db.$queryRaw<{ loginCount: number }[]>`
    update "User" set "lastLoginAt" = coalesce("currentLoginAt", ${now}), "lastLoginIp" = coalesce("currentLoginIp", ${request.ip}),
      "currentLoginAt" = ${now}, "currentLoginIp" = ${request.ip}, "loginCount" = "loginCount" + 1
    where "id" = ${userId} returning "loginCount"`;
  return counted?.loginCount ?? 0;
}

/**
 * Ends sessions of a person that are still open, and the login tokens that came with them; `which` narrows them. Answers
 * how many.
 */
export async function endSessions(
  db: Db,
  which: { userId: string; id?: string | { not: string } },
  now: Date,
  because: string,
): Promise<number> {
  const ended = await db.session.updateManyAndReturn({
    where: { ...which, endedAt: null },
    data: { endedAt: now, endedBecause: because },
    select: { id: true },
  });
  if (ended.length > 0)
    await db.apiToken.updateMany({
      where: { sessionId: { in: ended.map(({ id }) => id) }, revokedAt: null },
      data: { revokedAt: now },
    });
  return ended.length;
}
