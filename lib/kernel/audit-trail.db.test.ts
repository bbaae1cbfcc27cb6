import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  changePassword,
  endOtherSessions,
  register,
  requestPasswordReset,
  resetPassword,
  signIn,
} from '@/lib/accounts';
import { deactivateUser } from '@/lib/administration';
import { listEvents } from '@/lib/audit';
import { sendDueMail } from '@/lib/jobs/deliver';
import type { PortalRequest } from '@/lib/kernel/request';
import { sealedCounty } from '@/lib/kernel/seal';
import {
  anotherEmail,
  appendEvent,
  asOwner,
  auditEvents,
  createPerson,
  createWorld,
  fakeMailer,
  faultOf,
  requestWith,
  strangerRequest,
  successOf,
  type TestPerson,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import { behindTheWall, database } from './db';
import { done, fail } from './result';
import { useCase, useCases } from './use-case';

let world: World;
let alder: string;
beforeAll(async () => {
  world = await createWorld();
  alder = world.alder.county.id;
});

/** As whoever operates the database: the login of the portal, which owns the tables, with the wall open. */
async function asOperator(
  statements: string,
  { triggers = 'on' }: { triggers?: 'on' | 'off' } = {},
): Promise<void> {
  const turn = (verb: string) => (triggers === 'off' ? `alter table "AuditEvent" ${verb} trigger user;` : '');
  await asOwner(
    `do $$ begin perform open_wall(); ${turn('disable')} ${statements}; ${turn('enable')} end $$`,
  );
}

/** What the check of a chain says: null when it holds. */
async function firstBroken(county: string | null): Promise<{ sequence: number; problem: string } | null> {
  const { prisma } = await database();
  const [found] = await prisma.$transaction(async (db) => {
    await db.$queryRaw`select set_config('app.county_id', ${sealedCounty('*')}, true)`;
    return db.$queryRaw<
      { sequence: bigint; problem: string }[]
    >`select * from first_broken_audit_event(${county})`;
  });
  return found ? { sequence: Number(found.sequence), problem: found.problem } : null;
}

async function chain(county: string | null) {
  return behindTheWall('*', (db) =>
    db.auditEvent.findMany({ where: { countyId: county }, orderBy: { sequence: 'asc' } }),
  );
}

/** Five more events in Alder; answers the sequence of the first. */
async function fiveEvents(): Promise<number> {
  for (let index = 0; index < 5; index += 1)
    successOf(await endOtherSessions.execute(world.alder.citizen.request, {}));
  return (await chain(alder)).length - 4;
}

describe('the chain', () => {
  it('holds after twenty writers at once in each county and in none', async () => {
    const people: TestPerson[] = [];
    const requests = await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const person = await createPerson({
          county: world[index % 2 ? 'birch' : 'alder'].county,
          role: 'Citizen',
        });
        people.push(person);
        return person.request;
      }),
    );
    const before = (await chain(alder)).length;
    await Promise.all([
      ...requests.map((request) => endOtherSessions.execute(request, {}).then(successOf)),
      ...Array.from({ length: 20 }, () =>
        requestPasswordReset.execute(strangerRequest(), { email: anotherEmail() }).then(successOf),
      ),
    ]);
    for (const county of [alder, world.birch.county.id, null]) {
      const events = await chain(county);
      expect(events.map(({ sequence }) => Number(sequence))).toEqual(events.map((_, index) => index + 1));
      expect(new Set(events.map(({ hash }) => hash)).size).toBe(events.length);
      expect(events.slice(1).map(({ previousHash }) => previousHash)).toEqual(
        events.slice(0, -1).map(({ hash }) => hash),
      );
      expect(await firstBroken(county)).toBeNull();
    }
    expect((await chain(alder)).length).toBe(before + 10);
    expect((await chain(null)).length).toBe(20);
  });

  it('an event is gone with the transaction that it tells of', async () => {
    const before = await chain(alder);
    await expect(
      behindTheWall(alder, async (db) => {
        await appendEvent(db, { id: 'x', countyId: alder, at: new Date(), event: 'test', outcome: 'done' });
        throw new Error('over');
      }),
    ).rejects.toThrow('over');
    successOf(await endOtherSessions.execute(world.alder.citizen.request, {}));
    expect((await chain(alder)).length).toBe(before.length + 1);
    expect(await firstBroken(alder)).toBeNull();
  });

  it.each([
    ['update', `update "AuditEvent" set "event" = 'x'`],
    ['update nothing', `update "AuditEvent" set "event" = 'x' where false`],
    ['delete', 'delete from "AuditEvent"'],
    ['truncate', 'truncate "AuditEvent"'],
  ])('nobody changes it, the owner of the tables included: %s', async (_name, statement) => {
    await expect(asOperator(statement)).rejects.toThrow(/append-only/);
  });

  it('whoever appends cannot choose place or hashes', async () => {
    await behindTheWall(alder, (db) =>
      appendEvent(db, {
        id: 'chosen',
        countyId: alder,
        at: new Date(),
        event: 'test',
        outcome: 'done',
        sequence: 999,
        hash: 'x',
        previousHash: 'y',
      }),
    );
    const last = (await chain(alder)).at(-1);
    expect(last?.id).toBe('chosen');
    expect(last?.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(await firstBroken(alder)).toBeNull();
  });
});

