import 'server-only';
import type { Db } from '@/lib/kernel';
import { type CountySettings, countySettings } from '@/lib/shared/county-settings';

/** What a person's county has decided; for who belongs to none, what the portal does by itself. */
export async function settingsOf(db: Db, countyId: string | null): Promise<CountySettings> {
  if (!countyId) return countySettings({});
  const county = await db.county.findUniqueOrThrow({ where: { id: countyId }, select: { settings: true } });
  return countySettings(county.settings);
}
