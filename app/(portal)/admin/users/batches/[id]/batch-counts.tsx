import { getTranslations } from 'next-intl/server';
import { Tag, type TagTone } from '@/components/ui/tag';
import type { BatchView } from '@/lib/batches';

type Outcome = BatchView['rows'][number]['outcome'];

/** The colour of an outcome, beside its word. */
export const toneOf: Record<Outcome, TagTone> = {
  will: 'blue',
  unchecked: 'amber',
  done: 'green',
  same: 'none',
  failed: 'red',
};

/** How many rows of a batch will be done, are done, and are not. */
export async function BatchCounts({ batch: { kind, state, rows, from } }: { batch: BatchView }) {
  const t = await getTranslations('batches');
  const before = rows.slice(0, from);
  const rest = rows.slice(from);
  const count = (list: typeof rows, outcome: Outcome) => list.filter((row) => row.outcome === outcome).length;
  const counted = [
    { key: 'done', tone: toneOf.done, count: count(before, 'done') },
    { key: 'will', tone: toneOf.will, count: count(rest, 'will') },
    { key: 'unchecked', tone: toneOf.unchecked, count: count(rest, 'unchecked') },
    { key: 'same', tone: toneOf.same, count: count(rows, 'same') },
    { key: 'failed', tone: toneOf.failed, count: count(before, 'failed') },
    { key: 'willNot', tone: toneOf.failed, count: count(rest, 'failed') },
  ] as const;
  const ofLines = kind === 'import' && state === 'waiting';
  return (
    <ul className="mb-4 flex flex-wrap gap-2">
      {counted
        .filter((one) => one.count > 0)
        .map((one) => (
          <li key={one.key}>
            <Tag tone={one.tone}>
              {ofLines && (one.key === 'will' || one.key === 'willNot')
                ? t(`countsOf.import.${one.key}`, { count: one.count })
                : t(`counts.${one.key}`, { count: one.count })}
            </Tag>
          </li>
        ))}
    </ul>
  );
}
