import 'server-only';
import { z } from 'zod';
import { namesIfAny, personFields } from '@/lib/fields';

type Facts = {
  /** The provider, by its id in the settings and its key in the database. */
  provider: string;
  key: string;
  name: string;
  /** Who it is, there. */
  subject: string;
  /** The address that the provider says it has verified; null for any other. */
  email: string | null;
  firstName: string;
  lastName: string;
  /** When they proved themselves there, in seconds since 1970, where the provider says so. */
  authTime: number | null;
};

/**
 * Who somebody is at a provider, after NextAuth has checked all of it. No request can hold one: it is made of checked
 * tokens (round.ts) or of what the portal itself has sealed (round-trip.ts).
 */
export class ProvenSubject {
  constructor(readonly facts: Readonly<Facts>) {}
}

/** The input of a use case that a sign-in elsewhere stands behind. */
export const provenSubject = z.instanceof(ProvenSubject, { error: 'errors.provider.startAgain' });

/** What the providers say, as far as the portal listens (OpenID Connect Core 5.1). */
type Claims = Record<string, unknown>;

/** A subject is at most 255 ASCII characters (OpenID Connect Core 2). */
const SUBJECT = /^[\x21-\x7e]{1,255}$/;

/** Makes a proof of the claims of a checked sign-in; null when they do not say who it is. */
export function proofOf(
  provider: { id: string; key: string; name: string },
  claims: Claims,
  authTime: unknown,
): ProvenSubject | null {
  const { sub } = claims;
  if (typeof sub !== 'string' || !SUBJECT.test(sub)) return null;
  // Some providers send a text for the truth value.
  const isVerified = claims.email_verified === true || claims.email_verified === 'true';
  return new ProvenSubject({
    provider: provider.id,
    key: provider.key,
    name: provider.name,
    subject: sub,
    email: isVerified ? (personFields.email.schema.safeParse(claims.email).data ?? null) : null,
    firstName: nameOf(namesIfAny.firstName.schema, claims.given_name),
    lastName: nameOf(namesIfAny.lastName.schema, claims.family_name),
    authTime: typeof authTime === 'number' ? authTime : null,
  });
}

/** A name that the portal would take from a form; none where it would not. */
function nameOf(field: z.ZodType<string | undefined>, text: unknown): string {
  return field.safeParse(text).data ?? '';
}
