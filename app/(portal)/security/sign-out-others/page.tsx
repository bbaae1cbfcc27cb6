import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { listSessions } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { requireSignIn } from '@/lib/adapters/require-role';
import { paths } from '@/lib/shared/paths';
import { endOtherSessionsAction } from '../actions';

/** Asks once before every other device is signed out. */
export default async function SignOutOthersPage() {
  await requireSignIn();
  const [t, common, { total }] = await Promise.all([
    getTranslations('accounts.security'),
    getTranslations('common'),
    read(listSessions, { perPage: '1' }),
  ]);
  // This one stays.
  const count = Math.max(0, (total ?? 0) - 1);
  return (
    <PortalPage crumbs={[{ href: paths.security(), label: t('title') }]}>
      <AccountForm
        {...(await formFrame(t('signOutOthers')))}
        action={endOtherSessionsAction}
        fields={[]}
        heading={
          <>
            <h1>{t('signOutOthers')}</h1>
            <p>{t('signOutOthersText', { count })}</p>
          </>
        }
      >
        <ButtonRow>
          <SubmitButton variant="danger">{t('signOutOthers')}</SubmitButton>
          <a href={paths.security()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
