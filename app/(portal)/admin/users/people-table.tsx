import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { RowCheckbox } from '@/components/forms/row-checkbox';
import { sortLink } from '@/components/ui/sort-link';
import { Table, type TableColumn } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';
import { peopleWords } from './words';

/** A page of people. `choose` puts a box before each name, for acts on several. */
export async function PeopleTable({
  people,
  query,
  caption,
  sort,
  manyCounties,
  choose,
}: {
  people: UserBody[];
  query: Record<string, string>;
  caption: ReactNode;
  sort: string;
  manyCounties: boolean;
  choose: boolean;
}) {
  const [t, words] = await Promise.all([getTranslations('people'), peopleWords()]);
  const sorted = (name: string, first?: 'descending') => ({
    sort: sortLink(name, sort, (to) => paths.people({ ...query, page: undefined, sort: to }), first),
  });
  const columns: TableColumn[] = [
    { key: 'name', label: t('name'), ...sorted('name') },
    { key: 'email', label: t('email'), ...sorted('email') },
    ...(manyCounties ? [{ key: 'county', label: t('county') }] : []),
    { key: 'roles', label: t('roles') },
    { key: 'since', label: t('since'), ...sorted('createdAt', 'descending') },
    { key: 'lastLogin', label: t('lastLogin') },
    { key: 'status', label: t('statusColumn') },
  ];
  const rows = people.map((user) => ({ key: user.id, cells: cellsOf(user) }));

  function cellsOf(user: UserBody): Record<string, ReactNode> {
    const { id, fullName, email, roles, departments, county, createdAt, lastLoginAt } = user;
    const status = words.status(user);
    const link = (
      <a href={paths.person(id)} className="inline-block py-0.5 font-bold [overflow-wrap:anywhere]">
        {fullName || email}
      </a>
    );
    return {
      name: choose ? (
        <span className="flex items-center gap-2.5">
          <RowCheckbox
            name="ids"
            value={id}
            label={t('choose', { name: fullName || email })}
            isFirst={id === people[0]?.id}
          />
          {link}
        </span>
      ) : (
        link
      ),
      email: <span className="[overflow-wrap:anywhere]">{email}</span>,
      county: county?.name ?? t('noCounty'),
      roles: (
        <span>
          {roles.map(words.roleName).join(', ')}
          {departments.length > 0 ? (
            <span className="block text-small text-ink-2">
              {departments.map(({ name }) => name).join(', ')}
            </span>
          ) : null}
        </span>
      ),
      since: <span className="whitespace-nowrap">{words.shortDay(createdAt)}</span>,
      lastLogin: (
        <span className="whitespace-nowrap">{lastLoginAt ? words.shortDay(lastLoginAt) : t('never')}</span>
      ),
      status: <Tag tone={status.tone}>{status.text}</Tag>,
    };
  }
  return <Table caption={caption} columns={columns} rows={rows} />;
}
