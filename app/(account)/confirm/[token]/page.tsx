import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { pageActor, read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { confirmEmailAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** Confirming an address by a mailed link: one button, since mail scanners open links too. */
export default async function ConfirmLinkPage({ params }: Props) {
  const isHere = paths.confirmation.link() === paths.confirmation.mailed((await params).token);
  const { usable } = await read(checkLink, {
    kind: 'confirm',
    token: isHere ? await linkToken('confirm') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.confirmation.ask()} />;
  const [t, actor] = await Promise.all([getTranslations('accounts.confirm'), pageActor()]);
  return (
    <ConfirmPage
      title={t('linkTitle')}
      lead={t('linkText')}
      action={confirmEmailAction}
      sends={{ next: actor.kind === 'person' ? paths.dashboard.show() : paths.signIn.start() }}
      submit={t('linkSubmit')}
      variant="primary"
    />
  );
}
