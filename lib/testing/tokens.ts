import { randomBytes } from 'node:crypto';
import type { Permission } from '@/lib/access/permissions';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import { random, requestOf, sha256 } from './world';

/** Writes a token with these scopes, a person's or (owner null) its county's; answers it with a request that bears it. */
export async function createToken(
  owner: { id: string } | null,
  countyId: string | null,
  scopes: readonly Permission[],
): Promise<{ id: string; request: PortalRequest }> {
  const value = randomBytes(32).toString('base64url');
  const { id } = await behindTheWall('*', async (db) => {
    const user = owner && (await db.user.findUniqueOrThrow({ where: { id: owner.id } }));
    return db.apiToken.create({
      data: {
        countyId,
        userId: owner?.id ?? null,
        createdById: owner?.id ?? null,
        name: `Token ${random()}`,
        tokenHash: sha256(value),
        securityStamp: user?.securityStamp ?? '',
        scopes: [...scopes],
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
  });
  return { id, request: requestOf({ bearerToken: value }) };
}
