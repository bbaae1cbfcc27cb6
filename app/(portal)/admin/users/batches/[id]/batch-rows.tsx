import { getTranslations } from 'next-intl/server';
import { Panel } from '@/components/ui/panel';
import { Table, type TableColumn } from '@/components/ui/table';
import { Tag } from '@/components/ui/tag';
import type { BatchRow, BatchView } from '@/lib/batches';
import { paths } from '@/lib/shared/paths';
import { toneOf } from './batch-counts';
import { batchWords } from './batch-words';

/** The rows of a batch: of an import that waits, the lines to mend before the good ones. */
export async function BatchRows({ batch }: { batch: BatchView }) {
  const { kind, state, rows } = batch;
  if (kind !== 'import' || state !== 'waiting')
    return <RowsPanel id={state === 'waiting' ? 'people' : 'results'} batch={batch} rows={rows} />;
  const faulty = rows.filter(({ outcome }) => outcome === 'failed');
  const good = rows.filter(({ outcome }) => outcome !== 'failed');
  return (
    <>
      {faulty.length > 0 ? <RowsPanel id="faulty" batch={batch} rows={faulty} /> : null}
      {good.length > 0 ? <RowsPanel id="good" batch={batch} rows={good} /> : null}
    </>
  );
}

async function RowsPanel({
  id,
  batch: { kind, state, from, rows: all },
  rows,
}: {
  id: 'people' | 'results' | 'faulty' | 'good';
  batch: BatchView;
  rows: BatchRow[];
}) {
  const [t, words] = await Promise.all([getTranslations('batches'), batchWords(kind)]);
  const column = (key: 'line' | 'name' | 'email' | 'gets' | 'outcome' | 'result' | 'mend') => ({
    key,
    label: t(`column.${key}`),
  });
  const columns: TableColumn[] = [
    ...(kind === 'import' ? [column('line')] : []),
    column('name'),
    column('email'),
    ...(kind === 'import' && id !== 'faulty' ? [column('gets')] : []),
    { ...column(id === 'faulty' ? 'mend' : state === 'waiting' ? 'outcome' : 'result'), key: 'outcome' },
  ];
  const isDone = (row: BatchRow) => all.indexOf(row) < from;
  return (
    <Panel id={id} title={t(id)}>
      <Table
        caption={t(`${id}Caption`, { count: rows.length })}
        columns={columns}
        rows={rows.map((row) => ({ key: row.key, cells: cellsOf(row) }))}
      />
    </Panel>
  );

  function cellsOf(row: BatchRow) {
    const name = row.name || (kind === 'import' ? '' : t('notHere'));
    return {
      line: (
        <span className="whitespace-nowrap">
          {row.line === null ? '' : t('lineNumber', { line: row.line })}
        </span>
      ),
      name: (
        <span className="[overflow-wrap:anywhere]">
          {row.id ? (
            <a href={paths.people.show(row.id)} className="inline-block py-0.5 font-bold">
              {name || row.email}
            </a>
          ) : (
            name
          )}
        </span>
      ),
      email: <span className="[overflow-wrap:anywhere]">{row.email}</span>,
      gets: <span className="[overflow-wrap:anywhere]">{row.gets.map(words.roleName).join(', ')}</span>,
      // One box: on a phone a cell lays its parts side by side.
      outcome: (
        <div>
          {id === 'faulty' ? null : <Tag tone={toneOf[row.outcome]}>{words.outcome(row, isDone(row))}</Tag>}
          {row.faults.map((fault) => (
            <span key={words.fault(fault)} className="block [overflow-wrap:anywhere]">
              {words.fault(fault)}
            </span>
          ))}
        </div>
      ),
    };
  }
}
