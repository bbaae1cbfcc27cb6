import 'server-only';
import { done, fail, failFields, type RunContext, useCase } from '@/lib/kernel';
import { totalOnPage } from '@/lib/shared/paging';
import { tokenOrder } from '@/lib/shared/token-fields';
import { ListTokens, TokenBody, TokenOnly, TokenPage } from './schema';
import { tokenView } from './view';

/** The where of the own tokens that still open something, the lesson's login tokens among them. */
export async function ownLiving({
  db,
  actor,
  now,
}: Pick<RunContext<'account.manage', undefined>, 'db' | 'actor' | 'now'>) {
  const owner = await db.user.findUnique({ where: { id: actor.id }, select: { securityStamp: true } });
  return {
    userId: actor.id,
    // One of an older stamp ended when the password was changed.
    securityStamp: owner?.securityStamp ?? '',
    revokedAt: null,
    expiresAt: { gt: now },
  };
}

/** The own tokens that live, the newest first; never a value. */
export const listTokens = useCase({
  name: 'accounts.listTokens',
  input: ListTokens,
  output: TokenPage,
  access: 'account.manage',
  audit: 'none',
  run: async (context, { page, perPage, sort, cursor }) => {
    const order = tokenOrder(sort, cursor);
    if (!order) return failFields({ cursor: ['errors.page.cursor'] });
    const { db } = context;
    const where = await ownLiving(context);
    const rows = await db.apiToken.findMany({
      where: { AND: [where, order.after] },
      orderBy: order.orderBy,
      skip: cursor ? 0 : (page - 1) * perPage,
      take: perPage + 1,
    });
    const shown = rows.slice(0, perPage);
    const last = shown.at(-1);
    return done({
      items: shown.map(tokenView),
      page: cursor ? null : page,
      perPage,
      total: cursor
        ? null
        : (totalOnPage(page, perPage, rows.length) ?? (await db.apiToken.count({ where }))),
      nextCursor: last && rows.length > perPage ? order.cursorOf(last) : null,
    });
  },
});

/** One of the own tokens, for the page that asks before it is revoked. */
export const getToken = useCase({
  name: 'accounts.getToken',
  input: TokenOnly,
  output: TokenBody,
  access: 'account.manage',
  audit: 'none',
  run: async (context, { tokenId }) => {
    const where = await ownLiving(context);
    const row = await context.db.apiToken.findFirst({ where: { AND: [{ id: tokenId }, where] } });
    return row ? done(tokenView(row)) : fail('not_found', 'errors.token.gone');
  },
});
