import { createHash } from 'node:crypto';
import { behindTheWall } from '@/lib/kernel/db';
import type { RowPeople } from '@/lib/testing/rows';
import { createToken } from '@/lib/testing/tokens';
import { openTestSession, random, sha256 } from '@/lib/testing/world';

declare module '@/lib/testing/rows' {
  interface Rows {
    /** A session of `user`, who has an authenticator app too. */
    session: string;
    /** The administrator's own: another session, a personal token, a remembered browser, a sign-in elsewhere, a passkey. */
    ownSession: string;
    token: string;
    device: string;
    account: string;
    passkey: string;
  }
}

/** Rows of what somebody signs in with. */
export async function makeRows({ county, admin, person }: RowPeople) {
  const own = { countyId: county, userId: admin.id };
  const { sessionId: ownSession } = await openTestSession(admin);
  const { id: token } = await createToken(admin, county, ['account.manage']);
  return behindTheWall(county, async (db) => {
    const { id: device } = await db.rememberedDevice.create({
      data: {
        ...own,
        valueHash: sha256(random()),
        securityStamp: '-',
        userAgent: 'Test',
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    const passkeyId = random();
    await db.passkey.create({
      data: { ...own, id: passkeyId, name: 'Test', publicKey: new Uint8Array([1]) },
    });
    const { id: account } = await db.account.create({
      data: { ...own, type: 'oidc', provider: 'https://login.example.org', providerAccountId: random() },
    });
    await db.authenticatorApp.create({
      data: { countyId: county, userId: person.id, secret: 'sealed', inUse: true },
    });
    // As pages name it: manage-passkeys.ts.
    const passkey = createHash('sha256').update(passkeyId).digest('base64url').slice(0, 22);
    return { session: person.sessionId, ownSession, token, device, account, passkey };
  });
}
