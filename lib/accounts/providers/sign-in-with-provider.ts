import 'server-only';
import { z } from 'zod';
import { accountByProvider, type CredentialsOf, countyByCode, credentialsByEmail } from '@/lib/identity';
import { done, fail, type Result, type RunContext, useCase, wallOf } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { type CountySettings, countySettings, languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import type { MessageKey } from '@/messages/keys';
import { providerLimits } from '../limits';
import { providerLinkedMail } from '../mails';
import { createAccount } from '../registration/register';
import { type SignedIn, signInProven } from '../sign-in/sign-in-proven';
import { worksForCounty } from '../works-for-county';
import { providerByKey } from './configured';
import { link, ownerOf } from './linked-accounts';
import { whyNotLinkByAddress, whyNotNewcomer } from './policy';
import { provenSubject } from './proof';

/** A session or an attempt, as after a password; `isNew`: with an account that was just made. */
export type SignedInElsewhere = SignedIn & { isNew?: true };

/** Who it is here: by the link, by the proven address alone, or nobody yet. */
type Found =
  | { how: 'known'; countyId: string | null; userId: string }
  | { how: 'address'; countyId: string | null; user: NonNullable<CredentialsOf['user']> }
  | { how: 'new'; countyId: string; settings: CountySettings };

/**
 * Signs in whoever a provider has proven. Somebody known there gets in by the rules of every sign-in. Somebody unknown
 * is linked to the account of their proven address where its county and the operator allow that, and becomes a resident where nobody
 * has the address and a county takes newcomers. Of many first sign-ins at once one makes the account.
 */
export const signInWithProvider = useCase({
  name: 'accounts.signInWithProvider',
  input: z.object({
    proof: provenSubject,
    /** The code of the county that somebody new has chosen; absent: DEFAULT_COUNTY. */
    county: z
      .string({ error: 'errors.county.choose' })
      .regex(/^[\w-]{0,20}$/, 'errors.county.choose')
      .optional(),
  }),
  access: 'public',
  limits: (_input, request) => providerLimits(request),
  prepare: async (_context, { proof: { facts }, county: chosen }) => {
    const known = await accountByProvider(facts.key, facts.subject);
    if (known) return done<Found>({ how: 'known', countyId: known.countyId, userId: known.id });
    const { user } = facts.email ? await credentialsByEmail(facts.email) : { user: null };
    if (user) return done<Found>({ how: 'address', countyId: user.countyId, user });
    const code = chosen?.toUpperCase() || env().DEFAULT_COUNTY;
    const county = code ? await countyByCode(code) : null;
    const settings = county && countySettings(county.settings);
    const reason = whyNotNewcomer({
      provenAddress: facts.email,
      registration: settings?.registration ?? null,
    });
    if (reason || !county) return refuse(reason ?? 'errors.provider.chooseCounty', facts.name);
    return done<Found>({ how: 'new', countyId: county.id, settings: countySettings(county.settings) });
  },
  county: ({ countyId }) => wallOf(countyId),
  audit: ({ proof: { facts } }) => ({ entity: 'user', after: { provider: facts.name } }),
  keepOnFail: true,
  run: async (context, { proof }) => {
    const { db, now, request, prepared, note, mail } = context;
    const { facts } = proof;
    if (prepared.how === 'known') return enter(context, prepared.userId, facts.name);
    if (prepared.how === 'address') {
      const { user } = prepared;
      note({ id: user.id });
      // Another sign-in of theirs made or linked the account between the two look-ups of `prepare`.
      if ((await ownerOf(db, proof)) === user.id) return enter(context, user.id, facts.name);
      const { confirmedAt, county } = await db.user.findUniqueOrThrow({
        where: { id: user.id },
        select: { confirmedAt: true, county: { select: { settings: true } } },
      });
      const { socialLinking } = countySettings(county?.settings);
      const reason = whyNotLinkByAddress({
        confirmedAt,
        socialLinking,
        isStaff: await worksForCounty(db, user.id),
        isTrusted: providerByKey(facts.key)?.linksByAddress === true,
      });
      if (reason) return refuse(reason, facts.name);
      const signedIn = await enter(context, user.id, facts.name, { fresh: false });
      // Before the second factor nothing of the account changes: until it is linked, the address stands in.
      if (!signedIn.ok || signedIn.value.awaitsFactor) return signedIn;
      await link(db, user, proof);
      note({ after: { provider: facts.name, linked: 'by address' } });
      const locale = languageOr(user.locale);
      const data = { provider: facts.name, at: now.toISOString() };
      await mail(providerLinkedMail, { to: user.email, locale, data });
      return signedIn;
    }
    const user = await createAccount(db, {
      countyId: prepared.countyId,
      email: facts.email ?? '',
      passwordHash: null,
      firstName: facts.firstName,
      lastName: facts.lastName,
      phoneNumber: null,
      locale: languageIn(prepared.settings, request.locale),
      confirmedAt: now,
    });
    if (!user) {
      // Somebody took the address a moment ago: this very person in another tab, or whoever owns it by the form.
      const owner = await ownerOf(db, proof);
      return owner ? enter(context, owner, facts.name) : fail('conflict', 'errors.form.conflict');
    }
    await db.pendingRegistration.deleteMany({ where: { email: user.email } });
    await link(db, user, proof);
    const signedIn = await enter(context, user.id, facts.name);
    note({ after: { provider: facts.name, email: user.email, account: 'created' } });
    return signedIn.ok ? done<SignedInElsewhere>({ ...signedIn.value, isNew: true }) : signedIn;
  },
});

/** The end of every sign-in elsewhere, by the rules of every sign-in. */
async function enter(
  context: RunContext<'public', unknown>,
  userId: string,
  provider: string,
  how: { fresh?: boolean } = {},
): Promise<Result<SignedInElsewhere>> {
  context.note({ id: userId });
  const signedIn = await signInProven(context, userId, { provenBy: provider, ...how });
  if (signedIn.ok && signedIn.value.awaitsFactor) context.note({ after: { provider, awaits: 'factor' } });
  return signedIn;
}

function refuse(reason: MessageKey, name: string) {
  return fail('invalid', reason, { values: { name } });
}
