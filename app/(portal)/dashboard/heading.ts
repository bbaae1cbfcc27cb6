import { getTranslations } from 'next-intl/server';
import type { Person } from '@/lib/kernel';

/** The h1 of a dashboard: whose day it is about. */
export async function dashboardHeading(actor: Person): Promise<string> {
  const t = await getTranslations('dashboard');
  if (actor.grants.has('county.view')) return t('systemTitle');
  if (actor.county && actor.grants.get('user.view') === 'county')
    return t('today', { county: actor.county.name });
  return actor.firstName ? t('welcome', { name: actor.firstName }) : t('welcomeNoName');
}
