import 'server-only';
import { covers, type Permission } from '@/lib/access/permissions';
import { pageActor } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';

/**
 * Where somebody goes who made a thing: to it, when they see all of the county's; else to the list, and where that is
 * closed to them too, to their dashboard.
 */
export async function pathAfterMaking(sees: Permission, toIt: string, toTheList: string): Promise<string> {
  const actor = await pageActor();
  const reach = actor.kind === 'person' ? actor.grants.get(sees) : undefined;
  if (covers(reach, 'county')) return toIt;
  return reach ? toTheList : paths.dashboard.show();
}
