import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { pageActor, read } from '@/lib/adapters/page';
import { getPortalCounty, listOpenCounties } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { ProviderPart } from '../provider-part';
import { registerAction } from './actions';
import { ClosedPage } from './closed-page';
import { RegisterFields, registerFields } from './register-fields';

const faults = [
  'errors.firstName.enter',
  'errors.firstName.tooLong',
  'errors.lastName.enter',
  'errors.lastName.tooLong',
  'errors.email.enter',
  'errors.email.format',
  'errors.phoneNumber.format',
  'errors.county.choose',
  'errors.password.enter',
  'errors.password.enterAgain',
  'errors.password.different',
  'errors.form.characters',
];

/** Asking for an account. */
export default async function RegisterPage() {
  if ((await pageActor()).kind === 'person') redirect(paths.dashboard());
  const [t, counties, portalCounty] = await Promise.all([
    getTranslations('accounts'),
    read(listOpenCounties, {}),
    read(getPortalCounty, {}),
  ]);
  if (counties.length === 0) return <ClosedPage />;
  return (
    <PortalPage crumbs={[{ href: paths.login(), label: t('signIn.title') }]}>
      <AccountForm
        {...(await formFrame(t('register.title'), faults))}
        action={registerAction}
        schema="RegisterForm"
        fields={registerFields}
        heading={
          <>
            <h1>{t('register.title')}</h1>
            <p className="mb-5 text-ink-2">{t('register.lead')}</p>
          </>
        }
      >
        <RegisterFields counties={counties} portalCounty={portalCounty} />
        <ButtonRow>
          <SubmitButton>{t('register.submit')}</SubmitButton>
        </ButtonRow>
        <p className="mt-3 text-ink-2">
          {t('register.haveAccount')} <a href={paths.login()}>{t('signIn.title')}</a>
        </p>
      </AccountForm>
      <ProviderPart />
    </PortalPage>
  );
}
