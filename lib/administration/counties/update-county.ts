import 'server-only';
import { type AuditNote, type Db, done, fail, failFields, useCase } from '@/lib/kernel';
import { type CountySettings, countySettings } from '@/lib/shared/county-settings';
import { forgetPortalCounty } from './portal-county';
import { CountyBody, type SettingsChange, UpdateCounty } from './schema';
import { countiesWithin, countyColumns, countyView } from './view';

/**
 * Changes a county's name and settings, by its own administrators; whoever sets counties up also deactivates and
 * reactivates it. The code never changes: links, trails and settings of the portal name the county by it.
 */
export const updateCounty = useCase({
  name: 'administration.updateCounty',
  input: UpdateCounty,
  output: CountyBody,
  access: 'county.update',
  fresh: true,
  audit: ({ countyId }) => ({ entity: 'county', id: countyId }),
  run: async ({ db, actor, reach, now, note }, { countyId, version, code, name, active, settings }) => {
    const row = await db.county.findFirst({
      where: { AND: [{ id: countyId }, countiesWithin(reach)] },
      select: countyColumns,
    });
    if (!row) return fail('not_found', 'errors.county.gone');
    note({ county: countyId });
    const before = countyView(row);
    if (code !== undefined && code !== before.code) return failFields({ code: ['errors.county.codeFixed'] });
    const isSwitched = active !== undefined && active !== before.active;
    if (isSwitched && !actor.grants.has('county.manage'))
      return fail('forbidden', 'errors.access.notAllowed');
    const after = {
      name: name ?? before.name,
      active: active ?? before.active,
      settings: changedSettings(before.settings, settings ?? {}),
    };
    const { count } = await db.county.updateMany({
      where: { id: countyId, version },
      data: { ...after, version: { increment: 1 } },
    });
    if (count === 0) return fail('conflict', 'errors.form.changedMeanwhile');
    forgetPortalCounty();
    if (isSwitched && !after.active) await endEverything(db, countyId, now);
    note(changes(before, after));
    return done(
      countyView(await db.county.findUniqueOrThrow({ where: { id: countyId }, select: countyColumns })),
    );
  },
});

/** The settings with a change applied: what is not named stays, null takes away. */
function changedSettings(before: CountySettings, change: SettingsChange): CountySettings {
  const named = Object.entries(change).filter(([, value]) => value !== undefined);
  const all = { ...before, ...Object.fromEntries(named) };
  return countySettings(Object.fromEntries(Object.entries(all).filter(([, value]) => value !== null)));
}

/** Nobody of a deactivated county gets in; and what ended with it does not come back when it is active again. */
async function endEverything(db: Db, countyId: string, now: Date): Promise<void> {
  await db.session.updateMany({
    where: { countyId, endedAt: null },
    data: { endedAt: now, endedBecause: 'county deactivated' },
  });
  await db.apiToken.updateMany({ where: { countyId, revokedAt: null }, data: { revokedAt: now } });
}

type Changeable = Pick<CountyBody, 'name' | 'active' | 'settings'>;

/** The fields that differ, as they were and as they are; of the settings each on its own. */
function changes(before: Changeable, after: Changeable): AuditNote {
  const flat = ({ name, active, settings }: Changeable): Record<string, unknown> => ({
    name,
    active,
    ...Object.fromEntries(Object.entries(settings).map(([key, value]) => [`settings.${key}`, value])),
  });
  const [old, now] = [flat(before), flat(after)];
  const differing = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter(
    (key) => JSON.stringify(old[key]) !== JSON.stringify(now[key]),
  );
  const only = (from: Record<string, unknown>) =>
    Object.fromEntries(differing.map((key) => [key, from[key] ?? null]));
  return { before: only(old), after: only(now) };
}
