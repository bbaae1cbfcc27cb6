import 'server-only';
import type { z } from 'zod';
import type { Permission } from '@/lib/access/permissions';
import type { Language } from '@/lib/shared/languages';
import type { Person } from './actor';
import type { BatchAct } from './batch-act';
import type { Db } from './db';
import type { MailForm } from './outbox';
import type { UseCase } from './use-case';

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

/**
 * What a domain does by itself, every so many minutes, in one process at a time: a use case of the system. It takes no
 * input and answers how many rows it changed; when there were any, the trail says so.
 */
export type Job = { everyMinutes: number; useCase: UseCase<z.ZodType, number> };

/** Somebody's look at what a domain offers, in the transaction of the use case that shows it. */
export type Look = { db: Db; actor: Person; now: Date };

/** Panels of the dashboard, by name: each answers what it shows, or null to who may not see it. */
export type Panels = Readonly<Record<string, (look: Look) => Promise<unknown>>>;

/** A part of the administration: the permission that opens it, and a figure where one is cheap to have. */
export type Area = {
  name: string;
  permission: Permission;
  href: string;
  /** Where it stands among the parts of all domains. */
  place: number;
  /** For a county's own people alone. */
  ofOneCounty?: true;
  figure?: (look: Look) => Promise<number | null>;
};

/** An entry of the main navigation. A link, never the guard: the page that it leads to has its own. */
export type NavigationEntry = {
  /** Its words: `nav.<name>`. */
  name: string;
  href: string;
  /** Where it stands among the entries of all domains. */
  place: number;
  /** Whom it is of use to; unless set, everybody who is signed in. */
  permission?: Permission;
};

/** What a domain offers to the rooms that it stands on: they find it in `lib/domains.ts` and name no domain. */
export type Domain = {
  name: string;
  mails?: readonly Mail[];
  tidies?: readonly Tidying[];
  jobs?: readonly Job[];
  batchActs?: readonly BatchAct[];
  panels?: Panels;
  areas?: readonly Area[];
  navigation?: readonly NavigationEntry[];
};

/** Says what a domain offers, each by its own name and type. Stands in `lib/<domain>/domain.ts`. */
export function defineDomain<const D extends Domain>(domain: D): D {
  return domain;
}
