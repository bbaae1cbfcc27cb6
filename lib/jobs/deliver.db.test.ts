import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { requestConfirmation, requestPasswordReset } from '@/lib/accounts';
import { passkeyAddedMail } from '@/lib/accounts/mails';
import { domains } from '@/lib/domains';
import { sendDueMail, startOutbox } from '@/lib/jobs/deliver';
import { takeOffers } from '@/lib/jobs/offers';
import { behindTheWall, type Db } from '@/lib/kernel/db';
import { defineDomain, defineMail } from '@/lib/kernel/domain';
import { orderMail } from '@/lib/kernel/outbox';
import { usePorts } from '@/lib/kernel/ports';
import { done, fail } from '@/lib/kernel/result';
import { useCase, useCases } from '@/lib/kernel/use-case';
import { listMailbox, type Mail } from '@/lib/platform/mailbox';
import { createMailer, MailError } from '@/lib/platform/mailer';
import {
  anotherEmail,
  createPerson,
  createWorld,
  fakeClock,
  fakeMailer,
  faultOf,
  rowCounts,
  strangerRequest,
  successOf,
  type World,
} from '@/lib/testing/world';

let world: World;
let clock: ReturnType<typeof fakeClock>;
let composed: string[] = [];
const testMail = defineMail(
  'test',
  z.object({ text: z.string().default('text'), nothing: z.string().optional() }),
  async ({ to, data }) => {
    composed.push(to);
    return data.nothing ? null : { subject: 'Test', text: data.text, html: '<p>text</p>' };
  },
);
beforeAll(async () => {
  world = await createWorld();
  takeOffers([...domains, defineDomain({ name: 'test', mails: [testMail] })]);
});
beforeEach(async () => {
  clock = fakeClock();
  composed = [];
  await behindTheWall('*', (db) => db.outboxMail.deleteMany());
});

const order = (to: string, data: { text?: string; nothing?: string } = {}) =>
  behindTheWall(null, (db) => orderMail(db, null, testMail, { to, locale: 'en', data }, clock.now()));
const mails = () => behindTheWall('*', (db) => db.outboxMail.findMany({ orderBy: { createdAt: 'asc' } }));
const onlyMail = async () => {
  const [mail, another] = await mails();
  if (!mail || another) throw new Error('expected one mail');
  return mail;
};
/** A mailer that fails until it is told otherwise. */
function brokenMailer(error: () => Error) {
  const state = { broken: true, tries: 0, sent: [] as Mail[] };
  usePorts({
    mailer: {
      send: async (mail) => {
        state.tries += 1;
        if (state.broken) throw error();
        state.sent.push(mail);
      },
    },
  });
  return state;
}

/** A use case that promises a mail and then does as it is told. */
const promise = useCase({
  name: 'accounts.testPromise',
  input: z.object({ to: z.string(), then: z.enum(['done', 'fail', 'throw']) }),
  access: 'public',
  audit: 'none',
  run: async ({ mail }, { to, then }) => {
    await mail(testMail, { to, locale: 'en' });
    if (then === 'throw') throw new Error('a bug');
    return then === 'done' ? done({}) : fail('conflict', 'errors.form.conflict');
  },
});
useCases.delete(promise.name);

