import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { getToken } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { requireFreshSignIn } from '@/lib/adapters/require-role';
import { paths } from '@/lib/shared/paths';
import { revokeTokenAction } from '../../actions';

/** Asks once before one of the own tokens is revoked. */
export default async function RevokeTokenPage({ params }: PageProps<'/security/tokens/[id]/revoke'>) {
  await requireFreshSignIn();
  const [t, security, common, token] = await Promise.all([
    getTranslations('tokens'),
    getTranslations('accounts.security'),
    getTranslations('common'),
    read(getToken, { tokenId: (await params).id }),
  ]);
  const title = t('revokeTitle', { name: token.name });
  return (
    <PortalPage
      crumbs={[
        { href: paths.security(), label: security('title') },
        { href: paths.tokens(), label: t('title') },
      ]}
    >
      <AccountForm
        {...(await formFrame(title))}
        action={revokeTokenAction}
        fields={[]}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p>{t('revokeText')}</p>
          </>
        }
      >
        <HiddenField name="tokenId" value={token.id} />
        <ButtonRow>
          <SubmitButton variant="danger">{t('revokeButton')}</SubmitButton>
          <a href={paths.tokens()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
