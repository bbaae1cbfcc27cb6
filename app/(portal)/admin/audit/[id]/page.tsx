import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { Tag } from '@/components/ui/tag';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getEvent } from '@/lib/audit';
import { paths } from '@/lib/shared/paths';
import { auditWords } from '../words';
import { ChangesTable } from './changes-table';
import { EventFacts } from './event-facts';

type Props = { params: Promise<{ id: string }> };

const eventOf = cache((eventId: string) => read(getEvent, { eventId }));

/** One event: who, what, when, from where, and what stood before and after. */
export default async function AuditEventPage({ params }: Props) {
  const reader = await guard(getEvent);
  const event = await eventOf((await params).id);
  const [t, admin, words] = await Promise.all([
    getTranslations('audit'),
    getTranslations('admin'),
    auditWords(),
  ]);
  const name = words.event(event.event);
  const outcome = words.outcome(event.outcome);
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin.show(), label: admin('title') },
        { href: paths.audit.list(), label: t('title') },
      ]}
    >
      <title>{await pageTitle(name)}</title>
      <h1 className="[overflow-wrap:anywhere]">{name}</h1>
      <p className="mb-6">
        <Tag tone={outcome.tone}>{outcome.text}</Tag>
      </p>
      <EventFacts reader={reader} event={event} />
      <h2 className="mt-9">{t('detail.changes')}</h2>
      <ChangesTable before={event.before} after={event.after} />
    </PortalPage>
  );
}
