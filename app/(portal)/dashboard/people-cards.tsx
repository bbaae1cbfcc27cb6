import { getFormatter, getTranslations } from 'next-intl/server';
import { CardGrid } from '@/components/ui/panel';
import { StatCard } from '@/components/ui/stat-card';
import type { PeopleFigures } from '@/lib/reporting';
import { paths } from '@/lib/shared/paths';

/** The county's people in four figures. */
export async function PeopleCards({ people }: { people: PeopleFigures }) {
  const [t, format] = await Promise.all([getTranslations('dashboard'), getFormatter()]);
  const inactive = t('inactive', { count: people.inactive });
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="sr-only">
        {t('figures')}
      </h2>
      <CardGrid>
        <StatCard
          title={t('people')}
          figure={format.number(people.total)}
          href={paths.people()}
          note={`${t('newThisWeek', { count: people.newThisWeek })} · ${inactive}`}
        />
        <StatCard
          title={t('signedInToday')}
          figure={format.number(people.signedInToday)}
          note={t('signedInTodayNote')}
        />
        <StatCard
          title={t('notConfirmed')}
          figure={format.number(people.notConfirmed)}
          note={t('notConfirmedNote')}
        />
        <StatCard
          title={t('failedSignIns')}
          figure={format.number(people.failedSignIns)}
          alarm={people.failedSignIns > 0}
          note={t('failedSignInsNote')}
        />
      </CardGrid>
    </section>
  );
}
