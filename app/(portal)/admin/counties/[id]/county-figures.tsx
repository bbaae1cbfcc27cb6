import { getFormatter, getTranslations } from 'next-intl/server';
import { Facts } from '@/components/ui/facts';
import { read } from '@/lib/adapters/page';
import { type CountyBody, listCounties } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';

/** How many people a county has, and how many of them wait for something. */
export async function CountyFigures({ county }: { county: CountyBody }) {
  const [t, format, found] = await Promise.all([
    getTranslations('counties'),
    getFormatter(),
    read(listCounties, { q: county.code, perPage: '100' }),
  ]);
  const people = found.items.find(({ id }) => id === county.id)?.people;
  const figure = (count: number | undefined) => format.number(count ?? 0);
  return (
    <Facts
      items={[
        {
          label: t('people'),
          value: (
            <>
              {figure(people?.total)}
              <br />
              <a href={paths.people.list({ county: county.code })}>{t('seePeople')}</a>
            </>
          ),
        },
        { label: t('invited'), value: figure(people?.invited) },
        { label: t('unconfirmed'), value: figure(people?.unconfirmed) },
        { label: t('deactivatedPeople'), value: figure(people?.inactive) },
      ]}
    />
  );
}
