import 'server-only';
import nodemailer from 'nodemailer';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { keepInMailbox, type Mail } from './mailbox';

export type { Mail } from './mailbox';

export type Mailer = {
  /**
   * Resolves when the mail server (or the mailbox) has taken the mail.
   * @throws MailError
   */
  send(mail: Mail): Promise<void>;
};

/** A mail that was not taken. */
export class MailError extends Error {
  override name = 'MailError';
  /** True when sending the same mail again cannot help; false when it is worth another try later. */
  readonly permanent: boolean;

  constructor(message: string, permanent: boolean, options?: ErrorOptions) {
    super(message, options);
    this.permanent = permanent;
  }
}

export type MailerOptions = {
  /** `smtp://` or `smtps://` address of the mail server, with user and password if it asks for them. */
  smtpUrl?: string | undefined;
  /** The sender: an address, or a name with an address in angle brackets. */
  from: string;
  /** Without `smtpUrl`, mails are kept in this folder instead. */
  mailboxDirectory?: string | undefined;
};

/** Milliseconds for each wait: to connect, to be greeted, for every answer. The outbox tries again later. */
const TIMEOUT = 10_000;

/**
 * Sends by SMTP, or keeps mails in a folder where there is no mail server.
 * @throws Error when neither is given
 */
export function createMailer({ smtpUrl, from, mailboxDirectory }: MailerOptions): Mailer {
  if (smtpUrl) return smtpMailer(smtpUrl, from);
  if (!mailboxDirectory) throw new Error('A mailer needs the address of a mail server or a folder');
  return {
    async send(mail) {
      refuseUnsafe(mail);
      try {
        await keepInMailbox(mailboxDirectory, { ...mail, from });
      } catch (error) {
        throw new MailError('The mailbox folder could not be written', false, { cause: error });
      }
    },
  };
}

function smtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = nodemailer.createTransport({
    url: smtpUrl,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    dnsTimeout: TIMEOUT,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      refuseUnsafe(mail);
      try {
        await transport.sendMail({
          from,
          // The object form is never parsed, so that no text can become a second recipient.
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          html: mail.html,
          messageId: mail.messageId,
          // RFC 3834: vacation replies and other robots stay silent.
          headers: { 'Auto-Submitted': 'auto-generated' },
          disableFileAccess: true,
          disableUrlAccess: true,
        });
      } catch (error) {
        throw mailError(error);
      }
    },
  };
}

function refuseUnsafe(mail: Mail): void {
  if (normaliseEmailAddress(mail.to) !== mail.to) {
    throw new MailError('A mail goes to exactly one normalised address', true);
  }
  if (/[\r\n]/.test(mail.subject) || !/^<?[^\s<>@]+@[^\s<>@]+>?$/.test(mail.messageId)) {
    throw new MailError('A header of the mail is not one line', true);
  }
}

/**
 * RFC 5321 4.2.1: a 5yz answer says that the same request must not be repeated. That holds for what was said of
 * the recipient or of the mail; a refused login or sender is a fault of the settings, mended without a new mail.
 */
function mailError(error: unknown): MailError {
  const { responseCode, command } = error as { responseCode?: number; command?: string };
  const isRefusal = responseCode !== undefined && responseCode >= 500 && responseCode <= 599;
  const isAboutMail = command === 'RCPT TO' || command === 'DATA';
  const answer = responseCode ? ` (answer ${responseCode})` : '';
  // The server's own words may repeat the address; they stay in the cause.
  return new MailError(`The mail server did not take the mail${answer}`, isRefusal && isAboutMail, {
    cause: error,
  });
}
