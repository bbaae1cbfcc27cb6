import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { checkLink } from '@/lib/accounts';
import { markOfLink } from '@/lib/adapters/drawn-for';
import { linkToken } from '@/lib/adapters/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { secureAccountAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** "This was not me", from an alert: says what will happen, and one button does it. Mail scanners open links, too. */
export default async function NotMePage({ params }: Props) {
  const isHere = paths.notMe.link() === paths.notMe.mailed((await params).token);
  const token = isHere ? await linkToken('not-me') : undefined;
  const { usable, account } = await read(checkLink, { kind: 'not-me', token });
  if (!usable || !account) return <DeadLinkPage askHref={paths.passwordReset.ask()} />;
  const [t, links] = await Promise.all([
    getTranslations('accounts.notMe'),
    getTranslations('accounts.links'),
  ]);
  return (
    <ConfirmPage
      title={t('title')}
      lead={
        <>
          <p className="mb-2 [overflow-wrap:anywhere]">{links('of', { account })}</p>
          <p className="mb-2">{t('lead')}</p>
          <ul className="mb-6 max-w-prose list-disc space-y-1 pl-5">
            {(['sessions', 'ways', 'password', 'address', 'factors'] as const).map((line) => (
              <li key={line}>{t(line)}</li>
            ))}
          </ul>
        </>
      }
      action={secureAccountAction}
      mark={markOfLink(token)}
      submit={t('submit')}
    />
  );
}
