import 'server-only';
import { z } from 'zod';
import { accountByProvider } from '@/lib/identity';
import { done, fail, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { Nothing } from '@/lib/shared/text';
import { whyNotTake } from '../last-way-in';
import { ownPasswordLimits } from '../limits';
import { providerLinkedMail, providerUnlinkedMail } from '../mails';
import { lockOwnAccount } from '../sessions/lock-own-account';
import { freshen } from '../sessions/open-session';
import { type ProviderView, providerByKey, providerViews } from './configured';
import { link, unlink } from './linked-accounts';
import { isFreshProof } from './policy';
import { provenSubject } from './proof';
import { LinkedAccount } from './schema';

/** A sign-in elsewhere that is linked to the own account. */
export type LinkedView = {
  id: string;
  /** What people call the provider; its address where the settings name it no more. */
  name: string;
  /** The provider's id; null where the settings name it no more: nobody gets in by it. */
  provider: string | null;
  email: string | null;
  since: string;
};

export type WaysIn = { hasPassword: boolean; linked: LinkedView[]; others: ProviderView[] };

/** By what the own account can be entered besides passkeys: its password, the linked providers, and those that are not. */
export const getWaysIn = useCase({
  name: 'accounts.getWaysIn',
  input: Nothing,
  access: 'account.manage',
  beforeFactor: true,
  audit: 'none',
  run: async ({ db, actor }) => {
    const user = await db.user.findUnique({
      where: { id: actor.id },
      select: { passwordHash: true, accounts: { orderBy: [{ createdAt: 'asc' }, { id: 'asc' }], take: 50 } },
    });
    const linked = (user?.accounts ?? []).map(({ id, provider, email, createdAt }): LinkedView => {
      const configured = providerByKey(provider);
      return {
        id,
        name: configured?.name ?? new URL(provider).host,
        provider: configured?.id ?? null,
        email,
        since: createdAt.toISOString(),
      };
    });
    const others = providerViews().filter(({ id }) => !linked.some(({ provider }) => provider === id));
    return done<WaysIn>({ hasPassword: typeof user?.passwordHash === 'string', linked, others });
  },
});

const ofSession = z.object({
  proof: provenSubject,
  /** The session that the round trip began in. */
  began: z.string({ error: 'errors.provider.startAgain' }),
});

/** Links who somebody is at a provider to the account they are signed in to. */
export const linkProvider = useCase({
  name: 'accounts.linkProvider',
  input: ofSession,
  access: 'account.manage',
  fresh: true,
  // Whose it is now may be a person of another county, whom the wall hides.
  prepare: async ({ actor }, { proof: { facts } }) => {
    const owner = await accountByProvider(facts.key, facts.subject);
    return owner && owner.id !== actor.id
      ? fail('conflict', 'errors.provider.taken', { values: { name: facts.name } })
      : done({ isLinked: owner !== null });
  },
  audit: ({ proof: { facts } }) => ({ entity: 'user', after: { provider: facts.name } }),
  run: async ({ db, actor, now, prepared, note, mail }, { proof, began }) => {
    note({ id: actor.id });
    if (actor.via.kind !== 'session' || actor.via.id !== began)
      return fail('conflict', 'errors.provider.startAgain');
    if (prepared.isLinked) return done({});
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    const { name, key } = proof.facts;
    if ((await db.account.count({ where: { userId: actor.id, provider: key } })) > 0)
      return fail('conflict', 'errors.provider.already', { values: { name } });
    await link(db, { id: actor.id, countyId: actor.county?.id ?? null }, proof);
    await mail(providerLinkedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { provider: name, at: now.toISOString() },
    });
    return done({});
  },
});

/** One linked account of one's own, for the page that asks before it is unlinked. */
export const getLinkedAccount = useCase({
  name: 'accounts.getLinkedAccount',
  input: LinkedAccount,
  access: 'account.manage',
  audit: 'none',
  run: async ({ db, actor }, { accountId }) => {
    const account = await db.account.findFirst({ where: { id: accountId, userId: actor.id } });
    if (!account) return fail('not_found', 'errors.provider.notLinked');
    return done({ name: nameOf(account.provider), email: account.email });
  },
});

/** Unlinks a sign-in elsewhere, unless it is the last way into the account. */
export const unlinkProvider = useCase({
  name: 'accounts.unlinkProvider',
  input: LinkedAccount,
  access: 'account.manage',
  fresh: true,
  audit: ({ accountId }) => ({ entity: 'account', id: accountId }),
  run: async ({ db, actor, now, note, mail }, { accountId }) => {
    if ((await lockOwnAccount(db, actor)) === null) return fail('unauthenticated', 'errors.access.signIn');
    const account = await db.account.findFirst({ where: { id: accountId, userId: actor.id } });
    if (!account) return fail('not_found', 'errors.provider.notLinked');
    const reason = await whyNotTake(db, actor.id, { accountId });
    if (reason) return fail('conflict', reason);
    await unlink(db, account.provider, account.providerAccountId);
    const name = nameOf(account.provider);
    note({ before: { provider: name } });
    await mail(providerUnlinkedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { provider: name, at: now.toISOString() },
    });
    return done({});
  },
});

/** The same freshness as by a password, where the provider says that the person has just proven themselves there. */
export const reauthenticateWithProvider = useCase({
  name: 'accounts.reauthenticateWithProvider',
  input: ofSession.extend({ since: z.date({ error: 'errors.provider.startAgain' }) }),
  access: 'account.manage',
  beforeFactor: true,
  limits: (_input, _request, actor) => ownPasswordLimits(actor),
  audit: ({ proof: { facts } }) => ({ entity: 'session', after: { provider: facts.name } }),
  keepOnFail: true,
  run: async ({ db, actor, now, note }, { proof: { facts }, began, since }) => {
    if (actor.via.kind !== 'session' || actor.via.id !== began)
      return fail('conflict', 'errors.provider.startAgain');
    note({ id: actor.via.id });
    const values = { name: facts.name };
    if (actor.hasFactor) return fail('invalid', 'errors.provider.factorNeeded', { values });
    const isOwn = await db.account.count({
      where: { userId: actor.id, provider: facts.key, providerAccountId: facts.subject },
    });
    if (isOwn === 0) return fail('invalid', 'errors.provider.notYours', { values });
    if (!isFreshProof(facts.authTime, since)) return fail('invalid', 'errors.provider.notFresh', { values });
    await freshen(db, actor, { now, byFactor: false });
    return done({});
  },
});

const nameOf = (key: string) => providerByKey(key)?.name ?? new URL(key).host;
