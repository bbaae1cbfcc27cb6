import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import { ActiveFilters } from '@/components/ui/active-filters';
import { FilterForm } from '@/components/ui/filter-form';
import type { PeopleOptions } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { filtersInWords } from './filter-words';
import { peopleWords } from './words';

/** Finding people, and what is being looked for. */
export async function PeopleFilters({
  query,
  options,
}: {
  query: Record<string, string>;
  options: PeopleOptions;
}) {
  const [t, { roleName }, filters] = await Promise.all([
    getTranslations('people.filter'),
    peopleWords(),
    filtersInWords(query, options),
  ]);
  const { sort, page: _page, perPage, ...set } = query;
  const choice = (name: 'active' | 'confirmed' | 'twoFactor' | 'invited') => (
    <SelectField
      name={name}
      label={t(`${name}.label`)}
      options={['', 'true', 'false'].map((value) => ({ value, label: t(`${name}.${value || 'any'}`) }))}
      defaultValue={query[name] ?? ''}
    />
  );
  const select = (name: 'role' | 'department' | 'county', all: { value: string; label: string }[]) => (
    <SelectField
      name={name}
      label={t(`${name}.label`)}
      options={[{ value: '', label: t(`${name}.any`) }, ...all]}
      defaultValue={query[name] ?? ''}
    />
  );
  const { roles, departments, counties } = options;
  return (
    <>
      <FilterForm
        action={paths.people()}
        label={t('label')}
        submitText={t('submit')}
        hidden={{ sort, perPage }}
        more={{
          text: t('more'),
          open: filters.some(([name]) => !['q', 'role', 'active'].includes(name)),
          fields: (
            <>
              {counties.length > 0
                ? select(
                    'county',
                    counties.map(({ code, name }) => ({ value: code, label: name })),
                  )
                : null}
              {departments.length > 0
                ? select(
                    'department',
                    departments.map(({ code, name }) => ({ value: code, label: name })),
                  )
                : null}
              {choice('confirmed')}
              {choice('twoFactor')}
              {choice('invited')}
            </>
          ),
        }}
      >
        <TextField name="q" label={t('q')} type="search" autoComplete="off" defaultValue={query.q ?? ''} />
        {select(
          'role',
          roles.map(({ name }) => ({ value: name, label: roleName(name) })),
        )}
        {choice('active')}
      </FilterForm>
      <ActiveFilters
        label={t('setLabel')}
        removeText={t('remove')}
        filters={filters.map(([key, text]) => ({
          key,
          text,
          href: paths.people({ ...set, sort, perPage, [key]: undefined }),
        }))}
        clear={{ href: paths.people({ sort, perPage }), text: t('clear') }}
      />
    </>
  );
}
