import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { ownLiving } from './list-tokens';
import { TokenOnly } from './schema';

/** Ends one of the own tokens at once. Somebody else's, or one that has ended, is not there. */
export const revokeToken = useCase({
  name: 'accounts.revokeToken',
  input: TokenOnly,
  access: 'account.manage',
  fresh: true,
  audit: ({ tokenId }) => ({ entity: 'token', id: tokenId }),
  run: async (context, { tokenId }) => {
    const { db, now, note } = context;
    const [row] = await db.apiToken.updateManyAndReturn({
      where: { AND: [{ id: tokenId }, await ownLiving(context)] },
      data: { revokedAt: now },
    });
    if (!row) return fail('not_found', 'errors.token.gone');
    note({ before: { name: row.name, scopes: row.scopes } });
    return done({ id: row.id });
  },
});
