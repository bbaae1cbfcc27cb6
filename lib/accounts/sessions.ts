import 'server-only';
import { done, fail, type Person, useCase } from '@/lib/kernel';
import { idleMinutes } from '@/lib/platform/env';
import { Nothing } from '@/lib/shared/text';
import { endSessions } from './open-session';
import { SessionId } from './schema';
import { SessionBodies, sessionView } from './view';

const currentId = (actor: Person) => (actor.via.kind === 'session' ? actor.via.id : null);

/** The own sessions that still live, the latest used first. */
export const listSessions = useCase({
  name: 'accounts.listSessions',
  input: Nothing,
  output: SessionBodies,
  access: 'account.manage',
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const rows = await db.session.findMany({
      where: {
        userId: actor.id,
        endedAt: null,
        expiresAt: { gt: now },
        lastSeenAt: { gt: new Date(now.getTime() - idleMinutes(actor.isStaff) * 60_000) },
        complete: true,
      },
      orderBy: { lastSeenAt: 'desc' },
      take: 100,
    });
    return done(rows.map((row) => sessionView(row, currentId(actor))));
  },
});

/** Ends one of the own sessions. Somebody else's is not there. */
export const endSession = useCase({
  name: 'accounts.endSession',
  input: SessionId,
  access: 'account.manage',
  audit: ({ sessionId }) => ({ entity: 'session', id: sessionId }),
  run: async ({ db, actor, now }, { sessionId }) => {
    const ended = await endSessions(db, { userId: actor.id, id: sessionId }, now, 'ended by its owner');
    return ended === 1
      ? done({ wasCurrent: sessionId === currentId(actor) })
      : fail('not_found', 'errors.session.gone');
  },
});

/** Ends every own session but the one that asks. */
export const endOtherSessions = useCase({
  name: 'accounts.endOtherSessions',
  input: Nothing,
  access: 'account.manage',
  audit: () => ({ entity: 'user' }),
  run: async ({ db, actor, now, note }) => {
    note({ id: actor.id });
    const ended = await endSessions(
      db,
      { userId: actor.id, id: { not: currentId(actor) ?? '' } },
      now,
      'ended by its owner',
    );
    return done({ ended });
  },
});
