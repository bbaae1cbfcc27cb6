import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { listMailbox } from './mailbox';
import { createMailer, type Mail, MailError } from './mailer';

const MAIL: Mail = {
  to: 'citizen@test.com',
  subject: 'Reset your password – Alder County',
  text: 'Open the link.\n',
  html: '<p>Open the <a href="http://127.0.0.1/reset/x">link</a>.</p>',
  messageId: '0190-abc@alder.example',
};
const FROM = 'Alder County <county-services@alder.example>';

const failureOf = (sent: Promise<void>) =>
  sent.then(
    () => null,
    (error: unknown) => error as MailError,
  );

describe('by SMTP', () => {
  let received: Array<{ to: string[]; from: string; parsed: ParsedMail }> = [];
  let smtpUrl = '';
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onMailFrom: ({ address }, _session, done) =>
      address.startsWith('refused') ? done(answer(550, 'sender refused')) : done(),
    onRcptTo({ address }, _session, done) {
      if (address.startsWith('nobody')) done(answer(550, 'no such person'));
      else if (address.startsWith('busy')) done(answer(451, 'try later'));
      else done();
    },
    onData(stream, session, done) {
      simpleParser(stream).then((parsed) => {
        if (parsed.subject?.includes('spam')) return done(answer(554, 'refused'));
        const { rcptTo, mailFrom } = session.envelope;
        received.push({
          to: rcptTo.map((each) => each.address),
          from: mailFrom ? mailFrom.address : '',
          parsed,
        });
        done();
      }, done);
    },
  });

  function answer(responseCode: number, text: string): Error {
    return Object.assign(new Error(text), { responseCode });
  }

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    smtpUrl = `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise<void>((resolve) => server.close(resolve)));
  beforeEach(() => {
    received = [];
  });

  it('arrives once, whole', async () => {
    await createMailer({ smtpUrl, from: FROM }).send(MAIL);
    expect(received).toHaveLength(1);
    const [mail] = received;
    expect(mail?.to).toEqual(['citizen@test.com']);
    expect(mail?.from).toBe('county-services@alder.example');
    expect(mail?.parsed.from?.text).toBe('"Alder County" <county-services@alder.example>');
    expect(mail?.parsed.subject).toBe(MAIL.subject);
    expect(mail?.parsed.text?.trim()).toBe('Open the link.');
    expect(mail?.parsed.html).toBe(MAIL.html);
    expect(mail?.parsed.messageId).toBe(`<${MAIL.messageId}>`);
    expect(mail?.parsed.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.parsed.attachments).toEqual([]);
  });

  const refusals: Array<[string, Partial<Mail>, string, boolean]> = [
    ['a person the server does not know', { to: 'nobody@test.com' }, FROM, true],
    ['a mail the server does not want', { subject: 'spam' }, FROM, true],
    ['a busy mailbox', { to: 'busy@test.com' }, FROM, false],
    ['a refused sender', {}, 'refused@alder.example', false],
  ];
  it.each(refusals)('%s', async (_name, change, from, permanent) => {
    const failure = await failureOf(createMailer({ smtpUrl, from }).send({ ...MAIL, ...change }));
    expect(failure).toBeInstanceOf(MailError);
    expect(failure?.permanent).toBe(permanent);
    expect(failure?.message).not.toContain('@');
    expect(received).toEqual([]);
  });

  const unsafe: Array<[string, Partial<Mail>]> = [
    ['two addresses', { to: 'a@test.com, b@test.com' }],
    ['two addresses by semicolon', { to: 'a@test.com;b@test.com' }],
    ['a name with an address', { to: 'A <a@test.com>' }],
    ['a group', { to: 'all: a@test.com, b@test.com;' }],
    ['a line break in the address', { to: 'a@test.com\r\nBcc: b@test.com' }],
    ['a line break in the subject', { subject: 'Hello\r\nBcc: b@test.com' }],
    ['a line break in the message id', { messageId: 'x@y\r\nBcc: b@test.com' }],
    ['an address in another form than stored', { to: 'A@test.com' }],
    ['none', { to: '' }],
  ];
  it.each(unsafe)('refuses %s', async (_name, change) => {
    const failure = await failureOf(createMailer({ smtpUrl, from: FROM }).send({ ...MAIL, ...change }));
    expect(failure?.permanent).toBe(true);
    expect(received).toEqual([]);
  });

  it('can be tried again when the server is away', async () => {
    const away = new SMTPServer({ authOptional: true });
    await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve));
    const { port } = away.server.address() as AddressInfo;
    await new Promise<void>((resolve) => away.close(resolve));
    const mailer = createMailer({ smtpUrl: `smtp://127.0.0.1:${port}`, from: FROM });
    const failure = await failureOf(mailer.send(MAIL));
    expect(failure).toBeInstanceOf(MailError);
    expect(failure?.permanent).toBe(false);
  });
});

describe('in a folder', () => {
  let parent = '';
  let mailboxDirectory = '';
  beforeEach(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'mailbox-'));
    mailboxDirectory = path.join(parent, 'mail');
  });
  afterEach(() => rm(parent, { recursive: true }));

  it('keeps each mail and lists the newest first', async () => {
    const mailer = createMailer({ from: FROM, mailboxDirectory });
    expect(await listMailbox(mailboxDirectory, 10)).toEqual([]);
    for (let index = 0; index < 25; index += 1) await mailer.send({ ...MAIL, subject: `Mail ${index}` });
    const listed = await listMailbox(mailboxDirectory, 3);
    expect(listed.map((mail) => mail.subject)).toEqual(['Mail 24', 'Mail 23', 'Mail 22']);
    expect(listed[0]).toMatchObject({ ...MAIL, subject: 'Mail 24', from: FROM, sentAt: expect.any(String) });
  });

  it('leaves no unfinished file and lists none', async () => {
    await createMailer({ from: FROM, mailboxDirectory }).send(MAIL);
    expect(await readdir(mailboxDirectory)).toHaveLength(1);
    await writeFile(path.join(mailboxDirectory, '.2026.json.unfinished'), '{');
    expect(await listMailbox(mailboxDirectory, 10)).toHaveLength(1);
  });

  it('refuses what SMTP would refuse', async () => {
    const mailer = createMailer({ from: FROM, mailboxDirectory });
    expect((await failureOf(mailer.send({ ...MAIL, to: 'a@b.test,c@d.test' })))?.permanent).toBe(true);
  });

  it('can be tried again when the folder cannot be written', async () => {
    await writeFile(path.join(parent, 'file'), '');
    const mailer = createMailer({ from: FROM, mailboxDirectory: path.join(parent, 'file', 'mail') });
    expect((await failureOf(mailer.send(MAIL)))?.permanent).toBe(false);
  });
});

it('needs somewhere to send to', () => {
  expect(() => createMailer({ from: FROM })).toThrow('mail server');
});
