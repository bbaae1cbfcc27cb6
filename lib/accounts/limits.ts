import 'server-only';
import { createHash } from 'node:crypto';
import type { Person, PortalRequest } from '@/lib/kernel';
import { networkOf } from '@/lib/platform/network';
import type { Limit } from '@/lib/platform/rate-limit';
import { knownDevice } from './sign-in/known-device';

/** The numbers are those of docs/security.md, "Limits". */

/** A /48 is a customer of a provider, or a building of them. */
const WIDE = 8;

/** Where a request comes from: its address; of version 6 the /64, of which every caller has one to themselves. */
const sourceOf = ({ ip }: PortalRequest) => networkOf(ip, 64) ?? ip;

/** A limit of where a request comes from, and for a /48 of version 6 another, of eight times as many. */
function fromOnePlace(request: PortalRequest, limit: Omit<Limit, 'key'>): Limit[] {
  const wide = networkOf(request.ip, 48);
  return [
    { ...limit, key: sourceOf(request) },
    ...(wide ? [{ ...limit, name: `${limit.name}-wide`, key: wide, points: limit.points * WIDE }] : []),
  ];
}

/** Public forms cost: at most 300 requests of an address in five minutes. */
export function costlyPage(request: PortalRequest): Limit[] {
  return fromOnePlace(request, { name: 'page', points: 300, seconds: 300, counts: 'attempts' });
}

/** Sign-in, by whichever door: 20 tries of an IP a minute. */
export function signInsFrom(request: PortalRequest): Limit[] {
  return fromOnePlace(request, { name: 'sign-in-ip', points: 20, seconds: 60, counts: 'attempts' });
}

/**
 * What is counted for an address: the address, for every stranger together; and for each browser that its owner has
 * signed in with before a count of its own, which no stranger can use up.
 */
function countedAs(email: string, request: PortalRequest): { key: string; isKnown: boolean } {
  const device = knownDevice(request.cookies.device, email);
  return device === null ? { key: email, isKnown: false } : { key: `${email} ${device}`, isKnown: true };
}

/**
 * Sign-in: 20 tries of an IP a minute; 5 wrong for an address from one IP a minute; and, with growing waits, 15 wrong for
 * an address in 15 minutes and 50 in 12 hours. All of them are counted apart for a browser that has signed in to this
 * address before, so that a stranger's tries keep nobody out of their own account, from the same IP either.
 */
export function signInLimits(email: string, request: PortalRequest): Limit[] {
  const { key: from, isKnown } = countedAs(email, request);
  const anySignIn = signInsFrom(request);
  return [
    ...anySignIn.map((limit) => (isKnown ? { ...limit, key: short(`${limit.key} ${from}`) } : limit)),
    {
      name: 'sign-in-wrong',
      key: short(`${from} ${sourceOf(request)}`),
      points: 5,
      seconds: 60,
      counts: 'failures',
    },
    { name: 'sign-in-wrong-quarter', key: short(from), points: 15, seconds: 15 * 60, counts: 'failures' },
    { name: 'sign-in-wrong-day', key: short(from), points: 50, seconds: 12 * 3600, counts: 'failures' },
  ];
}

/** Sign-in elsewhere: as many of an IP a minute as by a password; what is wrong there the provider counts. */
export function providerLimits(request: PortalRequest): Limit[] {
  return [...costlyPage(request), ...signInsFrom(request)];
}

/** Mails that anybody can cause: 5 of a kind an address and hour, 8 of all kinds; as many for each browser that its owner has signed in with. */
export function mailLimits(kind: string, email: string, request: PortalRequest): Limit[] {
  const { key } = countedAs(email, request);
  return [
    ...costlyPage(request),
    { name: `mail-${kind}`, key: short(key), points: 5, seconds: 3600, counts: 'attempts' },
    { name: 'mail-any', key: short(key), points: 8, seconds: 3600, counts: 'attempts' },
  ];
}

/** Registrations: 10 an IP and hour. */
export function registrationLimits(email: string, request: PortalRequest): Limit[] {
  return [
    ...mailLimits('register', email, request),
    ...fromOnePlace(request, { name: 'register', points: 10, seconds: 3600, counts: 'attempts' }),
  ];
}

/**
 * Proving the own password again (change, re-authentication): 5 wrong a minute, 50 in 12 hours. Counted by the session or
 * token that was found, whatever spelling of its cookie came, and whatever came beside it.
 */
export function ownPasswordLimits({ via }: Person): Limit[] {
  const key = short(`${via.kind} ${via.id}`);
  return [
    { name: 'own-password', key, points: 5, seconds: 60, counts: 'failures' },
    { name: 'own-password-day', key, points: 50, seconds: 12 * 3600, counts: 'failures' },
  ];
}

/** The password beside a mailed link: 5 wrong a minute, 50 in all. */
export function linkPasswordLimits(token: string): Limit[] {
  const key = short(token);
  return [
    { name: 'link-password', key, points: 5, seconds: 60, counts: 'failures' },
    { name: 'link-password-day', key, points: 50, seconds: 24 * 3600, counts: 'failures' },
  ];
}

/** The store's keys are at most 255 characters long and are no place for addresses. */
function short(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
