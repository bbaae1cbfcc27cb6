import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { guard } from '@/lib/adapters/guard';
import { createRole } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { createRoleAction } from '../actions';
import { roleCrumbs } from '../crumbs';
import { RoleFields, roleFieldNames } from '../role-fields';

/** Makes a role of the county's own. */
export default async function NewRolePage() {
  const person = await guard(createRole);
  const [t, common] = await Promise.all([getTranslations('ownRoles'), getTranslations('common')]);
  return (
    <PortalPage crumbs={await roleCrumbs()}>
      <AccountForm
        {...(await formFrame(t('new')))}
        action={createRoleAction}
        fields={roleFieldNames}
        heading={
          <>
            <h1>{t('new')}</h1>
            <p className="mb-6 text-lead text-ink-2">{t('newLead')}</p>
          </>
        }
      >
        <RoleFields person={person} />
        <ButtonRow>
          <SubmitButton>{t('create')}</SubmitButton>
          <a href={paths.roles()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
