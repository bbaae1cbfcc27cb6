import { parseArgs } from 'node:util';
import { checkAll, checkPart, everyTrail, lookUp, type Noted } from '@/lib/audit/check-trail';
import type { TrailCheck } from '@/lib/audit/schema';
import { behindTheWall, type Db } from '@/lib/kernel/db';

/** What the caller asked for cannot be done. */
class Refusal extends Error {}

/** What stands for the trail of no county where a code is asked for. Codes have three letters. */
const NONE = 'none';

type Trail = TrailCheck['county'];
const codeOf = (county: Trail) => county?.code ?? NONE;
const within = <T>(work: (db: Db) => Promise<T>) => behindTheWall('*', work);

function lineOf({ county, ok, events, firstBroken, head }: TrailCheck): string {
  const name = county ? `${county.code} (${county.name})` : 'no county';
  if (ok || !firstBroken)
    return `${name}: ${events} events, the trail holds.${head ? ` Head: ${codeOf(county)}=${head}` : ''}`;
  return `${name}: NOT INTACT. Event ${firstBroken.sequence} is ${firstBroken.problem}${firstBroken.eventId ? ` (id ${firstBroken.eventId})` : ''}.`;
}

type Expected = { county: Trail; noted: string };

/** The heads that are expected, each with its trail, which must be among those that are checked. */
function expectedOf(given: readonly string[], trails: readonly Trail[]): Expected[] {
  return given.map((text) => {
    const [, code, noted] = /^([A-Za-z]+)=([1-9]\d{0,17}:[0-9a-f]{64})$/.exec(text) ?? [];
    if (!code || !noted)
      throw new Refusal(`--expect takes what this command prints, as ALD=12:0f3a…, not "${text}".`);
    const trail = trails.find((county) => codeOf(county).toLowerCase() === code.toLowerCase());
    if (trail === undefined) throw new Refusal(`There is no trail ${code} among those that are checked.`);
    return { county: trail, noted };
  });
}

const sayings: Record<Noted, string> = {
  there: 'is in the trail as it was noted.',
  altered: 'is ANOTHER ONE than was noted: the trail was computed anew.',
  missing: 'is MISSING, though it was noted: the trail was cut.',
  retired: 'is retired and cannot be compared. Is that right for an event of its age? Expect a newer head.',
};

async function holdsExpected({ county, noted }: Expected, output: Output): Promise<boolean> {
  const found = await within((db) => lookUp(db, county, noted));
  output.log(`${county?.code ?? 'no county'}: event ${noted.split(':')[0]} ${sayings[found]}`);
  return found === 'there' || found === 'retired';
}

async function verify(code: string | undefined, expect: readonly string[], output: Output): Promise<boolean> {
  const every = await within(everyTrail);
  const trails = code ? every.filter((county) => county?.code === code.toUpperCase()) : every;
  if (trails.length === 0) throw new Refusal(`There is no county ${code}.`);
  const expected = expectedOf(expect, trails);
  const found = await checkAll((from) => within((db) => checkPart(db, trails, from)));
  for (const trail of found.trails) output.log(lineOf(trail));
  let holds = found.ok;
  for (const each of expected) holds = (await holdsExpected(each, output)) && holds;
  return holds;
}

/** Where the lines go: what was found, and what is wrong with the question. */
export type Output = Pick<Console, 'log' | 'error'>;

/**
 * Checks the audit trail of every county, and of what belongs to none, or of one county: `[--county CODE]
 * [--expect CODE=sequence:hash …]`. A line each, with the head of the trail. `--expect` wants a head that was printed
 * earlier to be still in its trail (`none=…`: of no county). Answers the exit code: 1 when a trail does not hold, or has
 * not what is expected of it.
 */
export async function verifyTrails(args: string[], output: Output): Promise<0 | 1> {
  try {
    const { values } = parseArgs({
      args,
      options: { county: { type: 'string' }, expect: { type: 'string', multiple: true } },
    });
    return (await verify(values.county, values.expect ?? [], output)) ? 0 : 1;
  } catch (error) {
    const isRefusal = error instanceof Refusal || (error instanceof TypeError && 'code' in error);
    output.error(isRefusal ? error.message : error);
    return 1;
  }
}
