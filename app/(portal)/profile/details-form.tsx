import { getTranslations } from 'next-intl/server';
import { viewedCounty } from '@/app/_parts/county';
import { formFrame } from '@/app/_parts/form-frame';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SelectField } from '@/components/forms/select-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import type { UserBody } from '@/lib/shared/user-body';
import { updateProfileAction } from './actions';

const faults = [
  'errors.firstName.enter',
  'errors.firstName.tooLong',
  'errors.lastName.enter',
  'errors.lastName.tooLong',
  'errors.phoneNumber.format',
  'errors.address.tooLong',
  'errors.form.characters',
  'errors.language.choose',
];

/** What people may change of themselves. */
export async function DetailsForm({ profile }: { profile: UserBody }) {
  const [t, county] = await Promise.all([getTranslations('accounts'), viewedCounty()]);
  const { languages } = county.settings;
  return (
    <AccountForm
      {...(await formFrame(t('profile.title'), faults))}
      action={updateProfileAction}
      schema="UpdateProfile"
      fields={['firstName', 'lastName', 'phoneNumber', 'address', 'locale']}
      heading={<h1>{t('profile.title')}</h1>}
    >
      <HiddenField name="version" value={profile.version} />
      <TextField
        name="firstName"
        label={t('fields.firstName')}
        autoComplete="given-name"
        defaultValue={profile.firstName}
      />
      <TextField
        name="lastName"
        label={t('fields.lastName')}
        autoComplete="family-name"
        defaultValue={profile.lastName}
      />
      <TextField
        name="phoneNumber"
        label={t('fields.phoneNumber')}
        hint={t('hints.phone')}
        type="tel"
        autoComplete="tel"
        width="medium"
        defaultValue={profile.phoneNumber ?? ''}
      />
      <TextField
        name="address"
        label={t('fields.address')}
        autoComplete="street-address"
        defaultValue={profile.address ?? ''}
      />
      {languages.length > 1 ? (
        <SelectField
          name="locale"
          label={t('fields.language')}
          hint={t('hints.language')}
          width="medium"
          options={[
            { value: 'en', label: t('fields.english') },
            { value: 'es', label: t('fields.spanish') },
          ]}
          defaultValue={profile.locale}
        />
      ) : (
        <HiddenField name="locale" value={languages[0] ?? profile.locale} />
      )}
      <ButtonRow>
        <SubmitButton>{t('profile.submit')}</SubmitButton>
      </ButtonRow>
    </AccountForm>
  );
}
