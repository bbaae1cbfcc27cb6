import { getTranslations } from 'next-intl/server';
import type { BatchRow, BatchView } from '@/lib/batches';
import { peopleWords } from '../../words';

type Translate = (key: string, values?: Record<string, string | number>) => string;

/** What a batch of a kind calls outcomes and faults, in the reader's language. */
export async function batchWords(kind: BatchView['kind']) {
  const [t, all, people] = await Promise.all([getTranslations('batches'), getTranslations(), peopleWords()]);
  const text = all as unknown as Translate;
  return {
    roleName: people.roleName,
    outcome: ({ outcome }: Pick<BatchRow, 'outcome'>, isDone: boolean) => {
      if (outcome === 'same')
        return t(kind === 'give-role' || kind === 'take-role' ? `same.${kind}` : 'same.other');
      if (outcome === 'unchecked') return t('unchecked');
      if (outcome === 'failed') return t(isDone ? 'failed' : 'willNot');
      return t(`${outcome}.${kind}`);
    },
    /** What to do about a row, after the name of the column that it is about. */
    fault: ({ field, message, values }: BatchRow['faults'][number]) => {
      const key = `fields.${field}` as const;
      const said = text(message, values);
      return field && t.has(key as never) ? t('fault', { field: t(key as never), text: said }) : said;
    },
  };
}
