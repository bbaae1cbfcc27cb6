import 'server-only';
import { type Acting, fullName } from '@/lib/kernel';
import type { ActInput } from './schema';

/** A batch about people, and what its page says of each. */
export type PeopleShown = {
  role?: string | undefined;
  department?: string | undefined;
  reason?: string | undefined;
  /** Headings of a file that nothing is read from. */
  ignored: string[];
  rows: PersonRow[];
};

export type PersonRow = {
  key: string;
  /** Whose page the row leads to. */
  id?: string;
  /** Of an import: the line of the file. */
  line: number | null;
  /** Empty for who is out of reach, or not there. */
  name: string;
  email: string;
  /** Of an import: roles and departments, as the file names them. */
  gets: string[];
};

/** The people who were ticked, as far as the act's permission reaches. */
export async function showPeople(
  { db, reach }: Acting,
  { countyId, input: { ids, role, reason, department } }: { countyId: string; input: ActInput },
): Promise<PeopleShown> {
  const named = department ? await db.department.findFirst({ where: { countyId, id: department } }) : null;
  const people = await db.user.findMany({
    where: { AND: [{ id: { in: ids } }, reach.users.where] },
    select: { id: true, firstName: true, lastName: true, email: true },
  });
  const byId = new Map(people.map((person) => [person.id, person]));
  const rows = ids.map((id): PersonRow => {
    const person = byId.get(id);
    const about = person ? { id, name: fullName(person), email: person.email } : { name: '', email: '' };
    return { key: id, line: null, gets: [], ...about };
  });
  return { ignored: [], role, reason, department: named?.name, rows };
}
