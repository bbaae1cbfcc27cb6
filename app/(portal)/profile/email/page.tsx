import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { requestEmailChange } from '@/lib/accounts';
import { changeEmailFields } from '@/lib/accounts/schema';
import { guard } from '@/lib/adapters/guard';
import { paths } from '@/lib/shared/paths';
import { changeEmailAction } from './actions';

/** Asking for another email address. Who has not signed in lately proves it first, before typing. */
export default async function ChangeEmailPage() {
  const actor = await guard(requestEmailChange);
  const t = await getTranslations('accounts');
  return (
    <PortalPage crumbs={[{ href: paths.profile.show(), label: t('profile.title') }]}>
      <Form
        of={changeEmailFields}
        title={t('changeEmail.title')}
        heading={
          <>
            <h1>{t('changeEmail.title')}</h1>
            <p className="mb-3.5 [overflow-wrap:anywhere]">
              {t('changeEmail.current', { email: actor.email })}
            </p>
            <p className="mb-5 text-ink-2">{t('changeEmail.lead')}</p>
          </>
        }
        action={changeEmailAction}
        checks="accounts/ChangeEmail"
        submit={t('changeEmail.submit')}
      />
    </PortalPage>
  );
}
