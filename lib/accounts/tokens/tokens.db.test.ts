import { inspect } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { changePassword, createToken, getProfile, listTokens, revokeToken, signIn } from '@/lib/accounts';
import { listUsers } from '@/lib/administration';
import { sendDueMail } from '@/lib/jobs/deliver';
import { tidyUp } from '@/lib/jobs/housekeeping';
import { behindTheWall } from '@/lib/kernel/db';
import type { PortalRequest } from '@/lib/kernel/request';
import {
  anotherIp,
  auditEvents,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  requestOf,
  requestWith,
  runJob,
  sha256,
  strangerRequest,
  successOf,
  type World,
  worldPassword,
} from '@/lib/testing/world';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

const day = 86_400_000;
const own = { name: 'Report', scopes: ['account.manage'], expiresInDays: 30 };
const resident = () => createPerson({ county: world.alder.county, role: 'Citizen' });
const make = async (request: PortalRequest, more: object = {}) =>
  successOf(await createToken.execute(request, { ...own, ...more }));
const bearing = (token: string) => requestOf({ bearerToken: token }, { ip: anotherIp() });
/** What a token gets when it asks for its owner's profile. */
async function asks(token: string): Promise<string> {
  const result = await getProfile.execute(bearing(token), {});
  return result.ok ? result.value.email : result.error.code;
}

