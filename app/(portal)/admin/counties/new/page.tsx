import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { createCounty } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { createCountyAction } from '../actions';
import { countyCrumbs } from '../crumbs';

/** Setting up a county and inviting its first administrator. */
export default async function NewCountyPage() {
  await guard(createCounty, { fresh: true });
  const [t, common] = await Promise.all([getTranslations('counties'), getTranslations('common')]);
  return (
    <PortalPage crumbs={await countyCrumbs()}>
      <AccountForm
        {...(await formFrame(t('new')))}
        action={createCountyAction}
        fields={['name', 'code', 'adminEmail', 'adminFirstName', 'adminLastName']}
        heading={
          <>
            <h1>{t('new')}</h1>
            <p className="mb-5 text-ink-2">{t('newLead')}</p>
          </>
        }
      >
        <TextField name="name" label={t('name')} autoComplete="off" />
        <TextField
          name="code"
          label={t('code')}
          hint={t('codeHint')}
          autoComplete="off"
          spellCheck={false}
          width="short"
        />
        <h2>{t('administrator')}</h2>
        <p className="mb-4 text-ink-2">{t('administratorText')}</p>
        <TextField
          name="adminEmail"
          label={t('adminEmail')}
          type="email"
          inputMode="email"
          autoComplete="off"
        />
        <TextField name="adminFirstName" label={t('adminFirstName')} autoComplete="off" />
        <TextField name="adminLastName" label={t('adminLastName')} autoComplete="off" />
        <ButtonRow>
          <SubmitButton>{t('create')}</SubmitButton>
          <a href={paths.counties()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
