import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/kernel';
import { behindTheWall, type Db } from '@/lib/kernel/db';
import { createPerson, createWorld, type World } from '@/lib/testing/world';
import { lockOwnAccount } from './lock-own-account';

// What happens between the kernel's look at a session and the lock on its person's row.

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

type Row = { userId: string; sessionId: string };

describe('somebody who was let in a moment ago', () => {
  it.each<[string, (db: Db, row: Row) => Promise<unknown>, boolean]>([
    ['nothing happened', async () => {}, true],
    [
      'the session was ended',
      (db, { sessionId }) => db.session.update({ where: { id: sessionId }, data: { endedAt: new Date() } }),
      false,
    ],
    [
      'password or roles were changed',
      (db, { userId }) => db.user.update({ where: { id: userId }, data: { securityStamp: 'another' } }),
      false,
    ],
    [
      'the account was deactivated',
      (db, { userId }) => db.user.update({ where: { id: userId }, data: { active: false } }),
      false,
    ],
  ])('%s: %#', async (_what, happen, expected) => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const actor = (await person.request.identify(new Date())) as Person;
    expect(actor.kind).toBe('person');
    const behind = <T>(work: (db: Db) => Promise<T>) => behindTheWall(world.alder.county.id, work);
    await behind((db) => happen(db, { userId: person.id, sessionId: person.sessionId }));
    expect((await behind((db) => lockOwnAccount(db, actor))) !== null).toBe(expected);
  });
});
