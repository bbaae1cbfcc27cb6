import 'server-only';
import { randomBytes } from 'node:crypto';
import { hashToken } from '@/lib/identity';
import type { Db } from '@/lib/kernel';
import { type LinkPurpose, lastingLinks, linkMinutes } from '../policy';

/** Whose a link is: an account's or, before there is one, a registration's. */
export type LinkSubject = {
  countyId: string | null;
  userId?: string;
  pendingRegistrationId?: string;
  /** The person's, as it is now: the link counts as long as that is. */
  securityStamp?: string;
  /** The session that asked for it, where nobody else may use it. */
  sessionId?: string;
};

/**
 * Makes a link's token: 32 random bytes, of which only the hash is stored. Earlier links of the same person and
 * purpose are dead from now on; those of other pending registrations are not, nor those that last (`lastingLinks`).
 */
export async function createLink(
  db: Db,
  purpose: LinkPurpose,
  subject: LinkSubject & { email: string },
  now: Date,
): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  if (!lastingLinks.includes(purpose))
    await db.singleUseLink.deleteMany({
      where: subject.userId
        ? { userId: subject.userId, purpose, usedAt: null }
        : { pendingRegistrationId: subject.pendingRegistrationId ?? '', purpose, usedAt: null },
    });
  await db.singleUseLink.create({
    data: {
      ...subject,
      purpose,
      tokenHash: hashToken(token),
      createdAt: now,
      expiresAt: new Date(now.getTime() + linkMinutes[purpose] * 60_000),
    },
  });
  return token;
}

/** Uses a link up. Of many who try at once, one gets true. */
export async function consumeLink(db: Db, id: string, now: Date): Promise<boolean> {
  const { count } = await db.singleUseLink.updateMany({
    where: { id, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  });
  return count === 1;
}

/** Ends every link of a person that was not used, after a new password or address; but those that last. */
export async function endLinks(db: Db, userId: string): Promise<void> {
  await db.singleUseLink.deleteMany({
    where: { userId, usedAt: null, purpose: { notIn: [...lastingLinks] } },
  });
}
