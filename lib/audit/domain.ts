import 'server-only';
import { defineDomain } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';
import { eventsOfADay, eventsPanel, failedSignInsPanel } from './panels';
import { retireEvents } from './retire-events';

export const audit = defineDomain({
  name: 'audit',
  panels: { failedSignIns: failedSignInsPanel, events: eventsPanel },
  areas: [
    { name: 'audit', permission: 'audit.view', href: paths.audit.list(), place: 50, figure: eventsOfADay },
  ],
  jobs: [{ everyMinutes: 60, useCase: retireEvents }],
});
