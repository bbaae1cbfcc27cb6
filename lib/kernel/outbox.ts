import 'server-only';
import type { z } from 'zod';
import type { Language } from '@/lib/shared/languages';
import type { Prisma } from '@/prisma/generated/client';
import type { Db } from './db';

/** By what a mail is ordered: the name that finds who composes it, and what its data must be. */
export type MailForm<S extends z.ZodType = z.ZodType> = { readonly name: string; readonly data: S };

/**
 * Mail is promised in the transaction that causes it and leaves after the commit, composed at that moment.
 * So a request costs the same whether or not the address is known, no link's token rests in the database, and a
 * kill -9 loses nothing: a mail that was claimed and not marked is sent again when its lease runs out.
 */
export type MailOrder<S extends z.ZodType = z.ZodType> = { to: string; locale: Language } & (
  | { data: z.input<S> }
  // What needs no data is ordered without.
  | (Record<never, never> extends z.input<S> ? { data?: never } : never)
);

/** Queues a mail in the caller's transaction. Its data is parsed when it is composed; it is never a secret. */
export async function orderMail<S extends z.ZodType>(
  db: Db,
  countyId: string | null,
  { name }: MailForm<S>,
  { to, locale, data }: MailOrder<S>,
  now: Date,
): Promise<void> {
  // createMany: a stranger's mail belongs to no county, and what the wall hides cannot be returned.
  await db.outboxMail.createMany({
    data: [
      {
        countyId,
        to,
        template: name,
        locale,
        data: (data ?? {}) as Prisma.InputJsonObject,
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
