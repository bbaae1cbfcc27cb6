import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { secureAccountAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** "This was not me", from an alert: says what will happen, and one button does it. Mail scanners open links, too. */
export default async function NotMePage({ params }: Props) {
  const isHere = paths.notMe.link() === paths.notMe.mailed((await params).token);
  const { usable } = await read(checkLink, {
    kind: 'not-me',
    token: isHere ? await linkToken('not-me') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.passwordReset.ask()} />;
  const t = await getTranslations('accounts.notMe');
  return (
    <ConfirmPage
      title={t('title')}
      lead={
        <>
          <p className="mb-2">{t('lead')}</p>
          <ul className="mb-6 max-w-prose list-disc space-y-1 pl-5">
            {(['sessions', 'ways', 'password', 'address', 'factors'] as const).map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
        </>
      }
      action={secureAccountAction}
      submit={t('submit')}
    />
  );
}
