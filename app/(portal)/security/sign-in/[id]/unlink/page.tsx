import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { getLinkedAccount } from '@/lib/accounts';
import { read } from '@/lib/adapters/page';
import { requireFreshSignIn } from '@/lib/adapters/require-role';
import { paths } from '@/lib/shared/paths';
import { unlinkProviderAction } from '../../actions';

type Props = { params: Promise<{ id: string }> };

/** Asks once before a sign-in elsewhere is unlinked. */
export default async function UnlinkPage({ params }: Props) {
  await requireFreshSignIn();
  const { id } = await params;
  const [t, security, common, { name }] = await Promise.all([
    getTranslations('providers'),
    getTranslations('accounts.security'),
    getTranslations('common'),
    read(getLinkedAccount, { accountId: id }),
  ]);
  const title = t('unlink.title', { name });
  return (
    <PortalPage crumbs={[{ href: paths.security(), label: security('title') }]}>
      <AccountForm
        {...(await formFrame(title))}
        action={unlinkProviderAction}
        fields={[]}
        heading={
          <>
            <h1>{title}</h1>
            <p>{t('unlink.text', { name })}</p>
          </>
        }
      >
        <HiddenField name="accountId" value={id} />
        <ButtonRow>
          <SubmitButton variant="danger">{t('unlink.submit')}</SubmitButton>
          <a href={paths.security()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
