import 'server-only';
import { fullName, type Look } from '@/lib/kernel';

export type RecentSession = { id: string; at: string; userAgent: string; current: boolean };

/** Who looks: what they can still do about their own account. */
export async function personPanel({ db, actor }: Look) {
  const own = await db.user.findUniqueOrThrow({ where: { id: actor.id }, select: { phoneNumber: true } });
  return {
    firstName: actor.firstName,
    fullName: fullName(actor),
    email: actor.email,
    roles: actor.roles,
    confirmed: actor.confirmedAt !== null,
    hasPhone: own.phoneNumber !== null,
  };
}

/** The own sign-ins of late. */
export async function sessionsPanel({ db, actor }: Look): Promise<RecentSession[]> {
  const rows = await db.session.findMany({
    where: { userId: actor.id },
    select: { id: true, createdAt: true, userAgent: true },
    orderBy: { createdAt: 'desc' },
    take: 5,
  });
  return rows.map(({ id, createdAt, userAgent }) => ({
    id,
    at: createdAt.toISOString(),
    userAgent,
    current: actor.via.kind === 'session' && actor.via.id === id,
  }));
}
