import { getTranslations } from 'next-intl/server';
import { ConfirmPage } from '@/app/_parts/confirm-page';
import { endOtherSessions, listSessions } from '@/lib/accounts';
import { guard } from '@/lib/adapters/guard';
import { read } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { endOtherSessionsAction } from '../actions';

/** Asks once before every other device is signed out. */
export default async function SignOutOthersPage() {
  await guard(endOtherSessions);
  const t = await getTranslations('accounts.security');
  const { total } = await read(listSessions, { perPage: '1' });
  // This one stays.
  const count = Math.max(0, (total ?? 0) - 1);
  return (
    <ConfirmPage
      crumbs={[{ href: paths.security.show(), label: t('title') }]}
      title={t('signOutOthers')}
      lead={t('signOutOthersText', { count })}
      action={endOtherSessionsAction}
      submit={t('signOutOthers')}
      cancelHref={paths.security.show()}
    />
  );
}
