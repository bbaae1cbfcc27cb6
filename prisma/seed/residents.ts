import { behindTheWall, type Db, database } from '@/lib/kernel/db';
import { recordByOperator } from './operator-event';

/** Rows a statement: large enough to be fast, small enough for the embedded database's memory. */
const BATCH = 2000;

/**
 * Rows of the first statement. The plan of a foreign key's check is kept, and one that was made for an empty table reads
 * the whole table for every row: after this many rows the tables are analysed, and the checks planned anew.
 */
const FIRST_BATCH = 200;

const firstNames = [
  'Ana',
  'Ben',
  'Carla',
  'David',
  'Elena',
  'Frank',
  'Grace',
  'Hugo',
  'Irene',
  'James',
  'Karen',
  'Luis',
  'Maria',
  'Nadia',
  'Omar',
  'Paula',
  'Quinn',
  'Rosa',
  'Sam',
  'Teresa',
];
const lastNames = [
  'Adams',
  'Brown',
  'Castillo',
  'Diaz',
  'Evans',
  'Flores',
  'Garcia',
  'Hernandez',
  'Ito',
  'Johnson',
  'Khan',
  'Lopez',
  'Miller',
  'Nguyen',
  'Ortiz',
  'Patel',
  'Quiroz',
  'Reyes',
  'Smith',
  'Torres',
];

/**
 * Writes made-up residents into Alder County, for benchmarks. They cannot sign in: they have no password.
 * @returns how many were written; those of an earlier run are kept and numbered on from
 */
export async function seedResidents(
  count: number,
  progress: (written: number) => void,
  analyse = analyseAsLogin,
): Promise<number> {
  const { countyId, roleId, from } = await behindTheWall('*', async (db) => {
    const county = await db.county.findUniqueOrThrow({ where: { code: 'ALD' } });
    const role = await db.role.findFirstOrThrow({
      where: { countyId: county.id, name: 'Citizen', builtIn: true },
    });
    return {
      countyId: county.id,
      roleId: role.id,
      from: await db.user.count({ where: { countyId: county.id } }),
    };
  });
  for (let written = 0; written < count; ) {
    const batch = Math.min(written === 0 ? FIRST_BATCH : BATCH, count - written);
    await behindTheWall(countyId, (db) => insertBatch(db, countyId, roleId, from + written, batch));
    if (written === 0) await analyse();
    written += batch;
    progress(written);
  }
  if (count > 0)
    await behindTheWall('*', (db) =>
      recordByOperator(db, 'administration.seedResidents', { county: countyId, after: { residents: count } }),
    );
  await analyse();
  return count;
}

/** What grows with residents. */
export const residentTables = ['User', 'UserRole', 'PersonSearch'];

/** Tells the planner how many rows there are now; PostgreSQL would find out by itself, in a minute. The owner's to do. */
async function analyseAsLogin(): Promise<void> {
  const { query } = await database();
  for (const table of residentTables) await query({ text: `vacuum (analyze) "${table}"` });
}

async function insertBatch(
  db: Db,
  countyId: string,
  roleId: string,
  from: number,
  batch: number,
): Promise<void> {
  await db.$executeRaw`
    with made as (
      insert into "User" ("id", "countyId", "email", "firstName", "lastName", "phoneNumber", "securityStamp", "confirmedAt", "createdAt", "updatedAt")
      select gen_random_uuid()::text, ${countyId}, 'resident' || n || '@example.org',
             (${firstNames}::text[])[1 + n % ${firstNames.length}], (${lastNames}::text[])[1 + (n / ${firstNames.length}) % ${lastNames.length}],
             '555-01' || lpad((n % 100)::text, 2, '0'), gen_random_uuid()::text, now(), now() - (n % 1000) * interval '1 hour', now()
      from generate_series(${from}::int, ${from + batch - 1}::int) as n
      on conflict do nothing
      returning "id")
    insert into "UserRole" ("countyId", "userId", "roleId") select ${countyId}, made."id", ${roleId} from made`;
}
