import 'server-only';
import type { Language } from '@/lib/shared/languages';
import type { Db } from './db';

/**
 * Mail is promised in the transaction that causes it and leaves after the commit, composed at that moment.
 * So a request costs the same whether or not the address is known, no link's token rests in the database, and a
 * kill -9 loses nothing: a mail that was claimed and not marked is sent again when its lease runs out.
 */
export type MailOrder = {
  to: string;
  /** Names a composer: see `mailTemplate`. */
  template: string;
  locale: Language;
  /** What the composer needs; never a secret. */
  data?: Record<string, string>;
};

/** Queues a mail in the caller's transaction. */
export async function orderMail(db: Db, countyId: string | null, order: MailOrder, now: Date): Promise<void> {
  // createMany: a stranger's mail belongs to no county, and what the wall hides cannot be returned.
  await db.outboxMail.createMany({
    data: [
      {
        countyId,
        to: order.to,
        template: order.template,
        locale: order.locale,
        data: order.data ?? {},
        nextAttemptAt: now,
        createdAt: now,
      },
    ],
  });
}

const shared = globalThis as typeof globalThis & {
  portalOutbox?: { kick: () => void };
};

/** Tells the sender of this process that there is something to send. */
export function kickOutbox(): void {
  shared.portalOutbox?.kick();
}
