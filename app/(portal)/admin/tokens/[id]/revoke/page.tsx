import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { getServiceToken, revokeServiceToken } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { revokeServiceTokenAction } from '../../actions';

/** Asks once before a service token of the county is revoked. */
export default async function RevokeServiceTokenPage({ params }: PageProps<'/admin/tokens/[id]/revoke'>) {
  await guard(revokeServiceToken);
  const [t, own, admin, token] = await Promise.all([
    getTranslations('serviceTokens'),
    getTranslations('tokens'),
    getTranslations('admin'),
    read(getServiceToken, { serviceTokenId: (await params).id }),
  ]);
  return (
    <ConfirmPage
      crumbs={[
        { href: paths.admin.show(), label: admin('title') },
        { href: paths.serviceTokens.list(), label: t('title') },
      ]}
      title={own('revokeTitle', { name: token.name })}
      lead={own('revokeText')}
      action={revokeServiceTokenAction}
      sends={{ serviceTokenId: token.id }}
      submit={own('revokeButton')}
      cancelHref={paths.serviceTokens.list()}
    />
  );
}
