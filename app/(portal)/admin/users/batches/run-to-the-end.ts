import 'server-only';
import { currentRequest } from '@/lib/adapters/current-request';
import { runBatch } from '@/lib/batches';

/**
 * Does the rest of a batch that was confirmed, a few rows a transaction, asking anew each time who asks. Answers
 * whether it came to the end; where it did not, the batch's page tells how far it came and goes on from there.
 */
export async function runToTheEnd(first: { id: string; next: number | null }): Promise<boolean> {
  const request = await currentRequest({ bearer: false });
  let { next } = first;
  while (next !== null) {
    const result = await runBatch.execute(request, { batchId: first.id, from: next });
    if (!result.ok) return false;
    next = result.value.next;
  }
  return true;
}
