import { randomUUID } from 'node:crypto';
import { behindTheWall } from '@/lib/kernel/db';
import type { RowPeople } from '@/lib/testing/rows';
import { appendEvent } from '@/lib/testing/world';

declare module '@/lib/testing/rows' {
  interface Rows {
    event: string;
  }
}

/** An event of the trail. */
export async function makeRows({ county: countyId }: RowPeople) {
  const event = randomUUID();
  const written = { id: event, countyId, at: new Date(), event: 'test', outcome: 'done' };
  await behindTheWall(countyId, (db) => appendEvent(db, written));
  return { event };
}
