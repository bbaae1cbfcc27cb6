import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { requireCountyRole } from '@/lib/adapters/require-role';
import { getCounty, updateCounty } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { updateOwnCountyAction } from '../counties/actions';
import { SettingsForm } from '../counties/settings-form';

/** What the own county decides. Who has not signed in lately proves it first, before typing. */
export default async function CountySettingsPage() {
  const { county: own } = await requireCountyRole('County Admin');
  await guard(updateCounty);
  const [t, admin, county] = await Promise.all([
    getTranslations('counties.settings'),
    getTranslations('admin'),
    read(getCounty, { countyId: own.id }),
  ]);
  return (
    <PortalPage crumbs={[{ href: paths.admin.show(), label: admin('title') }]}>
      <SettingsForm
        county={county}
        title={t('title')}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-6 text-lead text-ink-2">{t('lead', { county: county.name })}</p>
          </>
        }
        action={updateOwnCountyAction}
      />
    </PortalPage>
  );
}
