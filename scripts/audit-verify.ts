import { parseArgs } from 'node:util';
import { checkAll, checkPart, everyTrail } from '@/lib/audit/check-trail';
import type { TrailCheck } from '@/lib/audit/schema';
import { behindTheWall, closeDatabase } from '@/lib/kernel/db';
import { commandMode, usableSettings } from './settings';

/**
 * Checks the audit trail of every county, and of what belongs to none, or of one county:
 * `npm run audit:verify [-- --county CODE]`. A line each; exit code 1 when one does not hold.
 */
class Refusal extends Error {}

function lineOf({ county, ok, events, firstBroken }: TrailCheck): string {
  const name = county ? `${county.code} (${county.name})` : 'no county';
  if (ok || !firstBroken) return `${name}: ${events} events, the trail holds.`;
  return `${name}: NOT INTACT. Event ${firstBroken.sequence} is ${firstBroken.problem}${firstBroken.eventId ? ` (id ${firstBroken.eventId})` : ''}.`;
}

async function verify(code: string | undefined): Promise<boolean> {
  usableSettings(commandMode());
  const every = await behindTheWall('*', everyTrail);
  const trails = code ? every.filter((county) => county?.code === code.toUpperCase()) : every;
  if (trails.length === 0) throw new Refusal(`There is no county ${code}.`);
  const found = await checkAll((from) => behindTheWall('*', (db) => checkPart(db, trails, from)));
  for (const trail of found.trails) console.log(lineOf(trail));
  return found.ok;
}

try {
  const { values } = parseArgs({ options: { county: { type: 'string' } } });
  if (!(await verify(values.county))) process.exitCode = 1;
} catch (error) {
  console.error(
    error instanceof Refusal || (error instanceof TypeError && 'code' in error) ? error.message : error,
  );
  process.exitCode = 1;
} finally {
  await closeDatabase();
}
