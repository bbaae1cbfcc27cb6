import 'server-only';
import { env } from '@/lib/platform/env';
import { countySettings } from '@/lib/shared/county-settings';

/**
 * Whether people of a county confirm their address before they get in: where the portal asks for it, or the county.
 * @param stored County.settings
 */
export function isConfirmationNeeded(stored: unknown): boolean {
  return env().CONFIRM_EMAIL || countySettings(stored).confirmEmail === 'on';
}
