import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { Form } from '@/app/_parts/form';
import { PortalPage } from '@/app/_parts/portal-page';
import { checkLink } from '@/lib/accounts';
import { finishResetFields } from '@/lib/accounts/schema';
import { markOfLink } from '@/lib/adapters/drawn-for';
import { linkToken } from '@/lib/adapters/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { finishAccountResetAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** The end of an account reset: the mailed link, and the password again, take the second factors away. */
export default async function FinishAccountResetPage({ params }: Props) {
  const isHere = paths.accountReset.link() === paths.accountReset.mailed((await params).token);
  const token = isHere ? await linkToken('account-reset') : undefined;
  const { usable, account } = await read(checkLink, { kind: 'account-reset', token });
  if (!usable || !account) return <DeadLinkPage askHref={paths.signIn.start()} />;
  const [t, links] = await Promise.all([getTranslations('accountReset'), getTranslations('accounts.links')]);
  return (
    <PortalPage>
      <Form
        of={finishResetFields}
        title={t('title')}
        heading={
          <>
            <h1>{t('title')}</h1>
            <p className="mb-2 [overflow-wrap:anywhere]">{links('of', { account })}</p>
            <p className="mb-5 max-w-prose text-ink-2">{t('finishLead')}</p>
          </>
        }
        action={finishAccountResetAction}
        mark={markOfLink(token)}
        checks="accounts/FinishResetForm"
        submit={t('finish')}
        variant="danger"
        after={<p className="mt-5 text-ink-2">{t('choosePassword')}</p>}
      />
    </PortalPage>
  );
}
