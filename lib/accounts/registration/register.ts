import 'server-only';
import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { defaultRole } from '@/lib/access/roles';
import { countyByCode, hashToken } from '@/lib/identity';
import { type Db, done, failFields, type PortalRequest, useCase } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import type { MessageKey } from '@/messages/keys';
import { registrationLimits } from '../limits';
import { registrationMail } from '../mails';
import { passwordSet, type SetBy } from '../passwords/password-set';
import { whyNotPassword } from '../passwords/policy';
import { passwordRule } from '../passwords/rule';
import { linkMinutes } from '../policy';
import { Register } from '../schema';
import { completeSignIn } from '../sign-in/complete-sign-in';
import { isConfirmationNeeded } from './confirmation';

/** A session where the account was made at once; null where a mail must be opened first. */
export type Registered = {
  /** The secret by which this browser is known again when the mail is opened in it. */
  browser?: string;
  session: { sessionId: string; expiresAt: Date; locale: string; deviceCookie: string } | null;
};

/**
 * Asks for an account. With confirmation on, the answer and its cost are the same for a new and a taken address: a
 * pending registration and a mail, composed when it leaves (a link, or word to the owner). With it off, the account
 * is made and signed in at once. Either way it is a Citizen's, whatever the body claims.
 */
export const register = useCase({
  name: 'accounts.register',
  input: Register,
  access: 'public',
  limits: ({ email }, request) => registrationLimits(email, request),
  alsoWrong: async (input) => (await judged(input)).faults,
  prepare: async ({ hasher }, input) => {
    const { county, faults } = await judged(input);
    if (!county || Object.keys(faults).length > 0) return failFields(faults);
    return done({ county, passwordHash: await hasher.hash(input.password) });
  },
  county: ({ county }) => county.id,
  audit: ({ email }) => ({ entity: 'user', after: { email } }),
  run: async ({ db, now, request, prepared, mail, note }, input) => {
    const person = {
      countyId: prepared.county.id,
      email: input.email,
      passwordHash: prepared.passwordHash,
      firstName: input.firstName ?? '',
      lastName: input.lastName ?? '',
      phoneNumber: input.phoneNumber || null,
      locale: languageIn(countySettings(prepared.county.settings), request.locale),
      createdAt: now,
    };
    if (isConfirmationNeeded(prepared.county.settings)) {
      const browser = browserOf(request) ?? randomBytes(32).toString('base64url');
      const { ip, userAgent } = request;
      const pending = await db.pendingRegistration.create({
        data: {
          ...person,
          browserHash: hashToken(browser),
          ip,
          userAgent,
          expiresAt: new Date(now.getTime() + linkMinutes.confirm * 60_000),
        },
      });
      note({ entity: 'pendingRegistration', id: pending.id });
      await mail(registrationMail, {
        to: input.email,
        locale: request.locale,
        data: { pendingRegistrationId: pending.id },
      });
      return done<Registered>({ session: null, browser });
    }
    const user = await createAccount(db, {
      ...person,
      ...passwordSet(person.passwordHash, 'registration', now),
    });
    if (!user) return failFields({ email: ['errors.email.taken'] });
    note({ id: user.id, by: user });
    const session = await completeSignIn({ db, request, now, mail }, user, 'registration');
    return done<Registered>({ session: { ...session, locale: user.locale } });
  },
});

/** What a registration of before has left in this browser. */
function browserOf({ cookies: { registration } }: PortalRequest): string | undefined {
  return registration && /^[\w-]{43}$/.test(registration) ? registration : undefined;
}

/** The county that is meant, and what is wrong with it and with the password for it. */
async function judged(input: Partial<z.output<typeof Register>>) {
  const code = input.county?.toUpperCase() || env().DEFAULT_COUNTY;
  const county = code ? await countyByCode(code) : null;
  const isByInvitation = countySettings(county?.settings).registration === 'invitation';
  const password =
    input.password === undefined
      ? []
      : whyNotPassword(input.password, {
          ...passwordRule(county?.settings),
          ...(input.email ? { email: input.email } : {}),
          names: [input.firstName ?? '', input.lastName ?? ''],
          ...(county ? { countyName: county.name } : {}),
        });
  const faults: Record<string, MessageKey[]> = {
    ...(county ? {} : { county: ['errors.county.choose'] }),
    ...(isByInvitation ? { county: ['errors.county.invitationOnly'] } : {}),
    ...(password.length > 0 ? { password } : {}),
  };
  return { county, faults };
}

type NewAccount = {
  countyId: string;
  email: string;
  /** Null for who signs in elsewhere. */
  passwordHash: string | null;
  passwordSetAt?: Date;
  passwordSetBy?: SetBy;
  firstName: string;
  lastName: string;
  phoneNumber: string | null;
  locale: string;
  confirmedAt?: Date;
};

/** Writes an account with the role Citizen; null when the address is taken, by whichever county's person. */
export async function createAccount(db: Db, person: NewAccount) {
  // "do nothing" where a unique violation would end the transaction, and with it the answer.
  const { count } = await db.user.createMany({ data: [person], skipDuplicates: true });
  if (count === 0) return null;
  const user = await db.user.findUniqueOrThrow({ where: { email: person.email } });
  const role = await db.role.findFirstOrThrow({
    where: { countyId: person.countyId, name: defaultRole, builtIn: true },
  });
  await db.userRole.create({ data: { countyId: person.countyId, userId: user.id, roleId: role.id } });
  return user;
}
