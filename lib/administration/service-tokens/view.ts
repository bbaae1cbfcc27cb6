import 'server-only';
import { type Db, fullName } from '@/lib/kernel';
import type { ApiToken } from '@/prisma/generated/client';
import type { ServiceTokenBody } from './schema';

type Row = Pick<
  ApiToken,
  'id' | 'name' | 'scopes' | 'createdAt' | 'expiresAt' | 'lastUsedAt' | 'createdById'
>;

/** Service tokens as they leave the server: no value, no hash; who made each, active or not. */
export async function serviceTokenViews(db: Db, rows: readonly Row[]): Promise<ServiceTokenBody[]> {
  const ids = [...new Set(rows.flatMap(({ createdById }) => createdById ?? []))];
  const makers = await db.user.findMany({
    where: { id: { in: ids } },
    select: { id: true, email: true, firstName: true, lastName: true },
  });
  return rows.map((row) => {
    const maker = makers.find(({ id }) => id === row.createdById);
    return {
      id: row.id,
      name: row.name,
      scopes: row.scopes,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
      createdBy: maker ? { id: maker.id, fullName: fullName(maker) } : null,
    };
  });
}
