import { getTranslations } from 'next-intl/server';
import type { BatchView } from '@/lib/batches';
import { peopleWords } from '../../words';

/** What a batch does to everybody in it. */
export async function BatchLead({ batch }: { batch: BatchView }) {
  const [t, words] = await Promise.all([getTranslations('batches'), peopleWords()]);
  const { kind, role = '', department = '', reason, ignored } = batch;
  return (
    <>
      <p className="mb-2 max-w-prose text-lead">
        {t(`lead.${kind}`, { role: words.roleName(role), department })}
      </p>
      {kind === 'deactivate' && reason ? (
        <p className="mb-2 max-w-prose [overflow-wrap:anywhere]">{t('reason', { reason })}</p>
      ) : null}
      {ignored.length > 0 ? (
        <p className="mb-2 max-w-prose [overflow-wrap:anywhere]">
          {t('ignored', { names: ignored.join(', ') })}
        </p>
      ) : null}
    </>
  );
}
