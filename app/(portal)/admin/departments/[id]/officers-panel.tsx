import { getLocale, getTranslations } from 'next-intl/server';
import { ListPages } from '@/app/_parts/list-pages';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Panel } from '@/components/ui/panel';
import { Table } from '@/components/ui/table';
import { Tag, type TagTone } from '@/components/ui/tag';
import { read } from '@/lib/adapters/page';
import { type DepartmentBody, listDepartmentMembers, type MemberView } from '@/lib/administration';
import { longDate } from '@/lib/shared/dates';
import { paths } from '@/lib/shared/paths';

const tones: Record<MemberView['standing'], TagTone> = { coming: 'blue', current: 'green', past: 'none' };

/** Who works in a department, from when to when. */
export async function OfficersPanel({
  department,
  page,
  mayAssign,
}: {
  department: DepartmentBody;
  page: string;
  mayAssign: boolean;
}) {
  const [t, locale, list] = await Promise.all([
    getTranslations('departments'),
    getLocale(),
    read(listDepartmentMembers, {
      departmentId: department.id,
      page: /^[1-9]\d{0,8}$/.test(page) ? page : '1',
    }),
  ]);
  // A day is the same day everywhere.
  const day = (text: string) => longDate(new Date(`${text}T12:00:00Z`), locale, 'UTC');
  return (
    <Panel id="officers" title={t('members')}>
      {list.items.length === 0 ? (
        <EmptyState title={t('noMembers')}>{mayAssign ? t('noMembersText') : null}</EmptyState>
      ) : (
        <Table
          caption={t('membersCount', { count: list.total })}
          columns={[
            { key: 'name', label: t('person') },
            { key: 'from', label: t('from') },
            { key: 'until', label: t('until') },
            { key: 'standing', label: t('status') },
            ...(mayAssign ? [{ key: 'change', label: t('dates') }] : []),
          ]}
          rows={list.items.map(({ userId, fullName, email, from, until, standing, mayChange }) => ({
            key: `${userId} ${from} ${until ?? ''}`,
            cells: {
              name: (
                <>
                  <a
                    href={paths.people.show(userId)}
                    className="inline-block py-0.5 [overflow-wrap:anywhere]"
                  >
                    {fullName}
                  </a>
                  <span className="block text-small font-normal text-ink-2 [overflow-wrap:anywhere]">
                    {email}
                  </span>
                </>
              ),
              from: day(from),
              until: until ? day(until) : t('open'),
              standing: <Tag tone={tones[standing]}>{t(`standing.${standing}`)}</Tag>,
              change: mayChange ? (
                <a href={paths.departments.officer(department.id, userId)} className="inline-block py-0.5">
                  {t('changeDates')}
                  <span className="sr-only">: {fullName}</span>
                </a>
              ) : null,
            },
          }))}
        />
      )}
      <ListPages
        label={t('membersPages')}
        list={list}
        hrefFor={(number) => paths.departments.show(department.id, { page: number })}
      />
      {mayAssign && department.active ? (
        <ButtonRow>
          <ButtonLink href={paths.departments.newOfficer(department.id)} variant="quiet">
            {t('addMember')}
          </ButtonLink>
        </ButtonRow>
      ) : null}
    </Panel>
  );
}
