import { getTranslations } from 'next-intl/server';
import { DeadLinkPage } from '@/app/_parts/dead-link-page';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { checkLink } from '@/lib/accounts';
import { linkToken } from '@/lib/accounts/browser/link-cookie';
import { pageActor, read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { confirmEmailAction } from './actions';

type Props = { params: Promise<{ token: string }> };

/** Confirming an address by a mailed link: one button, since mail scanners open links too. */
export default async function ConfirmLinkPage({ params }: Props) {
  const isHere = paths.confirmWithLink() === paths.confirmLink((await params).token);
  const { usable } = await read(checkLink, {
    kind: 'confirm',
    token: isHere ? await linkToken('confirm') : undefined,
  });
  if (!usable) return <DeadLinkPage askHref={paths.confirm()} />;
  const [t, actor] = await Promise.all([getTranslations('accounts.confirm'), pageActor()]);
  return (
    <PortalPage>
      <AccountForm
        {...(await formFrame(t('linkTitle')))}
        action={confirmEmailAction}
        fields={[]}
        heading={
          <>
            <h1>{t('linkTitle')}</h1>
            <p>{t('linkText')}</p>
          </>
        }
      >
        <HiddenField name="next" value={actor.kind === 'person' ? paths.dashboard() : paths.login()} />
        <ButtonRow>
          <SubmitButton>{t('linkSubmit')}</SubmitButton>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
