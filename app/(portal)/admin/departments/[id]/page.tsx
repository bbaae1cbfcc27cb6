import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { Panel, Split } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getDepartment, listDepartmentsWithOfficers } from '@/lib/administration';
import { departmentCrumbs } from '../crumbs';
import { DetailsForm } from './details-form';
import { MoreActions } from './more-actions';
import { OfficersPanel } from './officers-panel';

type Props = { params: Promise<{ id: string }>; searchParams: Promise<{ page?: string | string[] }> };

/** A department: its name, who works in it, and what can be done with it. */
export default async function DepartmentPage({ params, searchParams }: Props) {
  const actor = await guard(listDepartmentsWithOfficers, { ofOneCounty: true });
  const { page } = await searchParams;
  const department = await read(getDepartment, { departmentId: (await params).id });
  const t = await getTranslations('departments');
  const mayManage = actor.grants.has('department.manage');
  const heading = (
    <>
      <h1 className="[overflow-wrap:anywhere]">{department.name}</h1>
      <p className="mb-5 text-ink-2">
        {department.code}{' '}
        <Tag tone={department.active ? 'green' : 'amber'}>{t(department.active ? 'active' : 'inactive')}</Tag>
      </p>
      {department.active ? null : <p className="mb-5">{t('inactiveNote')}</p>}
    </>
  );
  const officers = actor.grants.has('user.view') ? (
    <OfficersPanel
      department={department}
      page={typeof page === 'string' ? page : '1'}
      mayAssign={actor.grants.has('user.assign')}
    />
  ) : null;
  return (
    <PortalPage crumbs={await departmentCrumbs()}>
      {mayManage ? (
        <Split
          main={<DetailsForm department={department} heading={heading} />}
          side={
            <Panel id="more" title={t('manage')}>
              <MoreActions department={department} />
            </Panel>
          }
        />
      ) : (
        <>
          <title>{await pageTitle(department.name)}</title>
          {heading}
        </>
      )}
      {officers}
    </PortalPage>
  );
}
