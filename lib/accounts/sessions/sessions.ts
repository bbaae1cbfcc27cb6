import 'server-only';
import { done, fail, failFields, type Person, useCase } from '@/lib/kernel';
import { idleMinutes } from '@/lib/platform/env';
import { type Cursor, cursorMoment, totalOnPage, writeCursor } from '@/lib/shared/paging';
import { Nothing } from '@/lib/shared/text';
import { ListSessions, SessionId } from '../schema';
import { SessionPage, sessionView } from '../view';
import { endSessions } from './open-session';

const currentId = (actor: Person) => (actor.via.kind === 'session' ? actor.via.id : null);

/**
 * A person's sessions that still live: neither ended nor over, used within their owner's idle time, and past the
 * second factor. Who is staff has the shorter time.
 */
export function livingSessions(userId: string, isStaff: boolean, now: Date) {
  return {
    userId,
    endedAt: null,
    expiresAt: { gt: now },
    lastSeenAt: { gt: new Date(now.getTime() - idleMinutes(isStaff) * 60_000) },
    complete: true,
  };
}

/** The own sessions that still live, the latest used first. */
export const listSessions = useCase({
  name: 'accounts.listSessions',
  input: ListSessions,
  output: SessionPage,
  access: 'account.manage',
  audit: 'none',
  run: async ({ db, actor, now }, { page, perPage, sort, cursor }) => {
    const living = livingSessions(actor.id, actor.isStaff, now);
    const direction = sort.startsWith('-') ? 'desc' : 'asc';
    const after = cursor ? behind(sort, cursor) : {};
    if (!after) return failFields({ cursor: ['errors.page.cursor'] });
    const rows = await db.session.findMany({
      where: { AND: [living, after] },
      orderBy: [{ lastSeenAt: direction }, { id: direction }],
      skip: cursor ? 0 : (page - 1) * perPage,
      take: perPage + 1,
    });
    const shown = rows.slice(0, perPage);
    const last = rows.length > perPage ? shown.at(-1) : undefined;
    return done({
      items: shown.map((row) => sessionView(row, currentId(actor))),
      page: cursor ? null : page,
      perPage,
      total: cursor
        ? null
        : (totalOnPage(page, perPage, rows.length) ?? (await db.session.count({ where: living }))),
      nextCursor: last ? writeCursor([sort, last.lastSeenAt.toISOString(), last.id]) : null,
    });
  },
});

/** The condition "after the session where the walk stands"; null for a cursor of another list or order. */
function behind(sort: string, [of, at = '', id, ...rest]: Cursor) {
  const lastSeenAt = cursorMoment(at);
  if (of !== sort || !lastSeenAt || id === undefined || rest.length > 0) return null;
  const [moment, name] = sort.startsWith('-')
    ? [{ lt: lastSeenAt }, { lt: id }]
    : [{ gt: lastSeenAt }, { gt: id }];
  return { OR: [{ lastSeenAt: moment }, { lastSeenAt, id: name }] };
}

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
