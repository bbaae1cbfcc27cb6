import 'server-only';
import { z } from 'zod';
import { secret } from '@/lib/fields';
import { countyById, type LinkFound, linkByToken } from '@/lib/identity';
import { done, places, useCase } from '@/lib/kernel';
import { masked } from '@/lib/shared/email-address';
import { languageOr } from '@/lib/shared/languages';
import { linkKinds } from '@/lib/shared/link-kinds.mjs';
import type { LinkKind } from '@/lib/shared/paths';
import { passwordHint } from '../passwords/rule';
import { type LinkPurpose, whyNotLink } from '../policy';
import { type Asks, askedHere } from '../registration/asked-here';

const purposesOf: Record<LinkKind, LinkPurpose[]> = {
  reset: ['reset', 'invite'],
  confirm: ['confirm', 'change-email'],
  'not-me': ['not-me', 'not-me-address'],
  'account-reset': ['account-reset'],
  'cancel-reset': ['cancel-reset'],
};

/** What the page of a confirm link says: who asked for it, from where, and what it asks of whoever opened it. */
function confirmsOf({ link, user, pending }: LinkFound, asks: Asks) {
  const names = pending ?? user;
  return {
    asks,
    email: link.email,
    isChange: link.purpose === 'change-email',
    name: [names?.firstName, names?.lastName].filter(Boolean).join(' '),
    from: pending && {
      at: new Date(pending.createdAt).toISOString(),
      ip: pending.ip,
      userAgent: pending.userAgent,
      place: places()?.placeOf(pending.ip, languageOr(pending.locale)) ?? null,
    },
  };
}

/**
 * Whether a mailed link still counts, so that its page can say so before anybody types, and which password rule it will
 * meet: its county's. It uses nothing up; of whose link it is, it tells what the page has to show.
 */
export const checkLink = useCase({
  name: 'accounts.checkLink',
  input: z.object({ kind: z.enum(linkKinds), token: secret(z.string().max(100)).optional() }),
  access: 'public',
  prepare: async ({ now, actor, request }, { kind, token }) => {
    const found = token ? await linkByToken(token) : null;
    const usable = whyNotLink(found, purposesOf[kind], now) === null;
    const county = usable ? await countyById(found?.link.countyId ?? null) : null;
    return done({
      usable,
      hint: passwordHint(county?.settings),
      county: county?.code ?? null,
      account: usable && found ? masked(found.link.email) : null,
      confirms:
        usable && found && kind === 'confirm' ? confirmsOf(found, askedHere(found, actor, request)) : null,
    });
  },
  audit: 'none',
  run: async ({ prepared }) => done(prepared),
});
