import 'server-only';
import path from 'node:path';
import { type Clock, systemClock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { createHasher, type Hasher } from '@/lib/platform/hashing';
import { createMailer, type Mailer } from '@/lib/platform/mailer';
import { openPlaces, type Places } from '@/lib/platform/places';
import { createRateLimiter, noLimits, type RateLimiter } from '@/lib/platform/rate-limit';
import { database } from './db';

/** The ports to the outside world, made once a process from the settings. On globalThis for the same reason as the database. */
const shared = globalThis as typeof globalThis & {
  portalPorts?: {
    clock?: Clock;
    hasher?: Hasher;
    mailer?: Mailer;
    limiter?: { of: unknown; limiter: RateLimiter };
    places?: { of: string; places: Places };
  };
};
shared.portalPorts ??= {};
const ports = shared.portalPorts;

/** What time it is. */
export function clock(): Clock {
  return ports.clock ?? systemClock;
}

/** For tests: replaces ports of this process; by undefined, those of the settings are back. */
export function usePorts(replacements: { clock?: Clock; hasher?: Hasher; mailer?: Mailer }): void {
  Object.assign(ports, replacements);
}

/** Hashes passwords off the main thread, with one bounded queue for the process. */
export function hasher(): Hasher {
  const { PASSWORD_HASH, PASSWORD_PEPPER, PREVIOUS_PASSWORD_PEPPERS, PASSWORD_COST } = env();
  ports.hasher ??= createHasher({
    algorithm: PASSWORD_HASH,
    pepper: PASSWORD_PEPPER,
    previousPeppers: PREVIOUS_PASSWORD_PEPPERS,
    cost: PASSWORD_COST,
  });
  return ports.hasher;
}

/** Where mails go when there is no SMTP server: shown at /dev/mailbox, in demo and dev only. */
export function mailboxDirectory(): string {
  return path.join(env().DATA_DIR, 'mailbox');
}

/** Sends by SMTP, or keeps mails for /dev/mailbox where no server is set. */
export function mailer(): Mailer {
  const { SMTP_URL, MAIL_FROM } = env();
  ports.mailer ??= createMailer({
    ...(SMTP_URL ? { smtpUrl: SMTP_URL } : { mailboxDirectory: mailboxDirectory() }),
    from: MAIL_FROM,
  });
  return ports.mailer;
}

/** Limits in the database of this process, or none with `RATE_LIMITS=off`. */
export async function rateLimiter(): Promise<RateLimiter> {
  if (!env().RATE_LIMITS) return noLimits;
  const of = await database();
  if (ports.limiter?.of !== of) ports.limiter = { of, limiter: createRateLimiter(of.query) };
  return ports.limiter.limiter;
}

/** Places by address, from the database that `GEOIP_DATABASE` names; null where it names none. */
export function places(): Places | null {
  const file = env().GEOIP_DATABASE;
  if (!file) return null;
  if (ports.places?.of !== file) ports.places = { of: file, places: openPlaces(file) };
  return ports.places.places;
}
