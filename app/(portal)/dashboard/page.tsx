import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { Split } from '@/components/ui/panel';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getDashboard } from '@/lib/reporting';
import { CountiesPanel } from './counties-panel';
import { DepartmentsPanel } from './departments-panel';
import { EventsPanel } from './events-panel';
import { dashboardHeading } from './heading';
import { PeopleCards } from './people-cards';
import { SignInsPanel } from './sign-ins-panel';
import { ConfirmTurn, ResetTurn, TodoPanel } from './todo-panel';

/** One page for everybody: panels by what the person may see, each about what to do now. */
export default async function DashboardPage() {
  const actor = await guard(getDashboard);
  const dashboard = await read(getDashboard, {});
  const { people, failedSignIns, counties, departments, events, sessions, person } = dashboard;
  const hasFigures = people !== null || counties !== null || failedSignIns !== null;
  const { grants } = actor;
  const heading = await dashboardHeading(actor);
  return (
    <PortalPage>
      <title>{await pageTitle(heading)}</title>
      <h1>{heading}</h1>
      {person.resetDue ? <ResetTurn due={person.resetDue} /> : null}
      {person.confirmed ? null : <ConfirmTurn email={person.email} />}
      {hasFigures ? <PeopleCards {...dashboard} /> : null}
      <Split
        main={
          <>
            {counties ? <CountiesPanel counties={counties} /> : null}
            {departments ? (
              <DepartmentsPanel
                departments={departments}
                isWholeCounty={grants.get('department.view') !== 'department'}
                linksPeople={grants.has('user.view')}
                linksDepartments={grants.has('department.manage')}
              />
            ) : null}
            {people || counties ? null : <TodoPanel hasPhone={person.hasPhone} />}
          </>
        }
        side={
          <>
            {events ? <EventsPanel events={events} /> : null}
            <SignInsPanel sessions={events ? sessions.slice(0, 2) : sessions} />
          </>
        }
      />
    </PortalPage>
  );
}
