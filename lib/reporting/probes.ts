import type { Probes } from '@/lib/testing/probes';

/** A use case that takes an id or reads wants a line here. */
export const probes: Probes = {
  reads: {
    'reporting.getAdministration': () => [{}],
    'reporting.getDashboard': () => [{}],
  },
};
