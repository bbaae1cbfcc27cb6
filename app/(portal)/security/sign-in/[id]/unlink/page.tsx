import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { getLinkedAccount, unlinkProvider } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { unlinkProviderAction } from '../../actions';

type Props = { params: Promise<{ id: string }> };

/** Asks once before a sign-in elsewhere is unlinked. */
export default async function UnlinkPage({ params }: Props) {
  await guard(unlinkProvider);
  const { id } = await params;
  const [t, security, { name }] = await Promise.all([
    getTranslations('providers.unlink'),
    getTranslations('accounts.security'),
    read(getLinkedAccount, { accountId: id }),
  ]);
  return (
    <ConfirmPage
      crumbs={[{ href: paths.security.show(), label: security('title') }]}
      title={t('title', { name })}
      lead={t('text', { name })}
      action={unlinkProviderAction}
      sends={{ accountId: id }}
      submit={t('submit')}
      cancelHref={paths.security.show()}
    />
  );
}