describe('a promised mail', () => {
  it('is composed and sent after the commit, not in the request', async () => {
    const { sent } = fakeMailer();
    const to = anotherEmail();
    successOf(await promise.execute(strangerRequest(), { to, then: 'done' }));
    expect([composed, sent]).toEqual([[], []]);
    expect(await sendDueMail()).toBe(1);
    expect(composed).toEqual([to]);
    expect(sent).toMatchObject([{ to, subject: 'Test' }]);
    expect(await sendDueMail()).toBe(0);
  });

  it('is not sent when the use case fails or throws', async () => {
    const { sent } = fakeMailer();
    expect(faultOf(await promise.execute(strangerRequest(), { to: anotherEmail(), then: 'fail' })).code).toBe(
      'conflict',
    );
    await expect(promise.execute(strangerRequest(), { to: anotherEmail(), then: 'throw' })).rejects.toThrow(
      'a bug',
    );
    expect(await sendDueMail()).toBe(0);
    expect([composed, sent, await mails()]).toEqual([[], [], []]);
  });

  it('leaves nothing behind but that it was sent', async () => {
    fakeMailer();
    await order(anotherEmail(), { text: 'what it said' });
    await sendDueMail();
    expect(await onlyMail()).toMatchObject({
      data: {},
      sentAt: clock.now(),
      failedAt: null,
      nextAttemptAt: null,
      lastError: null,
      attempts: 1,
    });
  });

  it('with nothing to say is dropped, and never counts as sent', async () => {
    const { sent } = fakeMailer();
    await order(anotherEmail(), { nothing: 'yes' });
    await sendDueMail();
    expect(sent).toEqual([]);
    expect(await onlyMail()).toMatchObject({ data: {}, sentAt: null, failedAt: null, nextAttemptAt: null });
  });

  it('is sent once, though five senders are at it', async () => {
    const { sent } = fakeMailer();
    const to = Array.from({ length: 33 }, () => anotherEmail());
    for (const address of to) await order(address);
    const tried = await Promise.all(Array.from({ length: 5 }, () => sendDueMail()));
    expect(tried.reduce((sum, each) => sum + each)).toBe(33);
    expect(sent.map((mail) => mail.to).sort()).toEqual([...to].sort());
    expect((await mails()).every(({ attempts, sentAt }) => attempts === 1 && sentAt)).toBe(true);
  });

  it('reaches the real mailbox', async () => {
    const mailboxDirectory = mkdtempSync(path.join(tmpdir(), 'mailbox-'));
    usePorts({ mailer: createMailer({ mailboxDirectory, from: 'county-services@alder.example' }) });
    try {
      await order('somebody@example.org');
      await sendDueMail();
      expect(await listMailbox(mailboxDirectory, 5)).toMatchObject([
        { to: 'somebody@example.org', text: 'text' },
      ]);
      expect((await onlyMail()).lastError).toBeNull();
    } finally {
      rmSync(mailboxDirectory, { recursive: true });
    }
  });
});

describe('a mail that could not be sent', () => {
  it('is tried again after growing waits, under the same message id, and then sent', async () => {
    const state = brokenMailer(() => new MailError('away', false));
    await order(anotherEmail(), { text: 'kept until then' });
    const waits = [30, 120, 480, 1920, 7680, 21_600, 21_600];
    for (const [index, wait] of waits.entries()) {
      expect(await sendDueMail()).toBe(1);
      expect(await onlyMail()).toMatchObject({
        attempts: index + 1,
        sentAt: null,
        failedAt: null,
        lastError: 'away',
        data: { text: 'kept until then' },
        nextAttemptAt: new Date(clock.now().getTime() + wait * 1000),
      });
      clock.advance(wait * 1000 - 1);
      expect(await sendDueMail()).toBe(0);
      clock.advance(1);
    }
    state.broken = false;
    expect(await sendDueMail()).toBe(1);
    expect(state.sent).toMatchObject([
      { text: 'kept until then', messageId: `${(await onlyMail()).id}@127.0.0.1` },
    ]);
    expect((await onlyMail()).sentAt).toEqual(clock.now());
  });

  it('is given up after twelve tries, and its content forgotten', async () => {
    const state = brokenMailer(() => new Error('away'));
    await order(anotherEmail(), { text: 'x' });
    for (let tries = 0; tries < 15; tries += 1) {
      await sendDueMail();
      clock.advance(6 * 3_600_000);
    }
    expect(state.tries).toBe(12);
    expect(await onlyMail()).toMatchObject({ attempts: 12, nextAttemptAt: null, sentAt: null, data: {} });
    expect((await onlyMail()).failedAt).not.toBeNull();
  });

  it('for good is given up at once', async () => {
    const state = brokenMailer(() => new MailError('no such person', true));
    await order(anotherEmail());
    await sendDueMail();
    clock.advance(86_400_000);
    expect(await sendDueMail()).toBe(0);
    expect(state.tries).toBe(1);
    expect(await onlyMail()).toMatchObject({
      nextAttemptAt: null,
      sentAt: null,
      lastError: 'no such person',
      data: {},
    });
  });

  it('does not keep the others waiting', async () => {
    const { sent } = fakeMailer();
    await behindTheWall(null, (db) =>
      orderMail(
        db,
        null,
        { name: 'nobody-offers-this', data: z.object({}) },
        { to: anotherEmail(), locale: 'en' },
        clock.now(),
      ),
    );
    await order(anotherEmail());
    expect(await sendDueMail()).toBe(2);
    expect(sent).toHaveLength(1);
    expect((await mails()).map(({ lastError }) => lastError)).toContain(
      'no domain offers the mail nobody-offers-this',
    );
  });

  it('claimed by a sender that was killed: sent by another when the lease of 90 seconds is over', async () => {
    let hang = () => {};
    const hanging = new Promise<void>((_resolve, reject) => {
      hang = () => reject(new MailError('killed', false));
    });
    usePorts({ mailer: { send: () => hanging } });
    await order(anotherEmail());
    const killed = sendDueMail(clock.now());
    await expect.poll(async () => (await onlyMail()).attempts).toBe(1);
    const { sent } = fakeMailer();
    clock.advance(89_999);
    expect(await sendDueMail()).toBe(0);
    clock.advance(1);
    expect(await sendDueMail()).toBe(1);
    expect(sent).toHaveLength(1);
    // It was slow, not dead: what it says now comes too late to have the mail sent a third time.
    hang();
    await killed;
    expect(await onlyMail()).toMatchObject({ attempts: 2, nextAttemptAt: null, sentAt: clock.now() });
  });
});

