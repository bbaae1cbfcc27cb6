import { getTranslations } from 'next-intl/server';
import { formFrame } from '@/app/_parts/form-frame';
import { PortalPage } from '@/app/_parts/portal-page';
import { AccountForm } from '@/components/forms/account-form';
import { HiddenField } from '@/components/forms/hidden-field';
import { SubmitButton } from '@/components/forms/submit-button';
import { ButtonRow } from '@/components/ui/button';
import { read } from '@/lib/adapters/page';
import { requireFreshSignIn, requirePermission } from '@/lib/adapters/require-role';
import { getServiceToken } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { revokeServiceTokenAction } from '../../actions';

/** Asks once before a service token of the county is revoked. */
export default async function RevokeServiceTokenPage({ params }: PageProps<'/admin/tokens/[id]/revoke'>) {
  await requirePermission('token.manage');
  await requireFreshSignIn();
  const [t, own, admin, common, token] = await Promise.all([
    getTranslations('serviceTokens'),
    getTranslations('tokens'),
    getTranslations('admin'),
    getTranslations('common'),
    read(getServiceToken, { serviceTokenId: (await params).id }),
  ]);
  const title = own('revokeTitle', { name: token.name });
  return (
    <PortalPage
      crumbs={[
        { href: paths.admin(), label: admin('title') },
        { href: paths.serviceTokens(), label: t('title') },
      ]}
    >
      <AccountForm
        {...(await formFrame(title))}
        action={revokeServiceTokenAction}
        fields={[]}
        heading={
          <>
            <h1 className="[overflow-wrap:anywhere]">{title}</h1>
            <p>{own('revokeText')}</p>
          </>
        }
      >
        <HiddenField name="serviceTokenId" value={token.id} />
        <ButtonRow>
          <SubmitButton variant="danger">{own('revokeButton')}</SubmitButton>
          <a href={paths.serviceTokens()} className="inline-block py-1">
            {common('cancel')}
          </a>
        </ButtonRow>
      </AccountForm>
    </PortalPage>
  );
}
