import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { getToken, revokeToken } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { revokeTokenAction } from '../../actions';

/** Asks once before one of the own tokens is revoked. */
export default async function RevokeTokenPage({ params }: PageProps<'/security/tokens/[id]/revoke'>) {
  await guard(revokeToken);
  const [t, security, token] = await Promise.all([
    getTranslations('tokens'),
    getTranslations('accounts.security'),
    read(getToken, { tokenId: (await params).id }),
  ]);
  return (
    <ConfirmPage
      crumbs={[
        { href: paths.security.show(), label: security('title') },
        { href: paths.tokens.list(), label: t('title') },
      ]}
      title={t('revokeTitle', { name: token.name })}
      lead={t('revokeText')}
      action={revokeTokenAction}
      sends={{ tokenId: token.id }}
      submit={t('revokeButton')}
      cancelHref={paths.tokens.list()}
    />
  );
}
