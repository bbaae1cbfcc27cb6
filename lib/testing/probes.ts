/// <reference types="vite/client" />
import type { RoleName } from '@/lib/access/roles';
import type { Rows } from './rows';

/** What the tests that walk every use case and every mail need to know of a domain's: its `probes.ts`. */
export type Probes = {
  /** Every use case that takes an id. */
  ids?: Record<string, IdProbe>;
  /** What kind of row a field of the input names. */
  kinds?: Record<string, keyof Rows>;
  /** Every use case that reads: what it is asked, with every filter and every order that it has. */
  reads?: Record<string, (its: ReadableRows) => Record<string, unknown>[]>;
  /** Input that is sound, by field: use cases are tried with one field of it spoilt. */
  sound?: Record<string, unknown>;
  /** Every mail: to whom and with what data it leaves, in a county with these rows. */
  mails?: Record<string, (its: Rows) => Promise<MailProbe>>;
};

export type IdProbe = {
  /** What its administrator asks about these rows, and gets. */
  ask: (its: Rows) => Record<string, unknown>;
  /** It is there for its owner alone, not for others who may do the same. */
  isOwners?: true;
  /** Who else of the county finds it, by built-in roles. */
  alsoFor?: RoleName[];
};

/** Ids of rows that the administrator of a county finds. */
export type ReadableRows = Record<
  'county' | 'user' | 'department' | 'role' | 'token' | 'serviceToken' | 'batch' | 'event' | 'account',
  string
>;

export type MailProbe = { to: string; data?: Record<string, string> };

const all = Object.values(import.meta.glob<{ probes: Probes }>('../*/**/probes.ts', { eager: true })).map(
  ({ probes }) => probes,
);

/** One kind of probes, of every domain. */
export function probesOf<K extends keyof Probes>(kind: K): NonNullable<Probes[K]> {
  return Object.assign({}, ...all.map((probes) => probes[kind]));
}
