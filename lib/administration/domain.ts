import 'server-only';
import { defineDomain } from '@/lib/kernel';

export const administration = defineDomain({
  name: 'administration',
  tidies: [
    {
      what: 'batches',
      keptDays: 0,
      remove: (db, before) => db.peopleBatch.deleteMany({ where: { expiresAt: { lt: before } } }),
    },
  ],
});
