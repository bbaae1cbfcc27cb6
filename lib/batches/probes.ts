import type { Probes } from '@/lib/testing/probes';

/** A use case that takes an id or reads wants a line here. */
export const probes: Probes = {
  ids: {
    'administration.cancelBatch': { ask: ({ batch }) => ({ batchId: batch }), isOwners: true },
    'administration.getBatch': { ask: ({ batch }) => ({ batchId: batch }), isOwners: true },
    'administration.runBatch': { ask: ({ batch }) => ({ batchId: batch, from: 0 }), isOwners: true },
  },
  kinds: { batchId: 'batch' },
  reads: { 'administration.getBatch': ({ batch }) => [{ batchId: batch }] },
};
