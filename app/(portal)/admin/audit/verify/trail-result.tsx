import { getTranslations } from 'next-intl/server';
import { Tag } from '@/components/ui/tag';
import type { TrailCheck } from '@/lib/audit';
import { paths } from '@/lib/shared/paths';

/** Whether one trail holds, and where it ends; if not, the first event that does not, and what is wrong with it. */
export async function TrailResult({ trail }: { trail: TrailCheck }) {
  const t = await getTranslations('audit.verify');
  const { county, ok, events, firstBroken, head } = trail;
  return (
    <section className="mb-4 max-w-form rounded-card border border-line bg-card px-[22px] py-5">
      <h2 className="text-h3">{county?.name ?? t('noCounty')}</h2>
      <p className="mt-2">
        <Tag tone={ok ? 'green' : 'red'}>{t(ok ? 'holds' : 'broken')}</Tag>
      </p>
      {firstBroken ? (
        <p className="mt-2">
          {t(`problem.${firstBroken.problem}`, { sequence: firstBroken.sequence })}{' '}
          {firstBroken.eventId ? (
            <a href={paths.audit.show(firstBroken.eventId)} className="inline-block py-0.5">
              {t('see')}
            </a>
          ) : null}
        </p>
      ) : (
        <p className="mt-2">{t('checked', { count: events })}</p>
      )}
      {head ? (
        <p className="mt-2 text-small text-ink-2">
          {t('head')} <code className="[overflow-wrap:anywhere]">{head}</code>
        </p>
      ) : null}
    </section>
  );
}
