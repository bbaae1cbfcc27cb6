import 'server-only';
import { whyNotOwnDepartments } from '@/lib/access/granting';
import type { Permission } from '@/lib/access/permissions';
import { livingSessions } from '@/lib/accounts';
import { isStaff } from '@/lib/identity';
import { type Db, done, fail, reachFragments, useCase } from '@/lib/kernel';
import type { Language } from '@/lib/shared/languages';
import type { UserBody } from '@/lib/shared/user-body';
import { madeBy } from '../service-tokens/made-by';
import { settingsOf } from './county-decisions';
import { personToManage } from './managed-person';
import { findUser } from './people-query';
import { PersonOnly } from './schema';

export type PersonsSession = {
  id: string;
  createdAt: string;
  lastSeenAt: string;
  ip: string;
  userAgent: string;
};
export type PersonsEvent = {
  id: string;
  at: string;
  event: string;
  outcome: string;
  actor: string | null;
  ip: string | null;
};

/** Everything about one person that an administrator works with. What the actor may not see is null. */
export type PersonFile = {
  user: UserBody;
  invitationOpen: boolean;
  invitedAt: string | null;
  deactivationNote: string | null;
  twoFactorSince: string | null;
  currentLogin: { at: string; ip: string | null } | null;
  /** Sessions that still live, the latest used first. */
  sessions: PersonsSession[];
  /** The last tries to sign in, the newest first. */
  signIns: PersonsEvent[] | null;
  /** The last events about this person. */
  events: PersonsEvent[] | null;
  /** Service tokens of the county that they made and that still open something, by name. */
  serviceTokens: string[];
  /** The languages that their county offers. */
  languages: readonly Language[];
  /** Which acts the actor may do to this very person. */
  may: Record<'update' | 'assign' | 'departments' | 'deactivate' | 'recover' | 'resetFactors', boolean>;
};

/** A person's page: who they are, where they are signed in, what happened, what may be done. */
export const getPersonFile = useCase({
  name: 'administration.getPersonFile',
  input: PersonOnly,
  access: 'user.view',
  audit: 'none',
  reads: ({ userId }) => ({ entity: 'user', id: userId }),
  run: async (context, { userId }) => {
    const { db, actor, reach, now } = context;
    const user = await findUser(db, { actor, reach, now }, userId);
    if (!user) return fail('not_found', 'errors.user.gone');
    const managed = await personToManage(context, userId);
    context.note({ county: user.county?.id ?? null });
    const row = await db.user.findUniqueOrThrow({
      where: { id: userId },
      select: {
        invitedAt: true,
        confirmedAt: true,
        deactivationNote: true,
        twoFactorSince: true,
        currentLoginAt: true,
        currentLoginIp: true,
      },
    });
    const seesTrail = actor.grants.has('audit.view');
    // Each permission has a reach of its own, which need not be the one of seeing.
    const may = (permission: Permission) =>
      managed.ok && reachFragments(actor, permission, now).users.has(user);
    const mayAssign = may('user.assign');
    const file: PersonFile = {
      user,
      invitationOpen: row.invitedAt !== null && row.confirmedAt === null,
      invitedAt: row.invitedAt?.toISOString() ?? null,
      deactivationNote: row.deactivationNote,
      twoFactorSince: row.twoFactorSince?.toISOString() ?? null,
      currentLogin: row.currentLoginAt && { at: row.currentLoginAt.toISOString(), ip: row.currentLoginIp },
      sessions: await sessionsOf(db, user, now),
      signIns: seesTrail ? await eventsOf(db, user, 'accounts.signIn') : null,
      events: seesTrail ? await eventsOf(db, user, null) : null,
      serviceTokens: (
        await db.apiToken.findMany({
          where: madeBy(userId, now),
          select: { name: true },
          orderBy: { name: 'asc' },
        })
      ).map(({ name }) => name),
      languages: (await settingsOf(db, user.county?.id ?? null)).languages,
      may: {
        update: may('user.update'),
        assign: mayAssign && userId !== actor.id,
        departments: mayAssign && user.county !== null && whyNotOwnDepartments(actor, userId) === null,
        deactivate: may('user.deactivate') && userId !== actor.id,
        recover: may('user.recover'),
        resetFactors: may('user.recover') && userId !== actor.id && row.twoFactorSince !== null,
      },
    };
    return done(file);
  },
});

async function sessionsOf(db: Db, user: UserBody, now: Date): Promise<PersonsSession[]> {
  const rows = await db.session.findMany({
    where: livingSessions(user.id, isStaff(user.roles), now),
    orderBy: { lastSeenAt: 'desc' },
    take: 20,
  });
  return rows.map(({ id, createdAt, lastSeenAt, ip, userAgent }) => ({
    id,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    ip,
    userAgent,
  }));
}

/** Sign-ins have a list of their own, and who looked at the page would crowd out what was done. */
const leftOut = ['accounts.signIn', 'administration.getUser', 'administration.getPersonFile'];

/** The newest events of one kind about a person, or of all kinds but those. */
async function eventsOf(db: Db, user: UserBody, event: string | null): Promise<PersonsEvent[]> {
  const rows = await db.auditEvent.findMany({
    where: {
      countyId: user.county?.id ?? null,
      entity: 'user',
      entityId: user.id,
      event: event ?? { notIn: leftOut },
    },
    orderBy: { at: 'desc' },
    take: 10,
    select: { id: true, at: true, event: true, outcome: true, actorEmail: true, ip: true },
  });
  return rows.map(({ at, actorEmail, ...row }) => ({ ...row, at: at.toISOString(), actor: actorEmail }));
}
