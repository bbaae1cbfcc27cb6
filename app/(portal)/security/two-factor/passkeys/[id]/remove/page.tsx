import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { getPasskey, removePasskey } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { removePasskeyAction } from '../../../actions';

/** Asks once before one of the own passkeys is taken away. */
export default async function RemovePasskeyPage({ params }: { params: Promise<{ id: string }> }) {
  await guard(removePasskey);
  const [t, settings, passkey] = await Promise.all([
    getTranslations('passkeys.remove'),
    getTranslations('twoFactor.settings'),
    read(getPasskey, { passkeyId: (await params).id }),
  ]);
  return (
    <ConfirmPage
      crumbs={[{ href: paths.factors.show(), label: settings('title') }]}
      title={t('title', { name: passkey.name })}
      lead={<p className="max-w-prose">{t('text')}</p>}
      action={removePasskeyAction}
      sends={{ passkeyId: passkey.id }}
      submit={t('submit')}
      cancelHref={paths.factors.show()}
    />
  );
}
