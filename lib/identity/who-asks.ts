import 'server-only';
import { isServiceScope } from '@/lib/access/permissions';
import { type Caller, grantsOf, type Person, type RoleRow, stranger } from '@/lib/kernel/actor';
import { database } from '@/lib/kernel/db';
import { env, idleMinutes } from '@/lib/platform/env';
import { countySettings } from '@/lib/shared/county-settings';
import { hashToken, lookUp } from './over-the-wall';
import { openSessionCookie } from './session-cookie';

/** What a request presents to prove who sends it. A bearer token wins over a cookie. */
export type Credentials = { sessionCookie?: string | undefined; bearerToken?: string | undefined };

type PersonRow = {
  id: string;
  email: string;
  firstName: string;
  lastName: string;
  locale: string;
  active: boolean;
  confirmedAt: string | null;
  createdAt: string;
  securityStamp: string;
  twoFactorSince: string | null;
  county: { id: string; code: string; name: string; active: boolean; settings: unknown } | null;
  roles: RoleRow[];
  departmentIds: string[];
};

type SessionRow = {
  id: string;
  securityStamp: string;
  complete: boolean;
  freshUntil: string | null;
  lastSeenAt: string;
  expiresAt: string;
  endedAt: string | null;
};

type TokenRow = {
  id: string;
  name: string;
  createdAt: string;
  securityStamp: string;
  scopes: string[];
  expiresAt: string;
  revokedAt: string | null;
  lastUsedAt: string | null;
};

function personOf(row: PersonRow, via: Person['via'], scopes?: string[]): Person {
  const roles = row.roles.map((role) => role.name);
  return {
    kind: 'person',
    id: row.id,
    email: row.email,
    firstName: row.firstName,
    lastName: row.lastName,
    locale: row.locale,
    createdAt: new Date(row.createdAt),
    confirmedAt: row.confirmedAt ? new Date(row.confirmedAt) : null,
    county: row.county,
    roles,
    departmentIds: row.departmentIds,
    grants: grantsOf(row.roles, scopes),
    isStaff: isStaff(roles),
    hasFactor: row.twoFactorSince !== null,
    lacksFactor: row.twoFactorSince === null && mustHaveFactor(isStaff(roles), row.county?.settings),
    via,
  };
}

/** Whoever holds more than Citizen works for the county, and gets the shorter idle time. */
export function isStaff(roles: readonly string[]): boolean {
  return roles.some((role) => role !== 'Citizen');
}

/** Whether somebody must have a second factor: staff where the portal or the county says so, residents where the county does. */
export function mustHaveFactor(isStaff: boolean, settings: unknown): boolean {
  const { staffFactor, residentFactor } = countySettings(settings);
  return isStaff ? env().REQUIRE_STAFF_2FA || staffFactor === 'required' : residentFactor === 'required';
}

function mayEnter(person: PersonRow, stamp: string): boolean {
  return person.active && person.securityStamp === stamp && person.county?.active !== false;
}

/** When an unused session ends, from its last use and its owner's idle time. */
function idleEnd(lastSeenAt: string, roles: readonly RoleRow[]): Date {
  const minutes = idleMinutes(isStaff(roles.map((role) => role.name)));
  return new Date(new Date(lastSeenAt).getTime() + minutes * 60_000);
}

async function personBySession(sessionId: string, now: Date): Promise<Caller> {
  const found = await lookUp<{ person: PersonRow; session: SessionRow }>('identity_by_session', sessionId);
  if (!found) return stranger;
  const { person, session } = found;
  const idle = idleEnd(session.lastSeenAt, person.roles);
  const lives = session.complete && !session.endedAt && new Date(session.expiresAt) > now && idle > now;
  if (!lives || !mayEnter(person, session.securityStamp)) return stranger;
  const idleSpan = idle.getTime() - new Date(session.lastSeenAt).getTime();
  // Not every request writes: the last use is kept to a tenth of the idle time, at most a minute.
  if (now.getTime() - new Date(session.lastSeenAt).getTime() > Math.min(60_000, idleSpan / 10)) {
    const { query } = await database();
    await query({ name: 'touch_session', text: 'select touch_session($1, $2)', values: [session.id, now] });
    idle.setTime(now.getTime() + idleSpan);
  }
  return personOf(person, {
    kind: 'session',
    id: session.id,
    freshUntil: session.freshUntil ? new Date(session.freshUntil) : null,
    idleEnd: idle,
    expiresAt: new Date(session.expiresAt),
  });
}

/** A sign-in that waits for its second factor, and whose it is. Its cookie opens nothing else. */
export type Attempt = { attemptId: string; person: Person & { securityStamp: string } };

/** The attempt of this cookie, while it stands; null for any other. */
export async function attemptOf(cookie: string | undefined, now: Date): Promise<Attempt | null> {
  const opened = openSessionCookie(cookie, env().AUTH_SECRET, now);
  const found = opened
    ? await lookUp<{ person: PersonRow; session: SessionRow }>('identity_by_session', opened.sessionId)
    : null;
  if (!found) return null;
  const { person, session } = found;
  const stands = !session.complete && !session.endedAt && new Date(session.expiresAt) > now;
  if (!stands || !mayEnter(person, session.securityStamp)) return null;
  const at = new Date(session.expiresAt);
  const via = { kind: 'session', id: session.id, freshUntil: null, idleEnd: at, expiresAt: at } as const;
  return { attemptId: session.id, person: { ...personOf(person, via), securityStamp: person.securityStamp } };
}

async function personByToken(token: string, now: Date): Promise<Caller> {
  const found = await lookUp<{
    person: PersonRow | null;
    county: PersonRow['county'];
    token: TokenRow;
  }>('identity_by_token', hashToken(token));
  if (!found) return stranger;
  const { person, county, token: row } = found;
  if (row.revokedAt || new Date(row.expiresAt) <= now) return stranger;
  if (person ? !mayEnter(person, row.securityStamp) : !county?.active) return stranger;
  if (!row.lastUsedAt || now.getTime() - new Date(row.lastUsedAt).getTime() > 60_000) {
    const { query } = await database();
    await query({ name: 'touch_token', text: 'select touch_token($1, $2)', values: [row.id, now] });
  }
  return person
    ? personOf(person, { kind: 'token', id: row.id }, row.scopes)
    : serviceOf(row, county as NonNullable<typeof county>);
}

/** A service token acts in its county's name, as far as its scopes go. */
function serviceOf(token: TokenRow, county: NonNullable<PersonRow['county']>): Person {
  return {
    kind: 'person',
    id: token.id,
    email: `token:${token.name}`,
    firstName: token.name,
    lastName: '',
    locale: 'en',
    createdAt: new Date(token.createdAt),
    confirmedAt: null,
    county,
    roles: [],
    departmentIds: [],
    grants: new Map(token.scopes.filter(isServiceScope).map((scope) => [scope, 'county'])),
    isStaff: true,
    hasFactor: false,
    lacksFactor: false,
    via: { kind: 'service', id: token.id },
  };
}

/** Who presents these credentials at this moment: a person whose session or token lives, else a stranger. */
export async function authenticate(credentials: Credentials, now: Date): Promise<Caller> {
  if (credentials.bearerToken !== undefined) return personByToken(credentials.bearerToken, now);
  const cookie = openSessionCookie(credentials.sessionCookie, env().AUTH_SECRET, now);
  return cookie ? personBySession(cookie.sessionId, now) : stranger;
}
