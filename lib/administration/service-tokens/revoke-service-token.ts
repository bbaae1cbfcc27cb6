import 'server-only';
import { done, fail, useCase } from '@/lib/kernel';
import { countysLiving } from './list-service-tokens';
import { ServiceTokenOnly } from './schema';

/** Ends a service token of the county at once. Another county's, or one that has ended, is not there. */
export const revokeServiceToken = useCase({
  name: 'administration.revokeServiceToken',
  input: ServiceTokenOnly,
  access: 'token.manage',
  fresh: true,
  audit: ({ serviceTokenId }) => ({ entity: 'token', id: serviceTokenId }),
  run: async (context, { serviceTokenId }) => {
    const { db, now, note } = context;
    const [row] = await db.apiToken.updateManyAndReturn({
      where: { AND: [{ id: serviceTokenId }, countysLiving(context)] },
      data: { revokedAt: now },
    });
    if (!row) return fail('not_found', 'errors.token.gone');
    note({ county: row.countyId, before: { name: row.name, scopes: row.scopes } });
    return done({ id: row.id });
  },
});
