import { getTranslations } from 'next-intl/server';
import { ListPages } from '@/app/_parts/list-pages';
import { listQuery, type SearchParams } from '@/app/_parts/list-query';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { listDepartmentsWithOfficers } from '@/lib/administration';
import { ListDepartments } from '@/lib/administration/departments/schema';
import { paths } from '@/lib/shared/paths';
import { DepartmentFilters } from './department-filters';
import { DepartmentTable } from './department-table';

/** The departments within reach, and how many work in each. */
export default async function DepartmentsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await guard(listDepartmentsWithOfficers, { ofOneCounty: true });
  const query = listQuery(ListDepartments, await searchParams);
  const [t, admin, list] = await Promise.all([
    getTranslations('departments'),
    getTranslations('admin'),
    read(listDepartmentsWithOfficers, query),
  ]);
  const mayManage = actor.grants.has('department.manage');
  const isFiltered = Boolean(query.q || query.active);
  return (
    <PortalPage crumbs={[{ href: paths.admin(), label: admin('title') }]}>
      <title>{await pageTitle(t('title'))}</title>
      <h1>{t('title')}</h1>
      {mayManage ? (
        <div className="mb-6">
          <ButtonRow>
            <ButtonLink href={paths.newDepartment()}>{t('new')}</ButtonLink>
          </ButtonRow>
        </div>
      ) : null}
      <DepartmentFilters query={query} />
      {list.items.length > 0 ? (
        <DepartmentTable list={list.items} total={list.total ?? 0} query={query} />
      ) : (
        <EmptyState
          title={t(isFiltered || query.page ? 'nothing' : 'none')}
          action={
            isFiltered || query.page ? (
              <a href={paths.departments()} className="inline-block py-1">
                {t('clear')}
              </a>
            ) : undefined
          }
        >
          {t(isFiltered || query.page ? 'nothingText' : 'noneText')}
        </EmptyState>
      )}
      <ListPages label={t('pages')} list={list} hrefFor={(page) => paths.departments({ ...query, page })} />
    </PortalPage>
  );
}
