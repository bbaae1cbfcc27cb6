import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PostLink } from '@/components/layout/post-link';
import type { BatchView } from '@/lib/batches';
import { cancelBatchAction, runBatchAction } from '../actions';
import { AfterBatch } from './after-batch';
import { BatchCounts } from './batch-counts';
import { BatchLead } from './batch-lead';

/** What will happen, and the one button that makes it happen. */
export async function ConfirmForm({
  batch,
  title,
  until,
}: {
  batch: BatchView;
  title: string;
  until: string;
}) {
  const t = await getTranslations('batches');
  const { id, kind, state, from, rows } = batch;
  const count = rows
    .slice(from)
    .filter(({ outcome }) => outcome === 'will' || outcome === 'unchecked').length;
  const hasFaults = kind === 'import' && rows.some(({ outcome }) => outcome === 'failed');
  const isBegun = state === 'begun';
  return (
    <>
      <Form
        title={title}
        heading={
          <>
            <h1>{title}</h1>
            <BatchLead batch={batch} />
            <p className="mb-4 max-w-prose">
              {isBegun ? t('begun', { done: from, total: rows.length }) : `${t('nothingYet')} ${until}`}
            </p>
            <BatchCounts batch={batch} />
          </>
        }
        action={runBatchAction}
        sends={{ batchId: id, from }}
        submit={isBegun ? t('goOn') : t(`confirm.${kind}`, { count })}
        variant={kind === 'deactivate' ? 'danger' : 'primary'}
        instead={
          count > 0 || isBegun ? undefined : <p className="max-w-prose font-strong">{t('nothingToDo')}</p>
        }
      />
      <div className="mt-4 mb-8">
        {isBegun ? (
          <AfterBatch kind={kind} />
        ) : (
          <PostLink action={cancelBatchAction} fields={{ batchId: id }}>
            {t(hasFaults ? 'mend' : 'cancel')}
          </PostLink>
        )}
      </div>
    </>
  );
}
