import 'server-only';
import { type Db, done, sql, useCase } from '@/lib/kernel';
import { ListSignIns } from './schema';

/** Days that a person can look back at their sign-ins: issue of account security. Housekeeping deletes older ones. */
export const HISTORY_DAYS = 365;

/**
 * One sign-in, or a try. `not-let-in`: the password was not right, or it was and the account might not be used. Of
 * those nobody kept the browser: they are in the audit trail, where no address may cost more than another.
 */
export type SignInEntry = {
  id: string;
  at: string;
  outcome: 'signed-in' | 'wrong-code' | 'not-let-in';
  method: string;
  ip: string | null;
  userAgent: string | null;
};

type Row = Omit<SignInEntry, 'at'> & { at: Date };

/** The own sign-ins of the last year, and who tried: the newest first, by page. */
export const listSignIns = useCase({
  name: 'accounts.listSignIns',
  input: ListSignIns,
  access: 'account.manage',
  audit: 'none',
  run: async ({ db, actor, now }, { page, perPage }) => {
    const since = new Date(now.getTime() - HISTORY_DAYS * 86_400_000);
    const rows = await db.$queryRaw<Row[]>(historyStatement(actor.id, since, { page, perPage }));
    const items: SignInEntry[] = rows.map((row) => ({ ...row, at: row.at.toISOString() }));
    return done({ items, page, perPage, total: await countOf(db, actor.id, since) });
  },
});

/** The statement for a page: as many of each kind as could be on it, each led by its index, and the newest of both. */
export function historyStatement(
  userId: string,
  since: Date,
  { page, perPage }: { page: number; perPage: number },
) {
  const most = page * perPage;
  return sql`
    select "id", "at", "outcome", "method", "ip", "userAgent" from (
      (select "id", "at", "outcome", "method", "ip", "userAgent" from "SignInRecord"
       where "userId" = ${userId} and "at" > ${since} order by "at" desc limit ${most})
      union all
      (select "id", "at", 'not-let-in', 'password', "ip", null from "AuditEvent"
       where "entityId" = ${userId} and "at" > ${since} and "event" = 'accounts.signIn' and "outcome" = 'failed'
       order by "at" desc limit ${most})
    ) as history
    order by "at" desc, "id" desc limit ${perPage} offset ${most - perPage}`;
}

async function countOf(db: Db, userId: string, since: Date): Promise<number> {
  const records = await db.signInRecord.count({ where: { userId, at: { gt: since } } });
  const failed = await db.auditEvent.count({
    where: { entityId: userId, at: { gt: since }, event: 'accounts.signIn', outcome: 'failed' },
  });
  return records + failed;
}
