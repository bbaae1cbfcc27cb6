import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { retireEvents } from './retire-events';

export const audit = defineDomain({
  name: 'audit',
  jobs: [{ everyMinutes: 60, useCase: retireEvents }],
});