describe('a personal access token', () => {
  it('is shown once, stored as a hash, listed without its value, and told to its owner', async () => {
    const mailer = fakeMailer();
    const person = await resident();
    const made = await make(person.request);
    expect(made).toMatchObject({ name: 'Report', scopes: ['account.manage'], lastUsedAt: null });
    expect(made.token).toMatch(/^csp_[\w-]{43}[0-9A-Za-z]{6}$/);
    expect(new Date(made.expiresAt).getTime() - new Date(made.createdAt).getTime()).toBe(30 * day);
    const row = await behindTheWall('*', (db) => db.apiToken.findUniqueOrThrow({ where: { id: made.id } }));
    expect(row.tokenHash).toBe(sha256(made.token));
    const { token: _value, ...listed } = made;
    expect(successOf(await listTokens.execute(person.request, {}))).toMatchObject({
      items: [listed],
      total: 1,
    });
    const events = (await auditEvents('accounts.createToken')).filter(({ actorId }) => actorId === person.id);
    expect(events).toMatchObject([
      { outcome: 'done', entity: 'token', entityId: made.id, after: { ...own } },
    ]);
    expect(inspect([row, events], { depth: 9 })).not.toContain(made.token);
    await sendDueMail();
    const [mail] = mailer.to(person.email);
    expect(mail?.text).toContain('“Report”');
    expect(mail?.text).not.toContain(made.token);
  });

  it('opens what its scopes name and nothing else, in both headers’ way; its use is kept', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const made = await make(person.request, { scopes: ['user.view'] });
    expect((await listUsers.execute(bearing(made.token), {})).ok).toBe(true);
    expect(await asks(made.token)).toBe('forbidden');
    const { items } = successOf(await listTokens.execute(person.request, {}));
    expect(items[0]?.lastUsedAt).not.toBeNull();
  });

  it('can do no more than its owner at that moment', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'County Admin' });
    const made = await make(person.request, { scopes: ['user.view', 'account.manage'] });
    await behindTheWall('*', (db) => db.userRole.deleteMany({ where: { userId: person.id } }));
    expect(faultOf(await listUsers.execute(bearing(made.token), {})).code).toBe('forbidden');
  });

  it.each<[string, object, string, string]>([
    ['no name', { name: ' ' }, 'name', 'errors.token.enterName'],
    ['a name of 101', { name: 'x'.repeat(101) }, 'name', 'errors.token.nameTooLong'],
    ['no scope', { scopes: [] }, 'scopes', 'errors.token.chooseScope'],
    ['scopes left out', { scopes: undefined }, 'scopes', 'errors.token.chooseScope'],
    ['a scope that is none', { scopes: ['user.eat'] }, 'scopes', 'errors.token.unknownScope'],
    ['a scope not held', { scopes: ['account.manage', 'user.view'] }, 'scopes', 'errors.token.notHeld'],
    ['no day', { expiresInDays: 0 }, 'expiresInDays', 'errors.token.days'],
    ['more than a year', { expiresInDays: 366 }, 'expiresInDays', 'errors.token.days'],
    ['half a day', { expiresInDays: 1.5 }, 'expiresInDays', 'errors.token.days'],
  ])('is refused for %s, at its field', async (_what, more, field, message) => {
    const person = await resident();
    const fault = faultOf(await createToken.execute(person.request, { ...own, ...more }));
    expect(fault).toMatchObject({ code: 'invalid', fields: { [field]: [message] } });
  });

  it('takes a name of 100, one scope by itself, the longest and the shortest life', async () => {
    const person = await resident();
    await make(person.request, { name: 'é'.repeat(100), scopes: 'dashboard.view', expiresInDays: '365' });
    const made = await make(person.request, {
      scopes: ['dashboard.view', 'dashboard.view'],
      expiresInDays: 1,
    });
    expect(made.scopes).toEqual(['dashboard.view']);
    const { expiresInDays: _none, ...suggested } = own;
    const usual = successOf(await createToken.execute(person.request, suggested));
    expect(Date.parse(usual.expiresAt) - Date.parse(usual.createdAt)).toBe(90 * day);
  });

  it('makes no token: that asks for a fresh session', async () => {
    const person = await resident();
    const { token, id } = await make(person.request);
    for (const result of [
      await createToken.execute(bearing(token), own),
      await revokeToken.execute(bearing(token), { tokenId: id }),
    ])
      expect(result).toMatchObject({ error: { code: 'unauthenticated', reauthRequired: true } });
  });

  it('of at most 50 that live at once, also when 20 are asked for together', async () => {
    const person = await resident();
    const rows = Array.from({ length: 45 }, (_, at) => ({
      countyId: person.countyId,
      userId: person.id,
      name: `old ${at}`,
      tokenHash: sha256(`${person.id} ${at}`),
      scopes: ['account.manage'],
      expiresAt: new Date(Date.now() + day),
    }));
    await behindTheWall('*', async (db) => {
      const { securityStamp } = await db.user.findUniqueOrThrow({ where: { id: person.id } });
      await db.apiToken.createMany({ data: rows.map((row) => ({ ...row, securityStamp })) });
    });
    const results = await Promise.all(
      Array.from({ length: 20 }, () => createToken.execute(person.request, own)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(5);
    expect(results.find(({ ok }) => !ok)).toMatchObject({
      error: { code: 'conflict', message: 'errors.token.tooMany', values: { most: 50 } },
    });
  });
});

