import { beforeAll, describe, expect, it } from 'vitest';
import { nodesOf, type Watched, watchStatements } from '@/lib/testing/statements';
import { analyseResidents, createWorld, successOf, type World } from '@/lib/testing/world';
import { seedResidents } from '@/prisma/seed/residents';
import { countExport } from './export-users';
import { listUsers } from './list-users';

/** Enough that the planner would rather use an index than read the table; the benchmark has 100,000. */
const PEOPLE = 20_000;

let world: World;
let watch: Awaited<ReturnType<typeof watchStatements>>;
beforeAll(async () => {
  world = await createWorld();
  await seedResidents(PEOPLE, () => undefined, analyseResidents);
  watch = await watchStatements();
}, 180_000);

/** What a County Admin's list runs, as it is run: every statement, whoever wrote it, and what was read for it. */
async function listed(input: Record<string, string>) {
  const watched = await watch.during(() => listUsers.execute(world.alder.admin.request, input));
  const page = successOf(watched.value);
  const only = (beginning: RegExp) => watched.statements.filter(({ sql }) => beginning.test(sql.trim()));
  return {
    ...watched,
    page,
    pages: only(/^with page as/),
    counts: only(/^select count\(/i),
    figures: only(/^select .*"PeopleFigures"/is),
  };
}

const ofPeople = /^(User|UserRole|PersonSearch)$/;

const readWhole = ({ statements }: Pick<Watched, 'statements'>) =>
  statements
    .flatMap(({ plan }) => nodesOf(plan))
    .filter((node) => node['Node Type'] === 'Seq Scan' && ofPeople.test(node['Relation Name'] ?? ''));
const sorted = ({ statements }: Pick<Watched, 'statements'>) =>
  statements
    .flatMap(({ plan }) => nodesOf(plan))
    .filter((node) => node['Node Type'] === 'Sort' && node['Plan Rows'] > PEOPLE / 10);

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
    const list = await listed(input as Record<string, string>);
    expect({ read: readWhole(list), sorted: sorted(list) }).toEqual({ read: [], sorted: [] });
    // The same by what was read, not planned: within people_matching too.
    expect(list.scanned.filter((table) => ofPeople.test(table))).toEqual([]);
    expect(list.statements.length).toBeGreaterThan(1);
  });

  it.each([[{ active: 'true' }], [{ twoFactor: 'false' }], [{ confirmed: 'true' }], [{ invited: 'false' }]])(
    'a filter that nearly everybody passes shows its page in the order of an index, and counts with one look at each: %j',
    async (input) => {
      const list = await listed(input as Record<string, string>);
      expect(list.page.total).toBe(PEOPLE + 3);
      expect(list.pages).toHaveLength(1);
      expect(readWhole({ statements: list.pages })).toEqual([]);
      expect(sorted(list)).toEqual([]);
      // The total looks at every row that it counts (docs/decisions/finding-people.md): once, and at nothing else.
      expect(list.counts).toHaveLength(1);
      const read = list.counts.flatMap(({ plan }) =>
        nodesOf(plan).flatMap((node) => node['Relation Name'] ?? []),
      );
      expect(read).toEqual(['User']);
    },
  );

  it.each(['resident1234', 'garcia', 'garcia ana', '234@example.org', '555-0117', '(555) 011.7', 'ga'])(
    'a search by part of a name or address looks into the trigram index: %s',
    async (q) => {
      const { page, indexes, scanned } = await listed({ q });
      expect(page.total).toBeGreaterThan(0);
      expect(indexes).toContain('PersonSearch_text_idx');
      expect(scanned).not.toContain('PersonSearch');
    },
  );

  it('what nearly everybody has is "more than" a limit, not counted to its end', async () => {
    const { page, counts } = await listed({ q: 'resident', page: '300' });
    expect({ total: page.total, items: page.items.length }).toEqual({ total: null, items: 20 });
    expect(counts).toEqual([]);
    const asked = { q: 'resident', format: 'csv' };
    expect(successOf(await countExport.execute(world.alder.admin.request, asked))).toEqual({ total: PEOPLE });
  });

  it('of every county the total sums figures, and counts those alone who belong to none', async () => {
    const watched = await watch.during(() => listUsers.execute(world.system.request, {}));
    expect(successOf(watched.value).total).toBe(PEOPLE + 7);
    const counts = watched.statements.filter(({ sql }) => /^select count\(/i.test(sql.trim()));
    expect(counts).toHaveLength(1);
    expect(readWhole({ statements: counts })).toEqual([]);
    const looked = nodesOf(counts[0]?.plan ?? null).flatMap((node) => node['Index Cond'] ?? []);
    expect(looked).toEqual([expect.stringMatching(/"countyId".* IS NULL/)]);
  });

  it('an unfiltered total reads one row of figures, and counts nobody', async () => {
    const { page, pages, counts, figures, statements } = await listed({});
    expect(page.total).toBe(PEOPLE + 3);
    expect(counts).toEqual([]);
    expect(figures).toHaveLength(1);
    const read = nodesOf(figures[0]?.plan ?? null).filter((node) => node['Relation Name']);
    expect(read).toMatchObject([{ 'Relation Name': 'PeopleFigures', 'Plan Rows': 1 }]);
    // Besides these: the wall, and the event of reading.
    const others = statements.filter((each) => !pages.includes(each) && !figures.includes(each));
    const tables = others.flatMap(({ plan }) => nodesOf(plan).flatMap((node) => node['Relation Name'] ?? []));
    expect(tables.filter((table) => table !== 'AuditEvent')).toEqual([]);
  });
});
