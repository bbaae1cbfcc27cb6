import 'server-only';
import { type Db, sql } from '@/lib/kernel';
import { fold } from '@/lib/shared/fold';

const tables = { County: sql`"County"`, Department: sql`"Department"` };

/** The condition that each word looked for stands in a row's name or code, as people are found; everything, without words. */
export async function called(
  db: Db,
  table: keyof typeof tables,
  text: string | undefined,
): Promise<{ id?: { in: string[] } }> {
  if (!text) return {};
  const form = fold(text);
  const patterns = form.split(' ').map((word) => `%${word}%`);
  const rows =
    form === ''
      ? []
      : await db.$queryRaw<{ id: string }[]>`
          select "id" from ${tables[table]} where found_by("name" || ' ' || "code") like all(${patterns})`;
  return { id: { in: rows.map(({ id }) => id) } };
}
