import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { FileField } from '@/components/forms/file-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextAreaField } from '@/components/forms/text-area-field';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { createImport, getPeopleOptions } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { personCrumbs } from '../[id]/person-file';
import { createImportAction } from '../batches/actions';
import { FileGuide } from './file-guide';

/** Choosing or pasting a file of people to invite. It is shown line by line before anything happens. */
export default async function ImportPeoplePage() {
  const actor = await guard(createImport, { fresh: true });
  const [t, common, crumbs, options] = await Promise.all([
    getTranslations('batches.import'),
    getTranslations('common'),
    personCrumbs(),
    actor.grants.has('user.view') ? read(getPeopleOptions, {}) : null,
  ]);
  return (
    <PortalPage crumbs={crumbs}>
      <AccountForm
        {...(await formFrame(t('title')))}
        action={createImportAction}
        fields={['file', 'text']}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
            <FileGuide options={options} />
          </>
        }
      >
        <FileField
          name="file"
          label={t('file')}
          hint={t('fileHint')}
          accept=".csv,.txt,text/csv,text/plain"
        />
        <TextAreaField name="text" label={t('text')} hint={t('textHint')} rows={6} autoComplete="off" />
        <ButtonRow>
          <SubmitButton>{t('submit')}</SubmitButton>
          <a href={paths.people()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
