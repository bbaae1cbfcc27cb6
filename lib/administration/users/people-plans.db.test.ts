import { beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '@/lib/kernel/actor';
import { behindTheWall, type Db, database } from '@/lib/kernel/db';
import { authenticate } from '@/lib/kernel/identity';
import { reachFragments } from '@/lib/kernel/reach';
import { createWorld, type World } from '@/lib/testing/world';
import { seedResidents } from '@/prisma/seed/residents';
import { listPeople } from './people-query';
import { ListUsers } from './schema';

/** Enough that the planner would rather use an index than read the table; the benchmark has 100,000. */
const PEOPLE = 20_000;

let world: World;
let admin: Person;
beforeAll(async () => {
  world = await createWorld();
  await seedResidents(PEOPLE, () => undefined);
  const actor = await authenticate(world.alder.admin.request.credentials, new Date());
  if (actor.kind === 'person') admin = actor;
}, 180_000);

type Plan = { 'Node Type': string; 'Relation Name'?: string; 'Plan Rows': number; Plans?: Plan[] };

/** Every node of a plan, and of those below it. */
const nodesOf = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];

/** The plans of the statements that a list of people runs, as they are run: behind the wall, with these values. */
async function plansOf(input: Record<string, string>): Promise<Plan[]> {
  const reach = reachFragments(admin, 'user.view');
  const plans: Plan[] = [];
  await behindTheWall(world.alder.county.id, async (db) => {
    const explaining = new Proxy(db, {
      get: (target, name) => {
        if (name !== '$queryRaw') return Reflect.get(target, name);
        return async (strings: TemplateStringsArray, ...values: unknown[]) => {
          const [first = '', ...rest] = strings;
          const explain = Object.assign([`explain (format json) ${first}`, ...rest], { raw: [] });
          const [row] = (await target.$queryRaw(explain as unknown as TemplateStringsArray, ...values)) as [
            { 'QUERY PLAN': [{ Plan: Plan }] },
          ];
          plans.push(row['QUERY PLAN'][0].Plan);
          return target.$queryRaw(strings, ...values);
        };
      },
    }) as Db;
    await listPeople(explaining, { actor: admin, reach, now: new Date() }, ListUsers.parse(input));
  });
  return plans;
}

describe('the plans of the list of people', () => {
  it.each([
    [{}],
    [{ page: '500' }],
    [{ page: '900' }],
    [{ sort: 'name' }],
    [{ sort: '-name', page: '300' }],
    [{ sort: 'email' }],
    [{ sort: '-email' }],
    [{ q: 'resident1234' }],
    [{ q: 'garcia ana' }],
    [{ role: 'County Admin' }],
    [{ department: 'BLD' }],
    [{ active: 'false' }],
    [{ confirmed: 'false' }],
    [{ invited: 'true' }],
    [{ twoFactor: 'true' }],
    [{ q: 'resident1234', role: 'Citizen', active: 'true' }],
  ])('%j: no table of people is read from end to end, and none sorted', async (input) => {
    const nodes = (await plansOf(input as Record<string, string>)).flatMap(nodesOf);
    const read = nodes.filter(
      (node) =>
        node['Node Type'] === 'Seq Scan' &&
        /^(User|UserRole|PersonSearch)$/.test(node['Relation Name'] ?? ''),
    );
    const sorted = nodes.filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > PEOPLE / 10);
    expect({ read, sorted }).toEqual({ read: [], sorted: [] });
  });

  // Its total looks at every row that it counts: docs/decisions/finding-people.md.
  it.each([[{ active: 'true' }], [{ twoFactor: 'false' }]])(
    'a filter that nearly everybody passes shows its page in the order of an index: %j',
    async (input) => {
      const nodes = nodesOf((await plansOf(input as Record<string, string>)).at(-1) as Plan);
      const sorted = nodes.filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > PEOPLE / 10);
      expect(sorted).toEqual([]);
    },
  );

  it.each([
    ['%resident1234%', true],
    ['%garcia%', true],
  ])('a search by part of a name uses the trigram index: %s', async (pattern) => {
    const { query } = await database();
    const { rows } = await query<{ 'QUERY PLAN': [{ Plan: Plan }] }>({
      text: `explain (format json) select "userId" from "PersonSearch" where "countyId" = '${world.alder.county.id}' and "text" like '${pattern}'`,
    });
    const nodes = nodesOf(rows[0]?.['QUERY PLAN'][0].Plan as Plan).map((node) => node['Node Type']);
    expect(nodes).toContain('Bitmap Index Scan');
  });

  it('an unfiltered total reads one row of figures', async () => {
    const statements: string[] = [];
    await behindTheWall(world.alder.county.id, async (db) => {
      const watching = new Proxy(db, {
        get: (target, name) => {
          if (name === '$queryRaw') statements.push('statement');
          return Reflect.get(target, name);
        },
      }) as Db;
      const page = await listPeople(
        watching,
        { actor: admin, reach: reachFragments(admin, 'user.view'), now: new Date() },
        ListUsers.parse({}),
      );
      expect(page?.total).toBe(PEOPLE + 3);
    });
    expect(statements).toHaveLength(1);
  });
});
