import { getFormatter, getTranslations } from 'next-intl/server';
import { StatCard } from '@/components/ui/stat-card';
import type { Dashboard } from '@/lib/reporting';
import { paths } from '@/lib/shared/paths';

type Figures = Pick<Dashboard, 'people' | 'failedSignIns' | 'counties' | 'since'>;

/** The figures that the person may see, each a link to the list behind it. */
export async function PeopleCards({ people, failedSignIns, counties, since }: Figures) {
  const t = await getTranslations('dashboard');
  const { number } = await getFormatter();
  const signIns = (outcome: string) => paths.audit.list({ event: 'accounts.signIn', outcome, from: since });
  const seesEvents = failedSignIns !== null;
  const sum = (of: 'people' | 'invited') => (counties ?? []).reduce((total, each) => total + each[of], 0);
  return (
    <section aria-labelledby="figures">
      <h2 id="figures" className="sr-only">
        {t('figures')}
      </h2>
      <div className="mb-9 grid grid-cols-[repeat(auto-fit,minmax(min(9rem,100%),1fr))] gap-3 sm:grid-cols-[repeat(auto-fill,minmax(16rem,1fr))] sm:gap-[18px]">
        {people ? (
          <>
            <StatCard
              title={t('people')}
              figure={number(people.total)}
              href={paths.people.list()}
              note={
                <>
                  <a href={paths.people.list({ sort: '-createdAt' })}>
                    {t('newThisWeek', { count: people.newThisWeek })}
                  </a>{' '}
                  ·{' '}
                  <a href={paths.people.list({ active: 'false' })}>
                    {t('inactive', { count: people.inactive })}
                  </a>
                </>
              }
            />
            <StatCard
              title={t('invited')}
              figure={number(people.invited)}
              href={paths.people.list({ invited: 'true' })}
              note={t('invitedNote')}
            />
            <StatCard
              title={t('notConfirmed')}
              figure={number(people.notConfirmed)}
              href={paths.people.list({ confirmed: 'false' })}
              note={t('notConfirmedNote')}
            />
            <StatCard
              title={t('waiting')}
              figure={number(people.waiting)}
              {...(seesEvents ? { href: paths.audit.list({ event: 'accounts.register', from: since }) } : {})}
              note={t('waitingNote')}
            />
            <StatCard
              title={t('signedInToday')}
              figure={number(people.signedInToday)}
              {...(seesEvents ? { href: signIns('done') } : {})}
              note={t('signedInTodayNote')}
            />
          </>
        ) : null}
        {counties ? (
          <>
            <StatCard
              title={t('peopleAll')}
              figure={number(sum('people'))}
              href={paths.people.list()}
              note={t('peopleAllNote')}
            />
            <StatCard
              title={t('invitationsAll')}
              figure={number(sum('invited'))}
              href={paths.people.list({ invited: 'true' })}
              note={t('invitationsAllNote')}
            />
          </>
        ) : null}
        {seesEvents ? (
          <StatCard
            title={t('failedSignIns')}
            figure={number(failedSignIns)}
            alarm={failedSignIns > 0}
            href={signIns('failed')}
            note={t('failedSignInsNote')}
          />
        ) : null}
      </div>
    </section>
  );
}
