import { getTranslations } from 'next-intl/server';
import { viewedCounty } from '@/app/_parts/county';
import { Form } from '@/app/_parts/form';
import { profileFields } from '@/lib/accounts/schema';
import type { UserBody } from '@/lib/shared/user-body';
import { updateProfileAction } from './actions';

/** What people may change of themselves. */
export async function DetailsForm({ profile }: { profile: UserBody }) {
  const [t, county] = await Promise.all([getTranslations('accounts'), viewedCounty()]);
  const names = { en: t('fields.english'), es: t('fields.spanish') };
  const { firstName, lastName, phoneNumber, address, locale } = profile;
  return (
    <Form
      of={profileFields}
      title={t('profile.title')}
      heading={<h1>{t('profile.title')}</h1>}
      action={updateProfileAction}
      checks="accounts/UpdateProfile"
      values={{ firstName, lastName, phoneNumber, address, locale }}
      offers={{ locale: county.settings.languages.map((value) => ({ value, label: names[value] })) }}
      sends={{ version: profile.version }}
      submit={t('profile.submit')}
    />
  );
}
