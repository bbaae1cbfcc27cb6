import 'server-only';
import { done, useCase } from '@/lib/kernel';
import { env } from '@/lib/platform/env';
import { type CountySettings, countySettings } from '@/lib/shared/county-settings';
import { Nothing } from '@/lib/shared/text';

export type PortalCounty = { code: string; name: string; settings: CountySettings };

/**
 * The county that strangers see: DEFAULT_COUNTY, or the only active one. Null where there are several and none is
 * named: the portal is then nobody's in particular.
 */
export const getPortalCounty = useCase({
  name: 'administration.getPortalCounty',
  input: Nothing,
  access: 'public',
  audit: 'none',
  run: async ({ db }) => {
    const code = env().DEFAULT_COUNTY;
    const [county, another] = await db.county.findMany({
      where: { active: true, ...(code ? { code } : {}) },
      select: { code: true, name: true, settings: true },
      take: 2,
    });
    if (!county || another) return done<PortalCounty | null>(null);
    return done<PortalCounty | null>({ ...county, settings: countySettings(county.settings) });
  },
});
