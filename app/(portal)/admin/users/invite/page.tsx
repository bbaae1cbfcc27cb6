import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SelectField } from '@/components/forms/select-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { TextField } from '@/components/forms/text-field';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getPeopleOptions, inviteUser } from '@/lib/administration';
import { languageIn } from '@/lib/shared/county-settings';
import { paths } from '@/lib/shared/paths';
import { personCrumbs } from '../[id]/person-file';
import { inviteUserAction } from '../actions';
import { DepartmentChoices, RoleChoices } from '../choices';
import { LanguageField } from '../language-field';

/** Inviting somebody. Giving roles asks for a fresh sign-in: it is proven before anything is typed. */
export default async function InvitePersonPage() {
  const actor = await guard(inviteUser, { fresh: true });
  const [t, common, fields, crumbs, options] = await Promise.all([
    getTranslations('people.invite'),
    getTranslations('common'),
    getTranslations('accounts.fields'),
    personCrumbs(),
    read(getPeopleOptions, {}),
  ]);
  const { roles, departments, counties, languages } = options;
  return (
    <PortalPage crumbs={crumbs}>
      <AccountForm
        {...(await formFrame(t('title')))}
        action={inviteUserAction}
        fields={['county', 'firstName', 'lastName', 'email', 'locale', 'roles', 'departments']}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
          </>
        }
      >
        {actor.county ? null : (
          <SelectField
            name="county"
            label={fields('county')}
            options={[
              { value: '', label: fields('chooseCounty') },
              ...counties.map(({ code, name }) => ({ value: code, label: name })),
            ]}
          />
        )}
        <TextField name="firstName" label={fields('firstName')} autoComplete="off" />
        <TextField name="lastName" label={fields('lastName')} autoComplete="off" />
        <TextField
          name="email"
          label={fields('email')}
          hint={t('emailHint')}
          type="email"
          inputMode="email"
          autoComplete="off"
        />
        <LanguageField
          languages={languages}
          hint={t('languageHint')}
          {...(actor.county
            ? { chosen: languageIn({ languages: [...languages] }, 'en') }
            : { chosen: '', open: t('countysLanguage') })}
        />
        <RoleChoices roles={roles} hint={t(actor.county ? 'rolesHint' : 'systemRolesHint')} />
        {actor.county ? <DepartmentChoices departments={departments} hint={t('departmentsHint')} /> : null}
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
