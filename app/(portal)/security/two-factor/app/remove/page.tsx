import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { removeApp } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { paths } from '@/lib/shared/paths';
import { removeAppAction } from '../../actions';

/** Asks once before the authenticator app is taken away. */
export default async function RemoveAppPage() {
  await guard(removeApp);
  const [t, settings] = await Promise.all([
    getTranslations('twoFactor.remove'),
    getTranslations('twoFactor.settings'),
  ]);
  return (
    <ConfirmPage
      crumbs={[{ href: paths.factors.show(), label: settings('title') }]}
      title={t('title')}
      lead={t('text')}
      action={removeAppAction}
      submit={t('submit')}
      cancelHref={paths.factors.show()}
    />
  );
}
