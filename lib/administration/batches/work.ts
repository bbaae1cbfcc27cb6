import 'server-only';
import { type RunContext, reachFragments } from '@/lib/kernel';
import type { Acting } from '../people/managed-person';
import { actWork } from './act-work';
import { importWork } from './import-work';
import { permissionOf } from './policy';
import type { Work } from './row-work';
import type { StoredBatch } from './stored-batch';

type Running = Pick<RunContext<'user.view', unknown>, 'db' | 'actor' | 'now' | 'mail'>;

/** The rows of a batch, to be done or rehearsed as the actor with the reach of that kind's permission. */
export function workOf(context: Running, batch: StoredBatch): Promise<Work> {
  const { db, actor, now, mail } = context;
  const reach = reachFragments(actor, permissionOf[batch.kind], now);
  const acting: Acting = { db, actor, now, reach, mail, note: () => {} };
  return batch.kind === 'import' ? importWork(acting, batch) : actWork(acting, batch);
}
