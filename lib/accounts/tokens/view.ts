import 'server-only';
import type { ApiToken } from '@/prisma/generated/client';
import type { TokenBody } from './schema';

/** A token as it leaves the server: neither its value nor the hash. */
export function tokenView(
  row: Pick<ApiToken, 'id' | 'name' | 'scopes' | 'createdAt' | 'expiresAt' | 'lastUsedAt'>,
): TokenBody {
  return {
    id: row.id,
    name: row.name,
    scopes: row.scopes,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  };
}
