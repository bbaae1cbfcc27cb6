import 'server-only';
import { randomBytes } from 'node:crypto';
import type { Db, PortalRequest } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { ATTEMPT_MINUTES } from './two-factor/policy';

/** Minutes that a sign-in counts as fresh: docs/security.md, "Sessions". */
export const FRESH_MINUTES = 10;

export type OpenedSession = { sessionId: string; expiresAt: Date };

type Owner = { id: string; countyId: string | null; securityStamp: string };

/**
 * Writes the row of a new session. Its id is random, not in order of time: it is what the cookie carries.
 * It lives at most SESSION_MAX_HOURS; a session that replaces another keeps that one's end (`expiresAt`).
 */
export async function openSession(
  db: Db,
  owner: Owner,
  how: { provenBy: string; request: PortalRequest; now: Date; expiresAt?: Date; complete?: boolean },
): Promise<OpenedSession> {
  const sessionId = randomBytes(24).toString('base64url');
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
      freshUntil: how.complete === false ? null : new Date(how.now.getTime() + FRESH_MINUTES * 60_000),
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

/** Ends sessions of a person that are still open; `which` narrows them. Answers how many. */
export async function endSessions(
  db: Db,
  which: { userId: string; id?: string | { not: string } },
  now: Date,
  because: string,
): Promise<number> {
  const { count } = await db.session.updateMany({
    where: { ...which, endedAt: null },
    data: { endedAt: now, endedBecause: because },
  });
  return count;
}
