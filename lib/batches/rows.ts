import { behindTheWall } from '@/lib/kernel/db';
import type { RowPeople } from '@/lib/testing/rows';

declare module '@/lib/testing/rows' {
  interface Rows {
    /** The administrator's own. */
    batch: string;
  }
}

/** A batch that waits for its confirmation. */
export async function makeRows({ county: countyId, admin, user }: RowPeople) {
  return behindTheWall(countyId, async (db) => {
    const { id: batch } = await db.peopleBatch.create({
      data: {
        countyId,
        userId: admin.id,
        kind: 'deactivate',
        input: { ids: [user] },
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    });
    return { batch };
  });
}
