import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import { ActiveFilters } from '@/components/ui/active-filters';
import { FilterForm } from '@/components/ui/filter-form';
import { auditOutcomes, type TrailOptions } from '@/lib/audit';
import { paths } from '@/lib/shared/paths';
import { filterChoices, filtersInWords } from './filter-words';
import { auditWords } from './words';

/** Finding events, and what is being looked for. */
export async function AuditFilters({
  query,
  options,
}: {
  query: Record<string, string>;
  options: TrailOptions;
}) {
  const [t, words, choices, filters] = await Promise.all([
    getTranslations('audit.filter'),
    auditWords(),
    filterChoices(query, options),
    filtersInWords(query, options),
  ]);
  const { sort, page: _page, perPage, ...set } = query;
  const select = (name: string, all: { value: string; label: string }[]) => (
    <SelectField
      name={name}
      label={t(`${name}.label`)}
      options={[{ value: '', label: t(`${name}.any`) }, ...all]}
      defaultValue={query[name] ?? ''}
    />
  );
  const text = (name: 'actor' | 'entityId', spellCheck = false) => (
    <TextField
      name={name}
      label={t(`${name}.label`)}
      autoComplete="off"
      spellCheck={spellCheck}
      defaultValue={query[name] ?? ''}
    />
  );
  // A moment of an address cannot stand in a field for days: it stays below, among the filters that are set.
  const day = (name: 'from' | 'to') => (
    <TextField
      name={name}
      label={t(`${name}.label`)}
      type="date"
      defaultValue={query[name]?.slice(0, 10) ?? ''}
    />
  );
  return (
    <>
      <FilterForm
        action={paths.audit()}
        label={t('label')}
        submitText={t('submit')}
        hidden={{ sort, perPage }}
        more={{
          text: t('more'),
          open: filters.some(([name]) => !['actor', 'event', 'from', 'to'].includes(name)),
          fields: (
            <>
              {choices.counties.length > 0 ? select('county', choices.counties) : null}
              {select('entity', choices.entities)}
              {text('entityId')}
              {select(
                'outcome',
                auditOutcomes.map((outcome) => ({ value: outcome, label: words.outcome(outcome).text })),
              )}
            </>
          ),
        }}
      >
        {text('actor')}
        {select('event', choices.events)}
        {day('from')}
        {day('to')}
      </FilterForm>
      <ActiveFilters
        label={t('set')}
        removeText={t('remove')}
        filters={filters.map(([key, filter]) => ({
          key,
          text: filter,
          href: paths.audit({ ...set, sort, perPage, [key]: undefined }),
        }))}
        clear={{ href: paths.audit({ sort, perPage }), text: t('clear') }}
      />
    </>
  );
}
