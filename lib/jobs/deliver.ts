import 'server-only';
import { behindTheWall } from '@/lib/kernel/db';
import { clock, mailer } from '@/lib/kernel/ports';
import { env } from '@/lib/platform/env';
import { log } from '@/lib/platform/log';
import { MailError } from '@/lib/platform/mailer';
import { countySettings, languageIn } from '@/lib/shared/county-settings';
import type { Language } from '@/lib/shared/languages';
import { offers } from './offers';

/** After so many tries (two days, by the default wait) a mail is given up. */
const MOST_ATTEMPTS = 12;

/** Seconds until the next try: `MAIL_RETRY_SECONDS`, then four times longer each time, at most 6 hours. */
export function secondsToNextAttempt(attempts: number): number {
  return Math.min(env().MAIL_RETRY_SECONDS * 4 ** (attempts - 1), 6 * 3600);
}

type Claimed = {
  id: string;
  countyId: string | null;
  kind: string;
  to: string;
  template: string;
  locale: Language;
  data: unknown;
  attempts: number;
  /** County.settings as they are now; null for a stranger's mail. */
  settings: unknown;
};

/** Takes the mail that has been due the longest. One at a time: a lease must outlast what one may take to send. */
async function claim(now: Date): Promise<Claimed | undefined> {
  const lease = new Date(now.getTime() + env().MAIL_LEASE_SECONDS * 1000);
  const [claimed] = await behindTheWall(
    '*',
    (db) => db.$queryRaw<Claimed[]>`
    update "OutboxMail" set "attempts" = "attempts" + 1, "nextAttemptAt" = ${lease}
    where "id" in (select "id" from "OutboxMail" where "nextAttemptAt" <= ${now}
                   order by "nextAttemptAt" limit 1 for update skip locked)
    returning "id", "countyId", "kind", "to", "template", "locale", "data", "attempts",
      (select c."settings" from "County" c where c."id" = "OutboxMail"."countyId") as "settings"`,
  );
  return claimed;
}

async function settle(
  { id, attempts }: Claimed,
  outcome: { sentAt?: Date; failedAt?: Date; nextAttemptAt: Date | null; lastError: string | null },
): Promise<void> {
  // A sender whose lease ran out has nothing to say of a failure: another one has the mail now, or has sent it.
  const where = outcome.sentAt ? { id } : { id, attempts };
  await behindTheWall('*', (db) =>
    db.outboxMail.updateMany({ where, data: { ...outcome, ...(outcome.nextAttemptAt ? {} : { data: {} }) } }),
  );
}

/** RFC 5322 3.6.4: an id of ours stays the same at every try, so that readers see a mail once. */
function messageIdOf(mail: Claimed): string {
  return `${mail.id}@${new URL(env().APP_URL).hostname}`;
}

/** Composes a mail and hands it to the mail server; false where there was nothing to send. */
async function deliverMail(mail: Claimed, now: Date): Promise<boolean> {
  const definition = offers('mails').find(({ name }) => name === mail.template);
  if (!definition) throw new Error(`no domain offers the mail ${mail.template}`);
  // A county may have stopped offering the language that the person chose.
  const locale = languageIn(countySettings(mail.settings), mail.locale);
  const data = definition.data.parse(mail.data);
  const composed = await definition.compose({ ...mail, name: definition.name, data, locale, now });
  if (composed) await mailer().send({ to: mail.to, messageId: messageIdOf(mail), ...composed });
  return composed !== null;
}

async function deliver(order: Claimed, now: Date): Promise<boolean> {
  switch (order.kind) {
    case 'mail':
      return deliverMail(order, now);
    default:
      throw new Error(`nothing delivers the kind ${order.kind}`);
  }
}

async function sendOne(mail: Claimed, now: Date): Promise<void> {
  try {
    const sent = await deliver(mail, now);
    await settle(mail, { ...(sent ? { sentAt: now } : {}), nextAttemptAt: null, lastError: null });
  } catch (error) {
    const over = (error instanceof MailError && error.permanent) || mail.attempts >= MOST_ATTEMPTS;
    log.warn(
      { err: error, mail: mail.id, template: mail.template, attempts: mail.attempts, over },
      'a mail could not be sent',
    );
    await settle(mail, {
      ...(over ? { failedAt: now } : {}),
      nextAttemptAt: over ? null : new Date(now.getTime() + secondsToNextAttempt(mail.attempts) * 1000),
      lastError: error instanceof Error ? error.message.slice(0, 500) : 'unknown',
    });
  }
}

/** Sends every mail that is due; several processes may do so at once. Answers how many were tried. */
export async function sendDueMail(now = clock().now()): Promise<number> {
  let tried = 0;
  for (;;) {
    const mail = await claim(now);
    if (!mail) return tried;
    await sendOne(mail, now);
    tried += 1;
  }
}

const shared = globalThis as typeof globalThis & {
  portalOutbox?: { kick: () => void; stop: () => Promise<void> };
};

/** Starts the sender of this process: at every kick, and every `everyMs` for what other processes left or failed. */
export function startOutbox(everyMs = 5000): { stop: () => Promise<void> } {
  if (shared.portalOutbox) return shared.portalOutbox;
  let stopped = false;
  let again = false;
  let running: Promise<void> | null = null;
  const run = async () => {
    do {
      again = false;
      await sendDueMail().catch((error: unknown) =>
        log.error({ err: error }, 'the outbox could not be read'),
      );
    } while (again && !stopped);
    running = null;
  };
  const kick = () => {
    if (stopped) return;
    if (running) again = true;
    else running = run();
  };
  const timer = setInterval(kick, everyMs);
  timer.unref();
  kick();
  shared.portalOutbox = {
    kick,
    stop: async () => {
      stopped = true;
      clearInterval(timer);
      shared.portalOutbox = undefined;
      await running;
    },
  };
  return shared.portalOutbox;
}
