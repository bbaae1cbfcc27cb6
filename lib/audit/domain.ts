import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { retireAuditEvents } from './retire-events';

export const audit = defineDomain({
  name: 'audit',
  jobs: [{ name: 'audit.retireEvents', everyMinutes: 60, run: retireAuditEvents }],
});
