import 'server-only';
import { z } from 'zod';
import { secret } from '@/lib/fields';
import { countyById, linkByToken } from '@/lib/identity';
import { done, useCase } from '@/lib/kernel';
import { linkKinds } from '@/lib/shared/link-kinds.mjs';
import type { LinkKind } from '@/lib/shared/paths';
import { passwordHint } from '../passwords/rule';
import { type LinkPurpose, whyNotLink } from '../policy';

const purposesOf: Record<LinkKind, LinkPurpose[]> = {
  reset: ['reset', 'invite'],
  confirm: ['confirm', 'change-email'],
  'not-me': ['not-me', 'not-me-address'],
  'account-reset': ['account-reset'],
  'cancel-reset': ['cancel-reset'],
};

/**
 * Whether a mailed link still counts, so that its page can say so before anybody types, and which password rule it will
 * meet: its county's. It uses nothing up and tells nothing else of whose link it is.
 */
export const checkLink = useCase({
  name: 'accounts.checkLink',
  input: z.object({ kind: z.enum(linkKinds), token: secret(z.string().max(100)).optional() }),
  access: 'public',
  prepare: async ({ now }, { kind, token }) => {
    const found = token ? await linkByToken(token) : null;
    const usable = whyNotLink(found, purposesOf[kind], now) === null;
    const county = usable ? await countyById(found?.link.countyId ?? null) : null;
    return done({ usable, hint: passwordHint(county?.settings), county: county?.code ?? null });
  },
  audit: 'none',
  run: async ({ prepared }) => done(prepared),
});
