import 'server-only';
import type { ReachFragments } from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import type { CountyBody } from './schema';

/** The columns that a county's body needs. */
export const countyColumns = {
  id: true,
  code: true,
  name: true,
  active: true,
  settings: true,
  version: true,
} as const satisfies Record<keyof CountyBody, true>;

type CountyRow = Omit<CountyBody, 'settings'> & { settings: unknown };

/** A county as it leaves the server: docs/contract.md, section 8. */
export function countyView({ id, code, name, active, settings, version }: CountyRow): CountyBody {
  return { id, code, name, active, settings: countySettings(settings), version };
}

/** Which counties an actor's permission covers: a County's row is its own county. */
export function countiesWithin({ county }: ReachFragments): { id?: string } {
  return county.countyId === undefined ? {} : { id: county.countyId };
}
