import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { PortalPage } from '@/app/_parts/portal-page';
import { pageTitle } from '@/app/_parts/titles';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getBatch, runBatch } from '@/lib/batches';
import { personCrumbs } from '../../[id]/person-file';
import { AfterBatch } from './after-batch';
import { BatchCounts } from './batch-counts';
import { BatchLead } from './batch-lead';
import { BatchRows } from './batch-rows';
import { ConfirmForm } from './confirm-form';

type Props = { params: Promise<{ id: string }> };

/** An act on several people, or an import: what would happen, row by row; once it is confirmed, what became of it. */
export default async function BatchPage({ params }: Props) {
  await guard(getBatch);
  const batch = await read(getBatch, { batchId: (await params).id });
  const { kind, state, rows, expiresAt } = batch;
  // Confirming asks for it: better before the list is read than after.
  if (state !== 'done') await guard(runBatch);
  const [t, crumbs, tell] = await Promise.all([getTranslations('batches'), personCrumbs(), momentTeller()]);
  const title = state === 'done' ? t(`doneTitle.${kind}`) : t(`title.${kind}`, { count: rows.length });
  const time = tell(expiresAt);
  return (
    <PortalPage crumbs={crumbs}>
      {state === 'done' ? (
        <>
          <title>{await pageTitle(title)}</title>
          <h1>{title}</h1>
          <BatchLead batch={batch} />
          <BatchCounts batch={batch} />
          <p className="mb-6 text-ink-2">{t('kept', { time })}</p>
          <AfterBatch kind={kind} />
        </>
      ) : (
        <ConfirmForm batch={batch} title={title} until={t('until', { time })} />
      )}
      <BatchRows batch={batch} />
    </PortalPage>
  );
}
