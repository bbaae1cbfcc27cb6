import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { checkLink } from '@/lib/accounts';
import { markOfLink } from '@/lib/adapters/drawn-for';
import { linkToken } from '@/lib/adapters/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { cancelAccountResetAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** Cancelling an account reset by a mailed link: one button, since mail scanners open links too. */
export default async function CancelResetPage({ params }: Props) {
  const isHere = paths.accountReset.cancel() === paths.accountReset.mailedCancel((await params).token);
  const token = isHere ? await linkToken('cancel-reset') : undefined;
  const { usable, account } = await read(checkLink, { kind: 'cancel-reset', token });
  if (!usable || !account) return <DeadLinkPage askHref={paths.passwordReset.ask()} />;
  const [t, links] = await Promise.all([getTranslations('accountReset'), getTranslations('accounts.links')]);
  return (
    <ConfirmPage
      title={t('cancelTitle')}
      lead={
        <>
          <p className="mb-2 [overflow-wrap:anywhere]">{links('of', { account })}</p>
          <p className="max-w-prose">{t('cancelText')}</p>
        </>
      }
      action={cancelAccountResetAction}
      mark={markOfLink(token)}
      submit={t('cancel')}
      variant="primary"
    />
  );
}