describe('tampering with the triggers off', () => {
  // Each case breaks the chain and mends it again from a copy.
  beforeEach(async () => {
    expect(await firstBroken(alder)).toBeNull();
  });
  const own = `"countyId" = (select "id" from "County" where "code" = 'ALD')`;
  const row = (sequence: number) => `${own} and "sequence" = ${sequence}`;
  const rehash = (sequence: number) =>
    `update "AuditEvent" e set "hash" = audit_event_hash(e) where ${row(sequence)}`;

  const cases: [
    string,
    (first: number) => string[],
    (first: number) => { sequence: number; problem: string },
  ][] = [
    ...(['event', 'actorId', 'actorEmail', 'entity', 'entityId', 'outcome', 'ip', 'requestId'] as const).map(
      (column): (typeof cases)[number] => [
        `${column} altered`,
        (first) => [`update "AuditEvent" set "${column}" = 'x' where ${row(first + 2)}`],
        (first) => ({ sequence: first + 2, problem: 'altered' }),
      ],
    ),
    [
      'time altered',
      (first) => [`update "AuditEvent" set "at" = "at" - interval '1 hour' where ${row(first)}`],
      (first) => ({ sequence: first, problem: 'altered' }),
    ],
    [
      'what stood before altered',
      (first) => [`update "AuditEvent" set "before" = '{"x":1}' where ${row(first)}`],
      (first) => ({ sequence: first, problem: 'altered' }),
    ],
    [
      'what stands after altered',
      (first) => [`update "AuditEvent" set "after" = '{"x":1}' where ${row(first + 4)}`],
      (first) => ({ sequence: first + 4, problem: 'altered' }),
    ],
    [
      'altered, with its hash made anew',
      (first) => [`update "AuditEvent" set "event" = 'x' where ${row(first + 2)}`, rehash(first + 2)],
      (first) => ({ sequence: first + 3, problem: 'reordered' }),
    ],
    [
      'the last altered, with its hash made anew',
      (first) => [`update "AuditEvent" set "event" = 'x' where ${row(first + 4)}`, rehash(first + 4)],
      (first) => ({ sequence: first + 4, problem: 'altered' }),
    ],
    [
      'one in the middle deleted',
      (first) => [`delete from "AuditEvent" where ${row(first + 2)}`],
      (first) => ({ sequence: first + 2, problem: 'missing' }),
    ],
    [
      'the first of all deleted',
      () => [`delete from "AuditEvent" where ${row(1)}`],
      () => ({ sequence: 1, problem: 'missing' }),
    ],
    [
      'the last deleted',
      (first) => [`delete from "AuditEvent" where ${row(first + 4)}`],
      (first) => ({ sequence: first + 4, problem: 'missing' }),
    ],
    [
      'the last two deleted',
      (first) => [`delete from "AuditEvent" where ${row(first + 4)} or ${row(first + 3)}`],
      (first) => ({ sequence: first + 3, problem: 'missing' }),
    ],
    [
      'all deleted',
      () => [`delete from "AuditEvent" where ${own}`],
      () => ({ sequence: 1, problem: 'missing' }),
    ],
    [
      'two exchanged',
      (first) => [
        `update "AuditEvent" set "sequence" = -1 where ${row(first + 1)}`,
        `update "AuditEvent" set "sequence" = ${first + 1} where ${row(first + 2)}`,
        `update "AuditEvent" set "sequence" = ${first + 2} where ${row(-1)}`,
      ],
      (first) => ({ sequence: first + 1, problem: 'altered' }),
    ],
    [
      'two exchanged, with their hashes made anew',
      (first) => [
        `update "AuditEvent" set "sequence" = -1 where ${row(first + 1)}`,
        `update "AuditEvent" set "sequence" = ${first + 1} where ${row(first + 2)}`,
        `update "AuditEvent" set "sequence" = ${first + 2} where ${row(-1)}`,
        rehash(first + 1),
        rehash(first + 2),
      ],
      (first) => ({ sequence: first + 1, problem: 'reordered' }),
    ],
  ];

  it.each(cases)('is found: %s', async (_name, tamper, expected) => {
    const first = await fiveEvents();
    await asOperator('create table kept as select * from "AuditEvent"');
    try {
      await asOperator(tamper(first).join('; '), { triggers: 'off' });
      expect(await firstBroken(alder)).toEqual(expected(first));
      expect(await firstBroken(world.birch.county.id)).toBeNull();
    } finally {
      await asOperator(
        'delete from "AuditEvent"; insert into "AuditEvent" select * from kept; drop table kept',
        { triggers: 'off' },
      );
    }
  });
});

