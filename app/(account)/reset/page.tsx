import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { addressFields } from '@/lib/accounts/schema';
import { paths } from '@/lib/shared/paths';
import { requestResetAction } from './actions';

/** Asking for a link to choose a new password. */
export default async function ResetPage() {
  const t = await getTranslations('accounts');
  return (
    <PortalPage crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}>
      <Form
        of={addressFields}
        title={t('reset.title')}
        heading={
          <>
            <h1>{t('reset.title')}</h1>
            <p className="mb-5 text-ink-2">{t('reset.lead')}</p>
          </>
        }
        action={requestResetAction}
        checks="accounts/AddressOnly"
        submit={t('reset.submit')}
      />
    </PortalPage>
  );
}
