import { getTranslations } from 'next-intl/server';
import { Table } from '@/components/ui/table';
import type { SeenEvent } from '@/lib/audit';
import { auditWords } from '../words';

type Fields = SeenEvent['before'];

/** What stood before and after, field by field. */
export async function ChangesTable({ before, after }: { before: Fields; after: Fields }) {
  const [t, common, words] = await Promise.all([
    getTranslations('audit.detail'),
    getTranslations('common'),
    auditWords(),
  ]);
  const names = [...new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})])];
  if (names.length === 0) return <p className="text-ink-2">{t('noChanges')}</p>;
  const cell = (fields: Fields, name: string) => {
    const value = fields?.[name];
    if (value === undefined || value === null || value === '') return '–';
    if (typeof value === 'boolean') return common(value ? 'yes' : 'no');
    return <span className="[overflow-wrap:anywhere] whitespace-pre-wrap">{textOf(value)}</span>;
  };
  return (
    <Table
      caption={t('changesCaption')}
      captionHidden
      columns={[
        { key: 'field', label: t('field') },
        { key: 'before', label: t('before') },
        { key: 'after', label: t('after') },
      ]}
      rows={names.map((name) => ({
        key: name,
        cells: { field: words.field(name), before: cell(before, name), after: cell(after, name) },
      }))}
    />
  );
}

function textOf(value: unknown): string {
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.join(', ') || '–';
  return typeof value === 'object' ? JSON.stringify(value, null, 2) : String(value);
}
