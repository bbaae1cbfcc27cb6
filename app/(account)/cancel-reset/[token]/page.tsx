import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { cancelAccountResetAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** Cancelling an account reset by a mailed link: one button, since mail scanners open links too. */
export default async function CancelResetPage({ params }: Props) {
  const isHere = paths.accountReset.cancel() === paths.accountReset.mailedCancel((await params).token);
  const { usable } = await read(checkLink, {
    kind: 'cancel-reset',
    token: isHere ? await linkToken('cancel-reset') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.passwordReset.ask()} />;
  const t = await getTranslations('accountReset');
  return (
    <ConfirmPage
      title={t('cancelTitle')}
      lead={<p className="max-w-prose">{t('cancelText')}</p>}
      action={cancelAccountResetAction}
      submit={t('cancel')}
      variant="primary"
    />
  );
}
