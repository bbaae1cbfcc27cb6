import 'server-only';
import type { Db } from './db';
import type { Result } from './result';

/**
 * Runs a part of a transaction that may come to nothing alone: when it fails or throws, what it wrote is gone and the
 * transaction goes on. For batches, where one row must not lose the others.
 */
export async function inSavepoint<T>(db: Db, work: () => Promise<Result<T>>): Promise<Result<T>> {
  await db.$executeRaw`savepoint attempt`;
  const result = await work().catch(async (error: unknown) => {
    await db.$executeRaw`rollback to savepoint attempt`;
    throw error;
  });
  if (!result.ok) await db.$executeRaw`rollback to savepoint attempt`;
  await db.$executeRaw`release savepoint attempt`;
  return result;
}

/** Runs a part of a transaction for what it answers alone: nothing that it wrote stays. */
export async function rehearse<T>(db: Db, work: () => Promise<T>): Promise<T> {
  await db.$executeRaw`savepoint rehearsal`;
  try {
    return await work();
  } finally {
    await db.$executeRaw`rollback to savepoint rehearsal`;
    await db.$executeRaw`release savepoint rehearsal`;
  }
}
