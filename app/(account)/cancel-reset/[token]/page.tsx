import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { cancelAccountResetAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** Cancelling an account reset by a mailed link: one button, since mail scanners open links too. */
export default async function CancelResetPage({ params }: Props) {
  const isHere = paths.cancelResetWithLink() === paths.cancelResetLink((await params).token);
  const { usable } = await read(checkLink, {
    kind: 'cancel-reset',
    token: isHere ? await linkToken('cancel-reset') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.reset()} />;
  const t = await getTranslations('accountReset');
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('cancelTitle')))}
        action={cancelAccountResetAction}
        fields={[]}
        heading={
          <>
            <h1>{t('cancelTitle')}</h1>
            <p className="max-w-prose">{t('cancelText')}</p>
          </>
        }
      >
        <ButtonRow>
          <SubmitButton>{t('cancel')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
