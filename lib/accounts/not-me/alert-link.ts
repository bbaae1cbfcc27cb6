import 'server-only';
import { credentialsByEmail } from '@/lib/identity';
import { behindTheWall, wallOf } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { createLink } from '../links/links';

/** An alert that is about to leave. `data.at`: when it happened; `data.userId`: whose, where the address may be an old one. */
type Alert = { to: string; countyId: string | null; data: { at: string; userId?: string | undefined } };

/**
 * The second link of an alert, "This was not me", for whoever the alert goes to; undefined when they have no account any
 * more. The link is as old as what it is about, however late its mail leaves: see `secureAccount`.
 * @param isAboutAddress the link also brings the address back to which the alert goes
 */
export async function notMePath(
  { to, countyId, data }: Alert,
  { isAboutAddress = false } = {},
): Promise<string | undefined> {
  const owner = data.userId ? { id: data.userId, countyId } : (await credentialsByEmail(to)).user;
  if (!owner) return undefined;
  const token = await behindTheWall(wallOf(owner.countyId), async (db) => {
    const user = await db.user.findUnique({ where: { id: owner.id } });
    if (!user?.active) return null;
    const subject = { countyId: user.countyId, email: to, userId: user.id };
    return createLink(db, isAboutAddress ? 'not-me-address' : 'not-me', subject, new Date(data.at));
  });
  return token === null ? undefined : paths.notMe.mailed(token);
}
