import { getTranslations } from 'next-intl/server';
import { PortalPage } from '@/app/_parts/portal-page';
import { Panel, Split } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { requirePermission } from '@/lib/adapters/require-role';
import { getCounty, updateCounty } from '@/lib/administration';
import { updateCountyAction } from '../actions';
import { countyCrumbs } from '../crumbs';
import { SettingsForm } from '../settings-form';
import { CountyActions } from './county-actions';
import { CountyFigures } from './county-figures';

/** A county for who sets counties up: its people in figures, its settings, whether it is open at all. */
export default async function CountyPage({ params }: { params: Promise<{ id: string }> }) {
  await requirePermission('county.manage');
  await guard(updateCounty);
  const [t, county] = await Promise.all([
    getTranslations('counties'),
    read(getCounty, { countyId: (await params).id }),
  ]);
  return (
    <PortalPage crumbs={await countyCrumbs()}>
      <Split
        main={
          <SettingsForm
            county={county}
            title={county.name}
            heading={
              <>
                <h1 className="[overflow-wrap:anywhere]">{county.name}</h1>
                <p className="mb-5 text-ink-2">
                  {county.code}{' '}
                  <Tag tone={county.active ? 'green' : 'amber'}>
                    {t(county.active ? 'active' : 'inactive')}
                  </Tag>
                </p>
                {county.active ? null : <p className="mb-5">{t('inactiveNote')}</p>}
              </>
            }
            action={updateCountyAction}
          />
        }
        side={
          <Panel id="figures" title={t('figures')}>
            <CountyFigures county={county} />
            <CountyActions county={county} />
          </Panel>
        }
      />
    </PortalPage>
  );
}
