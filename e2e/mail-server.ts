import { setTimeout as sleep } from 'node:timers/promises';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { freePort } from '@/lib/testing/postgres-cluster';

/** A mail as it arrived. */
export type ReceivedMail = {
  to: string[];
  subject: string;
  text: string;
  html: string;
  messageId: string;
  /** Addresses in the text, in their order. */
  links: string[];
};

export type MailServer = {
  /** For SMTP_URL. */
  readonly url: string;
  /** Everything that arrived so far. */
  readonly mails: ReceivedMail[];
  /**
   * The newest mail to an address whose subject matches; waits for it.
   * @param since only mails after the first so many, see `mails.length`
   * @throws Error with what did arrive, after `patience` milliseconds
   */
  mailTo(
    address: string,
    subject: RegExp,
    options?: { since?: number; patience?: number },
  ): Promise<ReceivedMail>;
  /** The address's mails so far. */
  allTo(address: string): ReceivedMail[];
  /** Goes away and comes back, on the same port. */
  close(): Promise<void>;
  open(): Promise<void>;
};

/** Starts a real SMTP server on a free port of the loopback address. It takes every mail and keeps it. */
export async function startMailServer(): Promise<MailServer> {
  const port = await freePort();
  const mails: ReceivedMail[] = [];
  let server: SMTPServer | undefined;

  const open = async () => {
    const starting = new SMTPServer({
      authOptional: true,
      disabledCommands: ['AUTH', 'STARTTLS'],
      logger: false,
      onData(stream, session, done) {
        simpleParser(stream).then((parsed) => {
          const text = parsed.text ?? '';
          mails.push({
            to: session.envelope.rcptTo.map(({ address }) => address),
            subject: parsed.subject ?? '',
            text,
            html: parsed.html || '',
            messageId: parsed.messageId ?? '',
            links: text.match(/https?:\/\/\S+/g) ?? [],
          });
          done();
        }, done);
      },
    });
    starting.on('error', () => {});
    await new Promise<void>((resolve) => starting.listen(port, '127.0.0.1', resolve));
    server = starting;
  };
  const close = async () => {
    const ending = server;
    server = undefined;
    if (ending) await new Promise<void>((resolve) => ending.close(resolve));
  };

  const allTo = (address: string) => mails.filter(({ to }) => to.includes(address));
  await open();
  return {
    url: `smtp://127.0.0.1:${port}`,
    mails,
    allTo,
    mailTo: async (address, subject, { since = 0, patience = 15_000 } = {}) => {
      for (const limit = Date.now() + patience; ; await sleep(50)) {
        const found = mails
          .slice(since)
          .filter((mail) => mail.to.includes(address) && subject.test(mail.subject))
          .at(-1);
        if (found) return found;
        if (Date.now() > limit)
          throw new Error(
            `No mail ${subject} to ${address}. Arrived: ${mails.map((mail) => `${mail.to} "${mail.subject}"`).join('; ') || 'none'}`,
          );
      }
    },
    open,
    close,
  };
}
