import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import type { Language } from '@/lib/shared/languages';
import { paths } from '@/lib/shared/paths';
import type { UserBody } from '@/lib/shared/user-body';
import { updateUserAction } from '../../actions';
import { LanguageField } from '../../language-field';
import { callName } from '../person-file';

/** The details of a person that an administrator may change. Nothing is filled in by browsers: it is somebody else. */
export async function EditForm({ user, languages }: { user: UserBody; languages: readonly Language[] }) {
  const t = await getTranslations();
  const title = t('people.edit.title', { name: callName(user) });
  return (
    <AccountForm
      {...(await formFrame(title))}
      action={updateUserAction}
      fields={['firstName', 'lastName', 'phoneNumber', 'address', 'locale']}
      heading={
        <>
          <h1 className="[overflow-wrap:anywhere]">{title}</h1>
          <p className="mb-6 text-ink-2">{t('people.edit.lead')}</p>
        </>
      }
    >
      <HiddenField name="userId" value={user.id} />
      <HiddenField name="version" value={user.version} />
      <TextField
        name="firstName"
        label={t('accounts.fields.firstName')}
        autoComplete="off"
        defaultValue={user.firstName}
      />
      <TextField
        name="lastName"
        label={t('accounts.fields.lastName')}
        autoComplete="off"
        defaultValue={user.lastName}
      />
      <TextField
        name="phoneNumber"
        label={t('accounts.fields.phoneNumber')}
        type="tel"
        autoComplete="off"
        width="medium"
        defaultValue={user.phoneNumber ?? ''}
      />
      <TextField
        name="address"
        label={t('accounts.fields.address')}
        autoComplete="off"
        defaultValue={user.address ?? ''}
      />
      <LanguageField languages={languages} chosen={user.locale} hint={t('people.edit.languageHint')} />
      <ButtonRow>
        <SubmitButton>{t('common.save')}</SubmitButton>
        <a href={paths.person(user.id)} className="inline-block py-1">
          {t('common.cancel')}
        </a>
      </ButtonRow>
    </AccountForm>
  );
}
