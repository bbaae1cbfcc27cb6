import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { createImport, getPeopleOptions } from '@/lib/administration';
import { importFields } from '@/lib/administration/import/schema';
import { paths } from '@/lib/shared/paths';
import { personCrumbs } from '../[id]/person-file';
import { createImportAction } from '../batches/actions';
import { FileGuide } from './file-guide';

/** Choosing or pasting a file of people to invite. It is shown line by line before anything happens. */
export default async function ImportPeoplePage() {
  const actor = await guard(createImport, { fresh: true });
  const [t, crumbs, options] = await Promise.all([
    getTranslations('batches.import'),
    personCrumbs(),
    actor.grants.has('user.view') ? read(getPeopleOptions, {}) : null,
  ]);
  return (
    <PortalPage crumbs={crumbs}>
      <Form
        of={importFields}
        title={t('title')}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
            <FileGuide options={options} />
          </>
        }
        action={createImportAction}
        submit={t('submit')}
        cancelHref={paths.people.list()}
      />
    </PortalPage>
  );
}
