import { getTranslations } from 'next-intl/server';
import { cache } from 'react';
import { pageActor, pageRequest } from '@/lib/adapters/page';
import { keptPortalCounty } from '@/lib/administration';
import { type CountySettings, countySettings } from '@/lib/shared/county-settings';

/** How long (ms) a page waits for the county's name and colour: they are worth less than the page. */
const PATIENCE = 1000;

export type ViewedCounty = { name: string; settings: CountySettings };

/**
 * The county whose page this is: the reader's own, else the portal's. Never fails: with the database away the portal
 * goes by its bare name.
 */
export const viewedCounty = cache(async (): Promise<ViewedCounty> => {
  const actor = await pageActor();
  if (actor.kind === 'person' && actor.county)
    return { name: actor.county.name, settings: countySettings(actor.county.settings) };
  const tooLate = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE).unref());
  const found = await Promise.race([keptPortalCounty(await pageRequest()), tooLate]);
  if (found) return found;
  const t = await getTranslations('common');
  return { name: t('county'), settings: countySettings({}) };
});
