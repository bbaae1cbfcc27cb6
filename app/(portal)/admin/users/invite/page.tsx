import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getPeopleOptions, inviteUser } from '@/lib/administration';
import { inviteUserFields } from '@/lib/administration/people/schema';
import { languageIn } from '@/lib/shared/county-settings';
import { paths } from '@/lib/shared/paths';
import { personCrumbs } from '../[id]/person-file';
import { inviteUserAction } from '../actions';
import { DepartmentChoices, RoleChoices } from '../choices';

/** Inviting somebody. Giving roles asks for a fresh sign-in: it is proven before anything is typed. */
export default async function InvitePersonPage() {
  const { county } = await guard(inviteUser, { fresh: true });
  const [t, texts, crumbs, options] = await Promise.all([
    getTranslations('people.invite'),
    getTranslations(),
    personCrumbs(),
    read(getPeopleOptions, {}),
  ]);
  const { roles, departments, counties, languages } = options;
  const { county: countyField, ...fields } = inviteUserFields;
  const locales = languages.map((value) => ({
    value: `${value}`,
    label: texts(`people.languages.${value}`),
  }));
  return (
    <PortalPage crumbs={crumbs}>
      <Form
        of={county ? fields : { county: countyField, ...fields }}
        also={['roles', 'departments']}
        title={t('title')}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-6 max-w-prose text-lead text-ink-2">{t('lead')}</p>
          </>
        }
        action={inviteUserAction}
        offers={{
          county: [
            { value: '', label: texts('accounts.fields.chooseCounty') },
            ...counties.map(({ code, name }) => ({ value: code, label: name })),
          ],
          locale: county ? locales : [{ value: '', label: t('countysLanguage') }, ...locales],
        }}
        values={{ locale: county ? languageIn({ languages: [...languages] }, 'en') : '' }}
        submit={t('submit')}
        cancelHref={paths.people.list()}
      >
        <RoleChoices roles={roles} hint={t(county ? 'rolesHint' : 'systemRolesHint')} />
        {county ? <DepartmentChoices departments={departments} hint={t('departmentsHint')} /> : null}
      </Form>
    </PortalPage>
  );
}
