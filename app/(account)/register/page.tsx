import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { formFrame, passwordToggle } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { PasswordField } from '@/components/forms/password-field';
import { SelectField } from '@/components/forms/select-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { passwordHint } from '@/lib/accounts/passwords/rule';
import { getPortalCounty, listCounties } from '@/lib/administration';
import { pageActor, read } from '@/lib/kernel/read';
import { paths } from '@/lib/shared/paths';
import { registerAction } from './actions';

const fields = [
  'firstName',
  'lastName',
  'email',
  'phoneNumber',
  'county',
  'password',
  'passwordConfirm',
] as const;
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
  const [t, toggle, counties, portalCounty] = await Promise.all([
    getTranslations('accounts'),
    passwordToggle(),
    read(listCounties, {}),
    read(getPortalCounty, {}),
  ]);
  const options = counties.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <PortalPage crumbs={[{ href: paths.login(), label: t('signIn.title') }]}>
      <AccountForm
        {...(await formFrame(t('register.title'), faults))}
        action={registerAction}
        schema="RegisterForm"
        fields={fields}
        heading={
          <>
            <h1>{t('register.title')}</h1>
            <p className="mb-5 text-ink-2">{t('register.lead')}</p>
          </>
        }
      >
        <TextField name="firstName" label={t('fields.firstName')} autoComplete="given-name" />
        <TextField name="lastName" label={t('fields.lastName')} autoComplete="family-name" />
        <TextField
          name="email"
          label={t('fields.email')}
          hint={t('hints.email')}
          type="email"
          autoComplete="username"
          inputMode="email"
        />
        <TextField
          name="phoneNumber"
          label={t('fields.phoneNumber')}
          hint={t('hints.phone')}
          type="tel"
          autoComplete="tel"
          width="medium"
        />
        <SelectField
          name="county"
          label={t('fields.county')}
          options={portalCounty ? options : [{ value: '', label: t('fields.chooseCounty') }, ...options]}
          defaultValue={portalCounty?.code}
        />
        <PasswordField
          name="password"
          label={t('fields.password')}
          hint={t(`hints.${passwordHint()}`)}
          autoComplete="new-password"
          toggle={toggle}
        />
        <PasswordField
          name="passwordConfirm"
          label={t('fields.passwordConfirm')}
          autoComplete="new-password"
          toggle={toggle}
        />
        <ButtonRow>
          <SubmitButton>{t('register.submit')}</SubmitButton>
        </ButtonRow>
        <p className="mt-3 text-ink-2">
          {t('register.haveAccount')} <a href={paths.login()}>{t('signIn.title')}</a>
        </p>
      </AccountForm>
    </PortalPage>
  );
}
