import { PrismaPg } from '@prisma/adapter-pg';
import type {
  SqlDriverAdapter,
  SqlDriverAdapterFactory,
  SqlQuery,
  Transaction,
} from '@prisma/driver-adapter-utils';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { database, useDatabase } from '@/lib/kernel/db';
import { PrismaClient } from '@/prisma/generated/client';

/** A node of a plan, by the names of `explain (format json)`. */
export type PlanNode = {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Index Cond'?: string;
  'One-Time Filter'?: string;
  'Plan Rows': number;
  Plans?: PlanNode[];
};

/** A statement as it reached the database, and its plan where it has one. */
export type Statement = { sql: string; plan: PlanNode | null };

/** What reached the database while something was done, and what was read for it. */
export type Watched = {
  statements: Statement[];
  /** Tables that were read from end to end, by the database's own count: within functions and triggers too. */
  scanned: string[];
  /** Indexes that were looked into, counted alike. */
  indexes: string[];
};

/** Every node of a plan that may be run, from the top: below a condition that never holds nothing is. */
export function nodesOf(plan: PlanNode | null): PlanNode[] {
  if (!plan) return [];
  const below = plan['One-Time Filter'] === 'false' ? [] : (plan.Plans ?? []);
  return [plan, ...below.flatMap(nodesOf)];
}

const isPlanned = (sql: string) => /^\s*(select|with|insert|update|delete)\b/i.test(sql);

/**
 * Puts a second client in the place of the portal's, over the same database, that notes every statement of every
 * transaction: whoever writes it, Prisma or a use case's own SQL. Each is explained where it runs: in its transaction,
 * behind its wall, with its values.
 * @param options.withoutScans plans as if reading a table from end to end were the very last resort (enable_seqscan =
 *   off): a plan that does it nevertheless has no index. That is the same for a table of three rows and of a million.
 */
export async function watchStatements(options: { withoutScans?: boolean } = {}) {
  const opened = await database();
  const { target } = opened;
  let noted: Statement[] = [];
  let read = new Map<string, 'table' | 'index'>();

  const planOf = async (within: Transaction, query: SqlQuery): Promise<PlanNode> => {
    const { rows } = await within.queryRaw({ ...query, sql: `explain (format json) ${query.sql}` });
    const found: unknown = rows[0]?.[0];
    const [{ Plan }] = (typeof found === 'string' ? JSON.parse(found) : found) as [{ Plan: PlanNode }];
    return Plan;
  };
  // Counts that wait to be reported: those of earlier transactions of a connection are among them.
  const scansOf = async (within: Transaction) => {
    const sql = `select relname::text, case relkind when 'r' then 'table' else 'index' end, pg_stat_get_xact_numscans(oid)::int
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'i')`;
    const { rows } = await within.queryRaw({ sql, args: [], argTypes: [] });
    return rows.map(([name, kind, scans]) => ({
      name: String(name),
      kind: kind === 'table' ? ('table' as const) : ('index' as const),
      scans: Number(scans),
    }));
  };
  const note = async (within: Transaction, query: SqlQuery) => {
    const plan = isPlanned(query.sql) ? await planOf(within, query) : null;
    noted.push({ sql: query.sql, plan });
  };

  const watched = (transaction: Transaction, earlier: { name: string; scans: number }[]): Transaction => {
    const before = new Map(earlier.map(({ name, scans }) => [name, scans]));
    const countScans = async () => {
      for (const { name, kind, scans } of await scansOf(transaction))
        if (scans > (before.get(name) ?? 0)) read.set(name, kind);
    };
    return instead(transaction, {
      queryRaw: async (query: SqlQuery) => {
        await note(transaction, query);
        return transaction.queryRaw(query);
      },
      executeRaw: async (query: SqlQuery) => {
        const isEnd = /^(commit|rollback)$/i.test(query.sql);
        if (isEnd && /^commit$/i.test(query.sql)) await countScans();
        if (!isEnd) await note(transaction, query);
        return transaction.executeRaw(query);
      },
      commit: async () => {
        // Where the adapter itself ends the transaction, no statement says so.
        if (transaction.options.usePhantomQuery) await countScans();
        return transaction.commit();
      },
    });
  };
  const adapter = (real: SqlDriverAdapter): SqlDriverAdapter =>
    instead(real, {
      startTransaction: async (level?: Parameters<SqlDriverAdapter['startTransaction']>[0]) => {
        const transaction = await real.startTransaction(level);
        if (options.withoutScans)
          await transaction.queryRaw({
            sql: `select set_config('enable_seqscan', 'off', true)`,
            args: [],
            argTypes: [],
          });
        return watched(transaction, await scansOf(transaction));
      },
    });
  const factory: SqlDriverAdapterFactory =
    target.kind === 'embedded'
      ? new PrismaPGlite(target.pglite)
      : new PrismaPg({ connectionString: target.url });
  const prisma = new PrismaClient({
    adapter: instead(factory, { connect: async () => adapter(await factory.connect()) }),
  });
  useDatabase({
    ...opened,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await opened.close();
    },
  });

  return {
    /** Does something and tells what reached the database meanwhile. One at a time; what is rolled back reads nothing. */
    async during<T>(work: () => Promise<T>): Promise<Watched & { value: T }> {
      noted = [];
      read = new Map();
      const value = await work();
      const namesOf = (kind: 'table' | 'index') =>
        [...read].flatMap(([name, of]) => (of === kind ? [name] : [])).sort();
      return { value, statements: noted, scanned: namesOf('table'), indexes: namesOf('index') };
    },
  };
}

/** The same object but for a few methods. */
function instead<T extends object>(real: T, methods: Partial<Record<keyof T, unknown>>): T {
  return new Proxy(real, {
    get: (target, name) => {
      if (Object.hasOwn(methods, name)) return methods[name as keyof T];
      const found: unknown = Reflect.get(target, name);
      return typeof found === 'function' ? found.bind(target) : found;
    },
  });
}
