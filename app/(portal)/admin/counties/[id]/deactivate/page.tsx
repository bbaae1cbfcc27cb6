import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { requirePermission } from '@/lib/adapters/require-role';
import { getCounty, updateCounty } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { deactivateCountyAction } from '../../actions';
import { countyCrumbs } from '../../crumbs';

/** Asks once before everybody of a county is kept out. */
export default async function DeactivateCountyPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePermission('county.manage');
  await guard(updateCounty);
  const t = await getTranslations('counties');
  const county = await read(getCounty, { countyId: (await params).id });
  return (
    <ConfirmPage
      crumbs={await countyCrumbs(county)}
      title={t('deactivateTitle', { name: county.name })}
      lead={t('deactivateText')}
      action={deactivateCountyAction}
      sends={{ countyId: county.id, version: county.version, active: 'false' }}
      submit={t('deactivate')}
      cancelHref={paths.counties.show(county.id)}
    />
  );
}