describe('the end of a token', () => {
  it('by its owner is immediate, once, and in the trail', async () => {
    const person = await resident();
    const { token, id } = await make(person.request);
    expect(await asks(token)).toBe(person.email);
    successOf(await revokeToken.execute(person.request, { tokenId: id }));
    expect(await asks(token)).toBe('unauthenticated');
    expect(faultOf(await revokeToken.execute(person.request, { tokenId: id })).code).toBe('not_found');
    expect(successOf(await listTokens.execute(person.request, {})).items).toEqual([]);
    const events = (await auditEvents('accounts.revokeToken')).filter(({ entityId }) => entityId === id);
    expect(events[0]).toMatchObject({
      outcome: 'done',
      before: { name: 'Report', scopes: ['account.manage'] },
    });
  });

  it('is not somebody else’s to bring: not there, in the own county and in another', async () => {
    const person = await resident();
    const { token, id } = await make(person.request);
    for (const other of [await resident(), world.alder.admin, world.birch.admin, world.system])
      expect(faultOf(await revokeToken.execute(other.request, { tokenId: id })).code).toBe('not_found');
    expect(await asks(token)).toBe(person.email);
  });

  it('comes with its day, its owner’s password, account and county', async () => {
    const clock = fakeClock();
    const [one, two, three] = [await resident(), await resident(), await resident()];
    const short = await make(one.request, { expiresInDays: 1 });
    clock.advance(day - 1000);
    expect(await asks(short.token)).toBe(one.email);
    clock.advance(1000);
    expect(await asks(short.token)).toBe('unauthenticated');
    fakeClock();

    const changed = await make(two.request);
    const newPassword = 'walnut ferry 93 cobalt';
    successOf(
      await changePassword.execute(two.request, {
        password: worldPassword,
        newPassword,
        newPasswordConfirm: newPassword,
      }),
    );
    expect(await asks(changed.token)).toBe('unauthenticated');

    const left = await make(three.request);
    await behindTheWall('*', (db) => db.user.update({ where: { id: three.id }, data: { active: false } }));
    expect(await asks(left.token)).toBe('unauthenticated');
    await behindTheWall('*', (db) => db.user.update({ where: { id: three.id }, data: { active: true } }));
    const county = { id: world.alder.county.id };
    await behindTheWall('*', (db) => db.county.update({ where: county, data: { active: false } }));
    expect(await asks(left.token)).toBe('unauthenticated');
    await behindTheWall('*', (db) => db.county.update({ where: county, data: { active: true } }));
  });
});

describe('the list', () => {
  it('shows the lesson’s login token, without scopes, and pages by number and by cursor', async () => {
    const person = await resident();
    const signedIn = successOf(
      await signIn.execute(strangerRequest(), {
        email: person.email,
        password: worldPassword,
        includeAuthToken: true,
      }),
    );
    expect(signedIn.authenticationToken).toMatch(/^csp_[\w-]{43}[0-9A-Za-z]{6}$/);
    for (const name of ['b', 'c']) await make(person.request, { name });
    const all = successOf(await listTokens.execute(bearing(signedIn.authenticationToken ?? ''), {}));
    expect(all.items.map(({ name, scopes }) => [name, scopes.length])).toEqual([
      ['c', 1],
      ['b', 1],
      ['Login', 0],
    ]);
    const first = successOf(await listTokens.execute(person.request, { perPage: '2' }));
    expect(first).toMatchObject({ page: 1, total: 3 });
    const rest = successOf(
      await listTokens.execute(person.request, { perPage: '2', cursor: first.nextCursor ?? undefined }),
    );
    expect(rest).toMatchObject({ items: [{ name: 'Login' }], page: null, total: null, nextCursor: null });
    const oldest = successOf(await listTokens.execute(person.request, { sort: 'createdAt' }));
    expect(oldest.items.map(({ name }) => name)).toEqual(['Login', 'b', 'c']);
    expect(faultOf(await listTokens.execute(person.request, { cursor: 'WyJ4Il0' })).fields).toHaveProperty(
      'cursor',
    );
  });
});

