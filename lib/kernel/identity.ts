import 'server-only';
import { createHash } from 'node:crypto';
import { isServiceScope } from '@/lib/access/permissions';
import { env, idleMinutes } from '@/lib/platform/env';
import { countySettings } from '@/lib/shared/county-settings';
import { type Actor, grantsOf, type Person, type RoleRow, stranger } from './actor';
import { behindTheWall, database } from './db';
import { openSessionCookie } from './session-cookie';

/**
 * The reviewed look-ups that look over the county wall: who a session, a token, an address, a passkey or a mailed link
 * belongs to. Each is one statement calling a function of the migrations `wall_and_audit` and `second_factors_wall`;
 * nothing else may call those.
 */

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

/** Tokens and links are kept only as SHA-256: they are 256 random bits, so no salt or slow hash is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

async function lookUp<T>(name: string, ...values: string[]): Promise<T | null> {
  const { query } = await database();
  const places = values.map((_, index) => `$${index + 1}`).join(', ');
  const { rows } = await query<{ found: T | null }>({
    name,
    text: `select ${name}(${places}) as found`,
    values,
  });
  return rows[0]?.found ?? null;
}

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

async function personBySession(sessionId: string, now: Date): Promise<Actor> {
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
  const opened = await openSessionCookie(cookie, env().AUTH_SECRET, now);
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

async function personByToken(token: string, now: Date): Promise<Actor> {
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
export async function authenticate(credentials: Credentials, now: Date): Promise<Actor> {
  if (credentials.bearerToken !== undefined) return personByToken(credentials.bearerToken, now);
  const cookie = await openSessionCookie(credentials.sessionCookie, env().AUTH_SECRET, now);
  return cookie ? personBySession(cookie.sessionId, now) : stranger;
}

export type CredentialsOf = {
  user: {
    id: string;
    countyId: string | null;
    email: string;
    passwordHash: string | null;
    firstName: string;
    lastName: string;
    active: boolean;
    confirmedAt: string | null;
    locale: string;
    securityStamp: string;
    isCountyActive: boolean;
  } | null;
  pending: {
    id: string;
    countyId: string;
    email: string;
    passwordHash: string;
    locale: string;
    expiresAt: string;
  } | null;
};

/** The account of an address, and its newest pending registration. */
export async function credentialsByEmail(email: string): Promise<CredentialsOf> {
  return (await lookUp<CredentialsOf>('credentials_by_email', email)) ?? { user: null, pending: null };
}

export type PasskeyFound = {
  passkey: {
    /** The credential's id, base64url. */
    id: string;
    userId: string;
    /** COSE, base64. */
    publicKey: string;
    /** Whether it signs in by itself, and is not a second factor alone. */
    signsIn: boolean;
  };
  user: { id: string; countyId: string | null };
};

/** A passkey by the id that its authenticator gave it, and whose it is; null for one that nobody keeps here. */
export async function passkeyById(id: string): Promise<PasskeyFound | null> {
  return lookUp<PasskeyFound>('passkey_by_id', id);
}

/** Whose account a sign-in elsewhere is linked to: by the issuer and what it calls the person. */
export async function accountByProvider(
  issuer: string,
  subject: string,
): Promise<{ id: string; countyId: string | null } | null> {
  return lookUp('account_by_provider', issuer, subject);
}

export type LinkFound = {
  link: {
    id: string;
    countyId: string | null;
    purpose: string;
    email: string;
    userId: string | null;
    expiresAt: string;
    usedAt: string | null;
  };
  user: {
    id: string;
    countyId: string | null;
    email: string;
    firstName: string;
    lastName: string;
    active: boolean;
    locale: string;
  } | null;
  pending: {
    id: string;
    countyId: string;
    email: string;
    firstName: string;
    lastName: string;
    passwordHash: string;
    phoneNumber: string | null;
    locale: string;
  } | null;
};

/** What a mailed link is for; null for a token that was never given out. Says nothing about whether it still counts. */
export async function linkByToken(token: string): Promise<LinkFound | null> {
  return lookUp<LinkFound>('link_by_token', hashToken(token));
}

const countyColumns = { id: true, code: true, name: true, settings: true } as const;
export type CountyFound = { id: string; code: string; name: string; settings: unknown };

/** An active county by its code, as strangers see it; null when there is none. */
export async function countyByCode(code: string): Promise<CountyFound | null> {
  return behindTheWall(null, (db) =>
    db.county.findFirst({ where: { code, active: true }, select: countyColumns }),
  );
}

/** The county of a row that identity.ts found, active or not; null for what belongs to none. */
export async function countyById(id: string | null): Promise<CountyFound | null> {
  if (id === null) return null;
  return behindTheWall(id, (db) => db.county.findUnique({ where: { id }, select: countyColumns }));
}
