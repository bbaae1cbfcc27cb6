import { getTranslations } from 'next-intl/server';
import type { BatchRow, BatchView } from '@/lib/batches';
import { isKey } from '@/messages/keys';
import { peopleWords } from '../../words';

/** What a batch of a kind calls outcomes and faults, in the reader's language. */
export async function batchWords(kind: BatchView['kind']) {
  const [t, all, people] = await Promise.all([getTranslations('batches'), getTranslations(), peopleWords()]);
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
      const name = `batches.fields.${field}`;
      const said = isKey(message) ? all(message, values) : message;
      return isKey(name) ? t('fault', { field: all(name), text: said }) : said;
    },
  };
}
