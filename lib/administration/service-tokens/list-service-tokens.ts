import 'server-only';
import { done, fail, failFields, type RunContext, useCase } from '@/lib/kernel';
import { tokenOrder } from '@/lib/shared/token-fields';
import { ListServiceTokens, ServiceTokenBody, ServiceTokenOnly, ServiceTokenPage } from './schema';
import { serviceTokenViews } from './view';

/** The where of the county's service tokens that still open something. */
export function countysLiving({ reach, now }: Pick<RunContext<'token.manage', undefined>, 'reach' | 'now'>) {
  return { AND: [reach.county, { userId: null, revokedAt: null, expiresAt: { gt: now } }] };
}

/** The service tokens of the county that live, the newest first; never a value. */
export const listServiceTokens = useCase({
  name: 'administration.listServiceTokens',
  input: ListServiceTokens,
  output: ServiceTokenPage,
  access: 'token.manage',
  audit: 'none',
  run: async (context, { page, perPage, sort, cursor }) => {
    const order = tokenOrder(sort, cursor);
    if (!order) return failFields({ cursor: ['errors.page.cursor'] });
    const { db } = context;
    const where = countysLiving(context);
    const rows = await db.apiToken.findMany({
      where: { AND: [where, order.after] },
      orderBy: order.orderBy,
      skip: cursor ? 0 : (page - 1) * perPage,
      take: perPage + 1,
    });
    const shown = rows.slice(0, perPage);
    const last = shown.at(-1);
    return done({
      items: await serviceTokenViews(db, shown),
      page: cursor ? null : page,
      perPage,
      total: cursor ? null : await db.apiToken.count({ where }),
      nextCursor: last && rows.length > perPage ? order.cursorOf(last) : null,
    });
  },
});

/** One of the county's service tokens, for the page that asks before it is revoked. */
export const getServiceToken = useCase({
  name: 'administration.getServiceToken',
  input: ServiceTokenOnly,
  output: ServiceTokenBody,
  access: 'token.manage',
  audit: 'none',
  run: async (context, { serviceTokenId }) => {
    const { db } = context;
    const row = await db.apiToken.findFirst({
      where: { AND: [{ id: serviceTokenId }, countysLiving(context)] },
    });
    const [view] = await serviceTokenViews(db, row ? [row] : []);
    return view ? done(view) : fail('not_found', 'errors.token.gone');
  },
});
