import { getTranslations } from 'next-intl/server';
import { TextField } from '@/components/forms/text-field';

/** From which day to which somebody works in a department. */
export async function DayFields({ from, until }: { from?: string; until?: string | null }) {
  const t = await getTranslations('departments');
  return (
    <>
      <TextField
        name="from"
        type="date"
        label={t(from === undefined ? 'fromOptional' : 'from')}
        hint={from === undefined ? t('fromHint') : undefined}
        width="medium"
        defaultValue={from ?? ''}
      />
      <TextField
        name="until"
        type="date"
        label={t('untilOptional')}
        hint={t('untilHint')}
        width="medium"
        defaultValue={until ?? ''}
      />
    </>
  );
}
