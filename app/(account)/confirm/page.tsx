import { getTranslations } from 'next-intl/server';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { addressFields } from '@/lib/accounts/schema';
import { pageActor } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { requestConfirmationAction } from './actions';

/** Asking for another confirm link. */
export default async function ConfirmPage() {
  const [t, actor] = await Promise.all([getTranslations('accounts'), pageActor()]);
  return (
    <PortalPage crumbs={[{ href: paths.signIn.start(), label: t('signIn.title') }]}>
      <Form
        of={addressFields}
        title={t('confirm.title')}
        heading={
          <>
            <h1>{t('confirm.title')}</h1>
            <p className="mb-5 text-ink-2">{t('confirm.lead')}</p>
          </>
        }
        action={requestConfirmationAction}
        checks="accounts/AddressOnly"
        values={{ email: actor.kind === 'person' ? actor.email : undefined }}
        submit={t('confirm.submit')}
      />
    </PortalPage>
  );
}
