import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { Form } from '@/app/_parts/form';
import { passwordHelp } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { checkLink } from '@/lib/accounts';
import { resetPasswordFields } from '@/lib/accounts/schema';
import { markOfLink } from '@/lib/adapters/drawn-for';
import { linkToken } from '@/lib/adapters/link-cookie';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { resetPasswordAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** Choosing a new password by a mailed link, whose token waits in a cookie. */
export default async function ResetLinkPage({ params }: Props) {
  const isHere = paths.passwordReset.link() === paths.passwordReset.mailed((await params).token);
  const token = isHere ? await linkToken('reset') : undefined;
  const { usable, account, hint, county } = await read(checkLink, { kind: 'reset', token });
  if (!usable || !account) return <DeadLinkPage askHref={paths.passwordReset.ask()} />;
  const [t, help] = await Promise.all([
    getTranslations('accounts'),
    passwordHelp([], county ? { county } : {}),
  ]);
  return (
    <PortalPage>
      <Form
        of={resetPasswordFields}
        title={t('reset.linkTitle')}
        heading={
          <>
            <h1>{t('reset.linkTitle')}</h1>
            <p className="mb-2 [overflow-wrap:anywhere]">{t('links.of', { account })}</p>
            <p className="mb-5 text-ink-2">{t('reset.linkNote')}</p>
          </>
        }
        action={resetPasswordAction}
        mark={markOfLink(token)}
        checks="accounts/ResetPasswordForm"
        hints={{ password: t(`hints.${hint}`) }}
        helps={{ password: help }}
        submit={t('reset.linkSubmit')}
      />
    </PortalPage>
  );
}
