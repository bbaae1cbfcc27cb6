import 'server-only';
import type { z } from 'zod';
import type { Language } from '@/lib/shared/languages';
import type { Db } from './db';
import type { MailForm } from './outbox';

export type ComposedMail = { subject: string; text: string; html: string };

/** A mail that is about to leave, as its composer sees it. */
export type LeavingMail<D, N extends string = string> = {
  name: N;
  to: string;
  locale: Language;
  data: D;
  /** Null for what a stranger ordered: whom the address belongs to is found out when it is composed. */
  countyId: string | null;
  now: Date;
};

export type Mail<S extends z.ZodType = z.ZodType> = MailForm<S> & {
  /** Writes the mail, or null when there is nothing to send (an address that has no account, say). */
  compose(mail: LeavingMail<z.output<S>>): Promise<ComposedMail | null>;
};

/** Defines a mail. Its name is the folder of its words (`mail.<name>`) and what the outbox knows it by. */
export function defineMail<const N extends string, S extends z.ZodType>(
  name: N,
  data: S,
  compose: (mail: LeavingMail<z.output<S>, N>) => Promise<ComposedMail | null>,
): Mail<S> {
  return { name, data, compose };
}

/** Rows that nobody needs any more, and how long they stay after they are over. */
export type Tidying = {
  what: string;
  keptDays: number;
  /** Deletes, in every county, what was over before this moment. */
  remove(db: Db, before: Date): Promise<{ count: number }>;
};

/** What a domain does by itself, every so many minutes, in one process at a time. `run` answers how many rows it changed. */
export type Job = { name: string; everyMinutes: number; run(now: Date): Promise<number> };

/** What a domain offers to the rooms that it stands on: they find it in `lib/domains.ts` and name no domain. */
export type Domain = {
  name: string;
  mails?: readonly Mail[];
  tidies?: readonly Tidying[];
  jobs?: readonly Job[];
};

/** Says what a domain offers. Stands in `lib/<domain>/domain.ts`. */
export function defineDomain(domain: Domain): Domain {
  return domain;
}
