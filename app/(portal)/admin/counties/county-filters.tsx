import { getTranslations } from 'next-intl/server';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import { FilterForm } from '@/components/ui/filter-form';
import { paths } from '@/lib/shared/paths';

/** Finding counties; the list's order stays. */
export async function CountyFilters({ query }: { query: Record<string, string> }) {
  const t = await getTranslations('counties');
  return (
    <FilterForm
      action={paths.counties()}
      label={t('filter')}
      submitText={t('filter')}
      hidden={{ sort: query.sort, perPage: query.perPage }}
    >
      <TextField name="q" label={t('search')} type="search" autoComplete="off" defaultValue={query.q ?? ''} />
      <SelectField
        name="active"
        label={t('status')}
        options={[
          { value: '', label: t('all') },
          { value: 'true', label: t('active') },
          { value: 'false', label: t('inactive') },
        ]}
        defaultValue={query.active ?? ''}
      />
    </FilterForm>
  );
}
