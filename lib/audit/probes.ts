import type { Probes } from '@/lib/testing/probes';

/** A use case that takes an id or reads wants a line here. */
export const probes: Probes = {
  ids: {
    'audit.getEvent': { ask: ({ event }) => ({ eventId: event }) },
  },
  kinds: {
    eventId: 'event',
  },
  reads: {
    'audit.exportEvents': () => [{}, { event: 'administration' }, { sort: 'at' }],
    'audit.getEvent': (its) => [{ eventId: its.event }],
    'audit.getTrailOptions': () => [{}, { county: 'ALD' }],
    'audit.listEvents': () => [
      {},
      { actor: 'actor-7' },
      { actor: 'actor-7@example.org' },
      { event: 'bulk.event3' },
      { event: 'bulk' },
      { entity: 'user' },
      { entityId: 'thing-7' },
      { outcome: 'failed' },
      { from: '2026-01-01', to: '2026-12-31' },
      { county: 'ALD' },
      { sort: 'at' },
    ],
    'audit.verifyTrail': () => [{}, { county: 'ALD' }],
  },
};
