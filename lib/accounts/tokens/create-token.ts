import 'server-only';
import { done, fail, failFields, useCase } from '@/lib/kernel';
import { languageOr } from '@/lib/shared/languages';
import { expiryOf } from '@/lib/shared/token-fields';
import { tokenCreatedMail } from '../mails';
import { lockOwnAccount } from '../sessions/lock-own-account';
import { CreatedToken, CreateToken, MAX_TOKENS } from './schema';
import { newTokenValue } from './token-value';
import { tokenView } from './view';

/**
 * Makes a personal access token. Its value is in the answer and nowhere else; its owner is told by mail. It can do what
 * its scopes name, as far as its owner may at that moment, and ends with the owner's password, account or county.
 */
export const createToken = useCase({
  name: 'accounts.createToken',
  input: CreateToken,
  output: CreatedToken,
  access: 'account.manage',
  fresh: true,
  audit: ({ name, scopes, expiresInDays }) => ({ entity: 'token', after: { name, scopes, expiresInDays } }),
  run: async ({ db, actor, now, note, mail }, { name, scopes, expiresInDays }) => {
    if (scopes.some((scope) => !actor.grants.has(scope)))
      return failFields({ scopes: ['errors.token.notHeld'] });
    const securityStamp = await lockOwnAccount(db, actor);
    if (securityStamp === null) return fail('unauthenticated', 'errors.access.signIn');
    const living = await db.apiToken.count({
      where: {
        userId: actor.id,
        securityStamp,
        revokedAt: null,
        expiresAt: { gt: now },
        scopes: { isEmpty: false },
      },
    });
    if (living >= MAX_TOKENS)
      return fail('conflict', 'errors.token.tooMany', { values: { most: MAX_TOKENS } });
    const { value, hash } = newTokenValue('personal');
    const row = await db.apiToken.create({
      data: {
        countyId: actor.county?.id ?? null,
        userId: actor.id,
        createdById: actor.id,
        name,
        tokenHash: hash,
        securityStamp,
        scopes,
        createdAt: now,
        expiresAt: expiryOf(expiresInDays, now),
      },
    });
    note({ id: row.id });
    await mail(tokenCreatedMail, {
      to: actor.email,
      locale: languageOr(actor.locale),
      data: { name, expiresAt: row.expiresAt.toISOString(), at: now.toISOString() },
    });
    return done({ ...tokenView(row), token: value });
  },
});
