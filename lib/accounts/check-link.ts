import 'server-only';
import { z } from 'zod';
import { done, linkByToken, useCase } from '@/lib/kernel';
import { type LinkPurpose, whyNotLink } from './policy';

const purposesOf: Record<'reset' | 'confirm', LinkPurpose[]> = {
  reset: ['reset', 'invite'],
  confirm: ['confirm', 'change-email'],
};

/**
 * Whether a mailed link still counts, so that its page can say so before anybody types. It uses nothing up and tells
 * nothing of whose link it is.
 */
export const checkLink = useCase({
  name: 'accounts.checkLink',
  input: z.object({ kind: z.enum(['reset', 'confirm']), token: z.string().max(100).optional() }),
  access: 'public',
  prepare: async ({ now }, { kind, token }) => {
    const found = token ? await linkByToken(token) : null;
    return done({ usable: whyNotLink(found, purposesOf[kind], now) === null });
  },
  audit: 'none',
  run: async ({ prepared }) => done(prepared),
});
