import 'server-only';
import { domains, type Offered } from '@/lib/domains';
import type { Area, NavigationEntry, Person } from '@/lib/kernel';
import { paths } from '@/lib/shared/paths';

type OfferedArea = Area & { name: Offered<'areas'>[number]['name'] };
type OfferedEntry = NavigationEntry & { name: Offered<'navigation'>[number]['name'] | 'administration' };

const byPlace = (a: { place: number }, b: { place: number }) => a.place - b.place;

const areas = domains.flatMap((domain) => domain.areas ?? []).sort(byPlace) as OfferedArea[];
const entries = domains.flatMap((domain) => domain.navigation ?? []) as OfferedEntry[];

const administration: OfferedEntry = { name: 'administration', href: paths.admin.show(), place: 30 };

/** The parts of the administration that somebody may open, in their order. */
export function areasOf({ grants, county }: Person): OfferedArea[] {
  return areas.filter(({ permission, ofOneCounty }) => grants.has(permission) && !(ofOneCounty && !county));
}

/**
 * The main navigation of somebody. The administration is in it for who finds a part there that has no entry of its
 * own, as the people have.
 */
export function navigationOf(person: Person): OfferedEntry[] {
  const own = entries.filter(({ permission }) => !permission || person.grants.has(permission));
  const administers = areasOf(person).some(({ href }) => !own.some((entry) => entry.href === href));
  return [...own, ...(administers ? [administration] : [])].sort(byPlace);
}
