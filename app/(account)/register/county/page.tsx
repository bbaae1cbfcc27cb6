import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SelectField } from '@/components/forms/select-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { newcomer } from '@/lib/accounts/browser/round-trip';
import { read } from '@/lib/adapters/page';
import { listOpenCounties } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { ClosedPage } from '../closed-page';
import { chooseCountyAction } from './actions';

/** Whose account a sign-in elsewhere makes: which county it belongs to, where the portal serves several. */
export default async function ChooseCountyPage() {
  const who = await newcomer();
  if (!who) redirect(paths.login());
  const [t, fields, counties] = await Promise.all([
    getTranslations('providers.county'),
    getTranslations('accounts.fields'),
    read(listOpenCounties, {}),
  ]);
  if (counties.length === 0) return <ClosedPage />;
  return (
    <PortalPage crumbs={[{ href: paths.login(), label: t('back') }]}>
      <AccountForm
        {...(await formFrame(t('title')))}
        action={chooseCountyAction}
        fields={['county']}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-5 text-ink-2">{t('lead', { name: who.name, email: who.email })}</p>
          </>
        }
      >
        <HiddenField name="next" value={who.next ?? ''} />
        <SelectField
          name="county"
          label={fields('county')}
          options={[
            { value: '', label: fields('chooseCounty') },
            ...counties.map(({ code, name }) => ({ value: code, label: name })),
          ]}
        />
        <ButtonRow>
          <SubmitButton>{t('submit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
