import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { createCounty } from '@/lib/administration';
import { newCountyFields } from '@/lib/administration/counties/schema';
import { paths } from '@/lib/shared/paths';
import { createCountyAction } from '../actions';
import { countyCrumbs } from '../crumbs';

/** Setting up a county and inviting its first administrator. */
export default async function NewCountyPage() {
  await guard(createCounty, { fresh: true });
  const t = await getTranslations('counties');
  return (
    <PortalPage crumbs={await countyCrumbs()}>
      <Form
        of={newCountyFields}
        title={t('new')}
        heading={
          <>
            <h1>{t('new')}</h1>
            <p className="mb-5 text-ink-2">{t('newLead')}</p>
          </>
        }
        action={createCountyAction}
        before={{
          adminEmail: (
            <>
              <h2>{t('administrator')}</h2>
              <p className="mb-4 text-ink-2">{t('administratorText')}</p>
            </>
          ),
        }}
        submit={t('create')}
        cancelHref={paths.counties.list()}
      />
    </PortalPage>
  );
}
