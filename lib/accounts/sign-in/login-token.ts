import 'server-only';
import type { Db } from '@/lib/kernel';
import { newTokenValue } from '../tokens/token-value';

/** Minutes that the lesson's login token lives: docs/contract.md, section 4. */
const LOGIN_TOKEN_MINUTES = 15;

/** Makes the token that `?include_auth_token` asks for, for whoever has just signed in whole; it ends with that session. */
export async function loginToken(
  db: Db,
  owner: { id: string; countyId: string | null; securityStamp: string },
  { sessionId }: { sessionId: string },
  now: Date,
): Promise<string> {
  const { value, hash } = newTokenValue('personal');
  await db.apiToken.create({
    data: {
      countyId: owner.countyId,
      userId: owner.id,
      sessionId,
      name: 'Login',
      tokenHash: hash,
      securityStamp: owner.securityStamp,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LOGIN_TOKEN_MINUTES * 60_000),
    },
  });
  return value;
}
