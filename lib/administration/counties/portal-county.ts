import 'server-only';
import type { PortalRequest } from '@/lib/kernel';
import { clock } from '@/lib/kernel/ports';
import { getPortalCounty, type PortalCounty } from './get-portal-county';

/** How long (ms) a stranger's page may show what another process has changed. */
const KEPT = 10_000;
/** The longest (ms) that a transaction takes: until then a change may not be committed, and what is read is the old. */
const UNSETTLED = 5000;

type Kept = { county?: PortalCounty | null; until: number };
// Next bundles routes and pages apart: what a process keeps for both lives on globalThis.
const shared = globalThis as typeof globalThis & { portalCounty?: Kept };

/** The county that strangers see, for their pages; undefined while the database is away. */
export async function keptPortalCounty(request: PortalRequest): Promise<PortalCounty | null | undefined> {
  const now = clock().now().getTime();
  const kept = shared.portalCounty;
  if (kept && now < kept.until && kept.county !== undefined) return kept.county;
  const result = await getPortalCounty.execute(request, {});
  if (!result.ok) return undefined;
  // A change that began meanwhile has put its own mark here.
  if (shared.portalCounty === kept && (!kept || now >= kept.until))
    shared.portalCounty = { county: result.value, until: now + KEPT };
  return result.value;
}

/** To be called by what changes a county, inside its transaction: pages of this process show it from the commit on. */
export function forgetPortalCounty(): void {
  shared.portalCounty = { until: clock().now().getTime() + UNSETTLED };
}
