import 'server-only';

/**
 * What an error of the database means: it is away or too slow; it gave this transaction up for another one, and the
 * same may be tried again; or somebody else broke a key at the same moment (wrote the same unique thing, removed what
 * was pointed to). Everything else is a bug of ours.
 */
export type DatabaseFault = 'away' | 'given-up' | 'key';

/** Codes of PostgreSQL, of Prisma (and of its adapters: `kind`) and of Node's sockets. */
const meanings = new Map<string, DatabaseFault>([
  ...tell('away', 'ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH'),
  ...tell('away', '08000', '08001', '08003', '08004', '08006', '25P03', '53300', '55P03', '57014'),
  ...tell('away', '57P01', '57P02', '57P03'),
  ...tell('away', 'P1001', 'P1002', 'P1008', 'P1011', 'P1017', 'P2024', 'P2028', 'P2037'),
  ...tell('away', 'DatabaseNotReachable', 'ConnectionClosed', 'SocketTimeout'),
  ...tell('given-up', '40001', '40P01', 'P2034', 'TransactionWriteConflict'),
  ...tell('key', '23503', '23505', 'P2002', 'P2003'),
]);

function tell(fault: DatabaseFault, ...codes: string[]): [string, DatabaseFault][] {
  return codes.map((code) => [code, fault]);
}

/** What `pg` says without a code when a connection is not there in time, breaks, or does not answer. */
const awayInWords = /timeout exceeded when trying to connect|Connection terminated|Query read timeout/;

/** Causes are followed so far: an error may be its own cause. */
const DEPTH = 5;

/** What a thrown error says about the database, itself or by one of its causes; null when it says nothing about it. */
export function databaseFault(thrown: unknown, depth = DEPTH): DatabaseFault | null {
  if (depth === 0 || typeof thrown !== 'object' || thrown === null) return null;
  const { code, errorCode, originalCode, kind, message, meta, cause } = thrown as Told;
  for (const told of [code, errorCode, originalCode, kind, meta?.code]) {
    const meaning = typeof told === 'string' && meanings.get(told);
    if (meaning) return meaning;
  }
  if (typeof message === 'string' && awayInWords.test(message)) return 'away';
  return databaseFault(cause, depth - 1) ?? databaseFault(meta?.driverAdapterError, depth - 1);
}

/** Where errors of Prisma, of its adapters (whose causes are plain objects) and of `pg` say what happened. */
type Told = Partial<
  Record<'code' | 'errorCode' | 'originalCode' | 'kind' | 'message' | 'cause', unknown> & {
    meta: { code?: unknown; driverAdapterError?: unknown };
  }
>;