describe('a repeated request (Idempotency-Key)', () => {
  let keys = 0;
  const newKey = () => {
    keys += 1;
    return `key-${process.pid}-${keys}`;
  };
  const withKey = (request: PortalRequest, idempotencyKey: string) => ({ ...request, idempotencyKey });
  const count = (userId: string) => behindTheWall('*', (db) => db.apiToken.count({ where: { userId } }));

  it('20 at once make one token, and all 20 answers are equal; the kept one cannot be read', async () => {
    const mailer = fakeMailer();
    const person = await resident();
    const request = withKey(person.request, newKey());
    const results = await Promise.all(Array.from({ length: 20 }, () => createToken.execute(request, own)));
    const answers = new Set(results.map((result) => JSON.stringify(result)));
    expect([...answers]).toHaveLength(1);
    const { token, id } = successOf(results[0] as Awaited<ReturnType<typeof createToken.execute>>);
    expect(await asks(token)).toBe(person.email);
    expect(await count(person.id)).toBe(1);
    const kept = await behindTheWall('*', (db) => db.idempotentAnswer.findMany());
    expect(kept.length).toBeGreaterThan(0);
    for (const secret of [token, id, own.name, request.idempotencyKey, person.id]) {
      expect(JSON.stringify(kept)).not.toContain(secret);
      for (const { answer } of kept)
        expect(Buffer.from(answer, 'base64').toString('latin1')).not.toContain(secret);
    }
    expect(
      (await auditEvents('accounts.createToken')).filter(({ actorId }) => actorId === person.id),
    ).toHaveLength(1);
    await sendDueMail();
    expect(mailer.to(person.email)).toHaveLength(1);
  });

  it('with another body is a fault; of another person, or for another thing, another request', async () => {
    const [one, two] = [await resident(), await resident()];
    const key = newKey();
    const made = successOf(await createToken.execute(withKey(one.request, key), own));
    const other = faultOf(await createToken.execute(withKey(one.request, key), { ...own, name: 'Other' }));
    expect(other).toMatchObject({ code: 'invalid', fields: { 'Idempotency-Key': ['errors.form.usedKey'] } });
    const theirs = successOf(await createToken.execute(withKey(two.request, key), own));
    expect(theirs.id).not.toBe(made.id);
    successOf(await revokeToken.execute(withKey(one.request, key), { tokenId: made.id }));
    expect([await count(one.id), await count(two.id)]).toEqual([1, 1]);
  });

  it('after a failed first try is judged anew', async () => {
    const person = await resident();
    const request = withKey(person.request, newKey());
    const held = { ...own, scopes: ['user.view'] };
    expect(faultOf(await createToken.execute(request, held)).code).toBe('invalid');
    const made = successOf(await createToken.execute(request, own));
    expect(successOf(await createToken.execute(request, own))).toEqual(made);
  });

  it('is asked who sends it every time: the answer is for its caller alone', async () => {
    const person = await resident();
    const key = newKey();
    await createToken.execute(withKey(person.request, key), own);
    expect(faultOf(await createToken.execute({ ...strangerRequest(), idempotencyKey: key }, own)).code).toBe(
      'unauthenticated',
    );
  });

  it('counts for 24 hours by the clock, and then the answer goes', async () => {
    const person = await resident();
    const now = new Date();
    const cookie = await requestWith({
      sessionId: person.sessionId,
      expiresAt: new Date(now.getTime() + 3 * day),
    });
    const request = withKey(cookie, newKey());
    const clock = fakeClock(now);
    const first = successOf(await createToken.execute(request, own));
    // The session must not end before the day does.
    const stay = () =>
      behindTheWall('*', (db) =>
        db.session.updateMany({
          where: { userId: person.id },
          data: {
            lastSeenAt: clock.now(),
            freshUntil: new Date(clock.now().getTime() + day),
            expiresAt: new Date(clock.now().getTime() + 2 * day),
          },
        }),
      );
    clock.advance(day - 1000);
    await stay();
    expect(successOf(await createToken.execute(request, own))).toEqual(first);
    await behindTheWall('*', (db) => db.idempotentAnswer.deleteMany({ where: { createdAt: { lt: now } } }));
    expect(await behindTheWall('*', (db) => db.idempotentAnswer.count())).toBe(1);
    await runJob(tidyUp, clock.now());
    expect(await behindTheWall('*', (db) => db.idempotentAnswer.count())).toBe(1);
    clock.advance(1000);
    await stay();
    expect(successOf(await createToken.execute(request, own)).id).not.toBe(first.id);
    await runJob(tidyUp, new Date(clock.now().getTime() + day + 1));
    expect(await behindTheWall('*', (db) => db.idempotentAnswer.count())).toBe(0);
    fakeClock();
  });
});