describe('addresses that nobody has', () => {
  it('get no mail, and leave the same rows as those that somebody has', async () => {
    const { sent } = fakeMailer();
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const inactive = await createPerson({ county: world.birch.county, role: 'Citizen', active: false });
    const rows: unknown[] = [];
    for (const email of [person.email, inactive.email, anotherEmail()]) {
      const before = await rowCounts();
      successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
      successOf(await requestConfirmation.execute(strangerRequest(), { email }));
      const after = await rowCounts();
      rows.push(
        Object.fromEntries(
          Object.entries(after).map(([table, count]) => [table, count - (before[table] ?? 0)]),
        ),
      );
    }
    expect(rows[1]).toEqual(rows[0]);
    expect(rows[2]).toEqual(rows[0]);
    expect(rows[0]).toMatchObject({ OutboxMail: 2, AuditEvent: 2, SingleUseLink: 0 });
    await sendDueMail();
    expect(sent.map(({ to }) => to)).toEqual([person.email]);
    const ends = (await mails()).map(({ nextAttemptAt, failedAt, lastError }) => [
      nextAttemptAt,
      failedAt,
      lastError,
    ]);
    expect(ends).toEqual(ends.map(() => [null, null, null]));
  });
});

describe('an order', () => {
  it('of a name that is no mail, or with data that is not its own, does not compile', () => {
    const wrong = async (db: Db) => {
      // @ts-expect-error the data lacks
      await orderMail(db, null, passkeyAddedMail, { to: 'a@b.test', locale: 'en' }, new Date());
      const data = { provider: 'x' };
      // @ts-expect-error another mail's data
      await orderMail(db, null, passkeyAddedMail, { to: 'a@b.test', locale: 'en', data }, new Date());
      // @ts-expect-error a name is no mail
      await orderMail(db, null, 'passkey-added', { to: 'a@b.test', locale: 'en' }, new Date());
    };
    expect(wrong).toBeTypeOf('function');
  });
});

describe('the sender of a process', () => {
  it('sends what a use case promised at once, without waiting for its round, and stops cleanly', async () => {
    const { sent } = fakeMailer();
    const outbox = startOutbox(3_600_000);
    expect(startOutbox()).toBe(outbox);
    successOf(await promise.execute(strangerRequest(), { to: anotherEmail(), then: 'done' }));
    await expect.poll(() => sent.length).toBe(1);
    await outbox.stop();
    successOf(await promise.execute(strangerRequest(), { to: anotherEmail(), then: 'done' }));
    expect(sent).toHaveLength(1);
  });
});
