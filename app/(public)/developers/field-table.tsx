import { getTranslations } from 'next-intl/server';
import { Table } from '@/components/ui/table';
import { DocumentText } from './code-block';
import type { FieldRow } from './schema-rows';

/** Fields with their types. `where` is shown when the rows say it, `needed` unless they are of an answer. */
export async function FieldTable({
  caption,
  rows,
  isAnswer = false,
}: {
  caption: string;
  rows: (FieldRow & { where?: string })[];
  isAnswer?: boolean;
}) {
  const t = await getTranslations('developers.operation');
  const hasPlaces = rows.some(({ where }) => where !== undefined);
  const hasNotes = rows.some(({ notes }) => notes.length > 0);
  return (
    <Table
      caption={caption}
      columns={[
        { key: 'name', label: t('name') },
        ...(hasPlaces ? [{ key: 'where', label: t('where') }] : []),
        { key: 'type', label: t('type') },
        ...(isAnswer ? [] : [{ key: 'need', label: t('need') }]),
        ...(hasNotes ? [{ key: 'about', label: t('about') }] : []),
      ]}
      rows={rows.map(({ name, where, type, required, notes }) => ({
        key: name,
        cells: {
          name: <code className="text-small [overflow-wrap:anywhere]">{name}</code>,
          where,
          type: <span lang="en">{type}</span>,
          need: required ? t('yes') : t('no'),
          about: (
            <span className="text-small [overflow-wrap:anywhere]">
              <DocumentText>{notes.join(' · ') || '–'}</DocumentText>
            </span>
          ),
        },
      }))}
    />
  );
}
