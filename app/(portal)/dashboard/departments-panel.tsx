import { getTranslations } from 'next-intl/server';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Table } from '@/components/ui/table';
import type { DepartmentFigures } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** The departments that the person sees, and how many work in each. */
export async function DepartmentsPanel({
  departments,
  isWholeCounty,
  linksPeople,
  linksDepartments,
}: {
  departments: DepartmentFigures[];
  isWholeCounty: boolean;
  /** Whether the reader may open the list of people, and the pages of departments. */
  linksPeople: boolean;
  linksDepartments: boolean;
}) {
  const t = await getTranslations('dashboard');
  const title = isWholeCounty ? t('departments') : t('yourDepartments');
  return (
    <Panel id="departments" title={title}>
      {departments.length === 0 ? (
        <EmptyState title={isWholeCounty ? t('noDepartmentsYet') : t('noDepartments')} />
      ) : (
        <Table
          caption={title}
          captionHidden
          columns={[
            { key: 'name', label: t('department') },
            { key: 'code', label: t('code') },
            { key: 'staff', label: t('staff'), numeric: true },
          ]}
          rows={departments.map(({ id, name, code, people }) => ({
            key: id,
            cells: {
              name: linksDepartments ? <a href={paths.departments.show(id)}>{name}</a> : name,
              code,
              staff: linksPeople ? (
                <a href={paths.people.list({ department: code })} aria-label={`${name}: ${people}`}>
                  {people}
                </a>
              ) : (
                people
              ),
            },
          }))}
        />
      )}
    </Panel>
  );
}
