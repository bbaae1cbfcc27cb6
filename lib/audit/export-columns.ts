import 'server-only';
import type { ExportColumn } from '@/lib/adapters';
import type { ExportedEvent } from './schema';

const json = (fields: Record<string, unknown> | null) => (fields ? JSON.stringify(fields) : null);

/** Ids of passkeys and sessions may begin with a hyphen. */
const isId = (text: string) => /^[\w-]+$/.test(text);

/** An event as a row of a CSV file: what it has of fields stands in one cell each, as JSON. */
const columns: readonly ExportColumn<ExportedEvent>[] = [
  { header: 'id', cell: ({ id }) => id },
  { header: 'at', cell: ({ at }) => at },
  { header: 'actorId', cell: ({ actor }) => actor?.id ?? null, isPlain: isId },
  { header: 'actorEmail', cell: ({ actor }) => actor?.email ?? null },
  { header: 'event', cell: ({ event }) => event },
  { header: 'entity', cell: ({ entity }) => entity },
  { header: 'entityId', cell: ({ entityId }) => entityId, isPlain: isId },
  { header: 'outcome', cell: ({ outcome }) => outcome },
  { header: 'ip', cell: ({ ip }) => ip },
  { header: 'before', cell: ({ before }) => json(before) },
  { header: 'after', cell: ({ after }) => json(after) },
];

const countyColumn: ExportColumn<ExportedEvent> = { header: 'county', cell: ({ county }) => county ?? null };

/** The columns of a file, by its first rows: one more where they say whose trail each stands in. */
export function auditColumns(rows: readonly ExportedEvent[]): readonly ExportColumn<ExportedEvent>[] {
  return rows.some(({ county }) => county !== undefined) ? [...columns, countyColumn] : columns;
}
