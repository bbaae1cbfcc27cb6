import { getTranslations } from 'next-intl/server';
import type { Column } from '@/app/_parts/list-page';
import { RowCheckbox } from '@/components/forms/row-checkbox';
import { Tag } from '@/components/ui/tag';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';
import { peopleWords } from './words';

/** A person's row. `first` is the id of the first one where a box stands before each name, for acts on several. */
export async function peopleColumns({
  manyCounties,
  first,
}: {
  manyCounties: boolean;
  first: string | undefined;
}): Promise<Column<UserBody>[]> {
  const [t, words] = await Promise.all([getTranslations('people'), peopleWords()]);
  const county: Column<UserBody> = {
    name: 'county',
    label: t('county'),
    cell: (user) => user.county?.name ?? t('noCounty'),
  };
  return [
    {
      name: 'name',
      label: t('name'),
      cell: ({ id, fullName, email }) => {
        const name = fullName || email;
        const link = (
          <a href={paths.people.show(id)} className="inline-block py-0.5 font-bold [overflow-wrap:anywhere]">
            {name}
          </a>
        );
        if (first === undefined) return link;
        return (
          <span className="flex items-center gap-2.5">
            <RowCheckbox name="ids" value={id} label={t('choose', { name })} isFirst={id === first} />
            {link}
          </span>
        );
      },
    },
    {
      name: 'email',
      label: t('email'),
      cell: ({ email }) => <span className="[overflow-wrap:anywhere]">{email}</span>,
    },
    ...(manyCounties ? [county] : []),
    {
      name: 'roles',
      label: t('roles'),
      cell: ({ roles, departments }) => (
        <span>
          {roles.map(words.roleName).join(', ')}
          {departments.length > 0 ? (
            <span className="block text-small text-ink-2">
              {departments.map(({ name }) => name).join(', ')}
            </span>
          ) : null}
        </span>
      ),
    },
    {
      name: 'createdAt',
      label: t('since'),
      cell: ({ createdAt }) => <span className="whitespace-nowrap">{words.shortDay(createdAt)}</span>,
    },
    {
      name: 'lastLogin',
      label: t('lastLogin'),
      cell: ({ lastLoginAt }) => (
        <span className="whitespace-nowrap">{lastLoginAt ? words.shortDay(lastLoginAt) : t('never')}</span>
      ),
    },
    {
      name: 'status',
      label: t('statusColumn'),
      cell: (user) => {
        const { tone, text } = words.status(user);
        return <Tag tone={tone}>{text}</Tag>;
      },
    },
  ];
}
