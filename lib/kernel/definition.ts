import 'server-only';
import type { z } from 'zod';
import type { Access } from '@/lib/access/access';
import type { Permission } from '@/lib/access/permissions';
import type { Hasher } from '@/lib/platform/hashing';
import type { Limit } from '@/lib/platform/rate-limit';
import type { MessageKey } from '@/messages/keys';
import type { Caller, Person, System } from './actor';
import type { AuditNote } from './audit-trail';
import type { Db } from './db';
import type { MailForm, MailOrder } from './outbox';
import type { ReachFragments } from './reach';
import type { PortalRequest } from './request';
import type { Result } from './result';

/** Who runs it: somebody who is signed in, save where it is public, or the system's. */
export type ActorFor<A extends Access> = A extends 'public' ? Caller : A extends 'system' ? System : Person;

/** What a use case says of itself before it is told anything: its name, its input, who may run it. */
export type Entrance<A extends Access, S extends z.ZodType> = {
  /** `domain.verbNoun`: the export's name, the audit event, the row of the access matrix. */
  name: string;
  input: S;
  access: A;
  /** For a county's own people: what is said to who belongs to none, however far their permission reaches. */
  ofOneCounty?: MessageKey;
  /** Asks for a sign-in of the last ten minutes (docs/security.md, "Sessions"): always, or for some inputs alone. */
  fresh?: true | ((input: z.output<S>) => boolean);
  /** Open to whoever must have a second factor and has none yet: what leads to one, and signing out. */
  beforeFactor?: true;
};

/** Before the transaction: for what is slow (hashing, other servers) and for the reviewed look-ups of lib/identity. */
export type PrepareContext<A extends Access> = {
  actor: ActorFor<A>;
  now: Date;
  request: PortalRequest;
  hasher: Hasher;
};

/** Inside the one transaction, behind the wall. */
export type RunContext<A extends Access, P> = {
  actor: ActorFor<A>;
  now: Date;
  request: PortalRequest;
  db: Db;
  /** Where-fragments: which rows the actor's permission covers. */
  reach: ReachFragments;
  prepared: P;
  /** Promises a mail: it leaves after the commit, or not at all. */
  mail<S extends z.ZodType>(mail: MailForm<S>, order: MailOrder<S>): Promise<void>;
  /** Adds to the audit event: what it was about, what stood before and after. */
  note(more: AuditNote): void;
  /** Appends one more event of the same name, for use cases that change many things at once. */
  record(note: AuditNote): Promise<void>;
};

/** What an act needs of the use case that runs it, or of the batch. */
export type Acting = Pick<
  RunContext<Permission, unknown>,
  'db' | 'actor' | 'now' | 'reach' | 'mail' | 'note'
>;

export type Definition<A extends Access, S extends z.ZodType, P, T> = Entrance<A, S> & {
  /** The shape of what it answers, for API v1 and its document; a view, never a row. */
  output?: z.ZodType<T>;
  limits?: (input: z.output<S>, request: PortalRequest, actor: ActorFor<A>) => Limit[];
  /**
   * What else is wrong where the input cannot be read: judged of the fields that can, so that every fault of a body is
   * told at once. It writes nothing.
   */
  alsoWrong?: (
    input: Partial<z.output<S>>,
    actor: ActorFor<A>,
    now: Date,
  ) => Promise<Record<string, MessageKey[]>>;
  prepare?: (context: PrepareContext<A>, input: z.output<S>) => Promise<Result<P>>;
  /**
   * For what a password or a mailed link proves: which county the transaction is about, from what `prepare` found. Who
   * is signed in meanwhile has no part in it and may be of another county: its events name who was proven (`by`), or
   * nobody.
   */
  county?: (prepared: P) => string | null;
  /** What the audit event says; null: this call leaves none (a further batch of one export). */
  audit: 'none' | ((input: z.output<S>) => AuditNote | null);
  /** A read of other people's data: recorded once a reader, thing and READ_MINUTES, when staff or a program reads. */
  reads?: (input: z.output<S>) => AuditNote;
  /** Keeps what was written although the answer is a failure: failed tries are counted. */
  keepOnFail?: true;
  run: (context: RunContext<A, P>, input: z.output<S>) => Promise<Result<T>>;
};