describe('what is in it', () => {
  const wrong = { password: 'not the password at all' };

  it('who, what, when, from where, and what came of it', async () => {
    const { admin } = world.alder;
    const target = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const request = { ...admin.request, ip: '192.0.2.77', requestId: 'request-77' };
    successOf(await deactivateUser.execute(request, { userId: target.id, reason: 'moved away' }));
    const [event] = (await auditEvents('administration.deactivateUser')).filter(
      ({ entityId }) => entityId === target.id,
    );
    expect(event).toMatchObject({
      countyId: alder,
      actorId: admin.id,
      actorEmail: admin.email,
      entity: 'user',
      outcome: 'done',
      ip: '192.0.2.77',
      requestId: 'request-77',
      before: { active: true },
      after: { active: false, reason: 'moved away' },
    });
    expect(Math.abs(Date.now() - Number(event?.at))).toBeLessThan(60_000);
  });

  it("a failed sign-in is in the trail of the county of the account, an unknown one in nobody's", async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const nobody = anotherEmail();
    for (const email of [person.email, nobody])
      faultOf(await signIn.execute(strangerRequest(), { email, ...wrong }));
    const failed = (await auditEvents('accounts.signIn')).filter(({ outcome }) => outcome === 'failed');
    expect(failed.map(({ countyId, entityId, after }) => ({ countyId, entityId, after }))).toEqual([
      { countyId: alder, entityId: person.id, after: { email: person.email } },
      { countyId: null, entityId: null, after: { email: nobody } },
    ]);
  });

  it('a refusal by the rules is in it, without the change that did not happen', async () => {
    const { admin } = world.alder;
    expect(faultOf(await deactivateUser.execute(admin.request, { userId: admin.id, reason: 'x' })).code).toBe(
      'conflict',
    );
    const [event] = (await auditEvents('administration.deactivateUser')).filter(
      ({ entityId }) => entityId === admin.id,
    );
    expect(event).toMatchObject({ outcome: 'refused', actorId: admin.id, before: null, after: null });
  });

  it('a failed sign-in is found by the address of its account, inside the own county alone', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    faultOf(await signIn.execute(strangerRequest(), { email: person.email, ...wrong }));
    successOf(await endOtherSessions.execute(person.request, {}));
    successOf(await deactivateUser.execute(world.alder.admin.request, { userId: person.id }));
    const found = async (reader: TestPerson & { request: PortalRequest }) =>
      successOf(await listEvents.execute(reader.request, { actor: person.email })).items.map(
        ({ event, outcome }) => `${event} ${outcome}`,
      );
    const own = ['accounts.endOtherSessions done', 'accounts.signIn failed'];
    expect(await found(world.alder.admin)).toEqual(own);
    expect(await found(world.system)).toEqual(own);
    expect(await found(world.birch.admin)).toEqual([]);
  });

  it("what is refused to a System Administrator is in the trail of the county that it was about, or in nobody's", async () => {
    const { request } = world.system;
    const about = useCase({
      name: 'test.refused',
      input: z.object({ county: z.string().nullable() }),
      access: 'user.view',
      audit: () => ({ entity: 'user' }),
      run: async ({ note }, { county }) => {
        note({ county });
        return fail('conflict', 'errors.form.conflict');
      },
    });
    useCases.delete(about.name);
    // The last as of a county that was made, and taken back with everything else.
    for (const county of [world.birch.county.id, null, 'rolled back'])
      await about.execute(request, { county });
    // Who belongs to a county notes what they like.
    await about.execute(world.alder.admin.request, { county: world.birch.county.id });
    const refused = (await auditEvents('test.refused')).map(({ outcome, countyId }) => [outcome, countyId]);
    expect(refused).toEqual([
      ['refused', world.birch.county.id],
      ['refused', null],
      ['refused', null],
      ['refused', alder],
    ]);
    expect(await firstBroken(world.birch.county.id)).toBeNull();

    const prepared = useCase({
      name: 'test.refusedEarly',
      input: z.object({}),
      access: 'user.view',
      audit: () => ({ entity: 'user', county: world.birch.county.id }),
      prepare: async () => fail('conflict', 'errors.form.conflict'),
      run: async () => done(null),
    });
    useCases.delete(prepared.name);
    await prepared.execute(request, {});
    await prepared.execute(world.alder.admin.request, {});
    expect((await auditEvents('test.refusedEarly')).map(({ countyId }) => countyId)).toEqual([
      world.birch.county.id,
      alder,
    ]);
  });

  it('no password, hash, token or session is ever in it', async () => {
    const mail = fakeMailer();
    const email = anotherEmail();
    const secrets = ['first password here', 'second password here', 'third password here'] as const;
    const { session } = successOf(
      await register.execute(strangerRequest(), { email, password: secrets[0], county: 'ALD' }),
    );
    if (!session) throw new Error('registration signs in');
    const { session: next } = successOf(
      await changePassword.execute(await requestWith(session), {
        password: secrets[0],
        newPassword: secrets[1],
        newPasswordConfirm: secrets[1],
      }),
    );
    successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
    await sendDueMail();
    const link = mail.tokenFor(email);
    successOf(await resetPassword.execute(strangerRequest(), { token: link, password: secrets[2] }));
    const signedIn = successOf(
      await signIn.execute(strangerRequest(), { email, password: secrets[2], includeAuthToken: true }),
    );
    faultOf(await signIn.execute(strangerRequest(), { email, ...wrong }));
    const events = await behindTheWall('*', (db) => db.auditEvent.findMany());
    const text = JSON.stringify(events, (_key, value: unknown) =>
      typeof value === 'bigint' ? Number(value) : value,
    );
    for (const secret of [
      ...secrets,
      wrong.password,
      worldPassword,
      link,
      session.sessionId,
      next?.sessionId ?? '-',
      signedIn.sessionId,
      signedIn.authenticationToken ?? '-',
      signedIn.deviceCookie ?? '-',
      '$2b$',
      'pepper=',
      'passwordHash',
      'securityStamp',
    ])
      expect(text.includes(secret), secret).toBe(false);
    expect(text).toContain(email);
  });
});

describe('another county', () => {
  const event = () => ({ id: 'foreign', countyId: alder, at: new Date(), event: 'test', outcome: 'done' });

  it('cannot write into the chain', async () => {
    const append = behindTheWall(world.birch.county.id, (db) => appendEvent(db, event()));
    await expect(append).rejects.toThrow('an audit event of another county');
    await expect(behindTheWall(null, (db) => appendEvent(db, event()))).rejects.toThrow(
      'an audit event of another county',
    );
  });
});
