import 'server-only';
import { createHash } from 'node:crypto';
import { askOverTheWall, behindTheWall } from '@/lib/kernel/db';

/**
 * The reviewed look-ups that look over the county wall: who a session, a token, an address, a passkey or a mailed link
 * belongs to. Each is one statement: a question with the portal's seal, without which the database answers nobody
 * (migration `sealed_wall`).
 */

/** Tokens and links are kept only as SHA-256: they are 256 random bits, so no salt or slow hash is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

type Question =
  | 'identity_by_session'
  | 'identity_by_token'
  | 'credentials_by_email'
  | 'link_by_token'
  | 'passkey_by_id'
  | 'account_by_provider'
  | 'touch_session'
  | 'touch_token';

/** Asks over the wall; null where there is nothing to find. */
export function lookUp<T>(question: Question, ...about: string[]): Promise<T | null> {
  return askOverTheWall<T>(question, about);
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
    securityStamp: string;
    sessionId: string | null;
  };
  user: {
    id: string;
    countyId: string | null;
    email: string;
    firstName: string;
    lastName: string;
    active: boolean;
    locale: string;
    securityStamp: string;
    confirmedAt: string | null;
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
    browserHash: string;
    ip: string;
    userAgent: string;
    createdAt: string;
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
