import 'server-only';
import { domains, type Offered } from '@/lib/domains';
import { done, type Look, useCase } from '@/lib/kernel';
import { Nothing } from '@/lib/shared/text';

const DAY = 86_400_000;

type Merged<U> = (U extends unknown ? (one: U) => void : never) extends (all: infer All) => void
  ? All
  : never;
type OfferedPanels = Merged<Offered<'panels'>>;

/** What the panels of the domains show. One is null to who may not see it; nothing is made up. */
type Panels = { [Name in keyof OfferedPanels]: Awaited<ReturnType<OfferedPanels[Name]>> };

export type Dashboard = Panels & {
  county: string | null;
  /** When the last day of these figures began. */
  since: string;
};

/**
 * What each person should see first, by what they may do rather than by their role: the panels that domains offer
 * (`panels` of their domain.ts). No figure counts more rows than it names.
 */
export const getDashboard = useCase({
  name: 'reporting.getDashboard',
  input: Nothing,
  access: 'dashboard.view',
  audit: 'none',
  run: async ({ db, actor, now }) => {
    const panels = await look({ db, actor, now });
    const since = new Date(now.getTime() - DAY).toISOString();
    const dashboard: Dashboard = { ...panels, county: actor.county?.name ?? null, since };
    return done(dashboard);
  },
});

/** One after the other: a transaction has one connection. */
async function look(at: Look): Promise<Panels> {
  const shown: Record<string, unknown> = {};
  for (const { panels } of domains)
    for (const [name, panel] of Object.entries(panels ?? {})) shown[name] = await panel(at);
  return shown as Panels;
}
