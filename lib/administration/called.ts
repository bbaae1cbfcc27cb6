import 'server-only';
import { allOf, type Db, sql } from '@/lib/kernel';
import { fold } from '@/lib/shared/fold';

const tables = { County: sql`"County"`, Department: sql`"Department"` };

/**
 * The condition that each word looked for stands in a row's name or code, as people are found; everything, without words.
 * Of departments, those of one county where one is said: its index leads to them.
 */
export async function called(
  db: Db,
  table: keyof typeof tables,
  text: string | undefined,
  countyId?: string,
): Promise<{ id?: { in: string[] } }> {
  if (!text) return {};
  const form = fold(text);
  const patterns = form.split(' ').map((word) => `%${word}%`);
  const rows =
    form === ''
      ? []
      : await db.$queryRaw<{ id: string }[]>`
          select "id" from ${tables[table]} where ${allOf([
            ...(countyId ? [sql`"countyId" = ${countyId}`] : []),
            sql`found_by("name" || ' ' || "code") like all(${patterns})`,
          ])}`;
  return { id: { in: rows.map(({ id }) => id) } };
}
