import { getTranslations } from 'next-intl/server';
import { passwordHelp, passwordToggle } from '@/app/_parts/form-frame';
import { PasswordField } from '@/components/forms/password-field';
import { SelectField } from '@/components/forms/select-field';
import { TextField } from '@/components/forms/text-field';
import { passwordHints } from '@/lib/accounts/passwords/rule';
import type { OpenCounty, PortalCounty } from '@/lib/administration';

/** The fields of the registration, in the order of the page. */
export const registerFields = [
  'firstName',
  'lastName',
  'email',
  'phoneNumber',
  'county',
  'password',
  'passwordConfirm',
] as const;

/** What a new person tells of themselves; the portal's county is chosen beforehand, where it lets people in. */
export async function RegisterFields({
  counties,
  portalCounty,
}: {
  counties: OpenCounty[];
  portalCounty: PortalCounty | null;
}) {
  const [t, toggle, help] = await Promise.all([
    getTranslations('accounts'),
    passwordToggle(),
    passwordHelp(['county', 'email', 'firstName', 'lastName']),
  ]);
  const chosen = counties.find(({ code }) => code === portalCounty?.code);
  const hints = passwordHints(counties.map(({ settings }) => settings));
  const options = counties.map(({ code, name }) => ({ value: code, label: name }));
  return (
    <>
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
        options={chosen ? options : [{ value: '', label: t('fields.chooseCounty') }, ...options]}
        defaultValue={chosen?.code}
      />
      <PasswordField
        name="password"
        label={t('fields.password')}
        hint={hints.map((key) => t(`hints.${key}`)).join(' ')}
        autoComplete="new-password"
        toggle={toggle}
        help={help}
      />
      <PasswordField
        name="passwordConfirm"
        label={t('fields.passwordConfirm')}
        autoComplete="new-password"
        toggle={toggle}
      />
    </>
  );
}
