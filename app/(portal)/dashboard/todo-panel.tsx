import { getTranslations } from 'next-intl/server';
import { momentTeller } from '@/app/_parts/devices';
import { PostLink } from '@/components/layout/post-link';
import { ButtonLink } from '@/components/ui/button';
import { ItemList } from '@/components/ui/item-list';
import { Panel, TurnPanel } from '@/components/ui/panel';
import { Tag } from '@/components/ui/tag';
import { paths } from '@/lib/shared/paths';
import { cancelOwnResetAction } from './actions';

async function YourTurn() {
  const t = await getTranslations('dashboard');
  return (
    <Tag tone="amber" onTint>
      {t('yourTurn')}
    </Tag>
  );
}

/** Asks for the one thing that only the person can do: show that the address is theirs. */
export async function ConfirmTurn({ email }: { email: string }) {
  const t = await getTranslations('dashboard');
  return (
    <TurnPanel
      id="turn"
      tag={<YourTurn />}
      title={t('confirmTitle')}
      meta={t('confirmText', { email })}
      action={<ButtonLink href={paths.confirmation.ask()}>{t('confirmAction')}</ButtonLink>}
    />
  );
}

/** Tells somebody who is signed in that their second factors are to be taken away, and lets them say no. */
export async function ResetTurn({ due }: { due: string }) {
  const [t, tell] = await Promise.all([getTranslations('dashboard'), momentTeller()]);
  return (
    <TurnPanel
      id="reset"
      tag={<YourTurn />}
      title={t('resetTitle')}
      meta={t('resetText', { due: tell(due) })}
      action={<PostLink action={cancelOwnResetAction}>{t('resetAction')}</PostLink>}
    />
  );
}

/** What a resident can do on the portal today. */
export async function TodoPanel({ hasPhone }: { hasPhone: boolean }) {
  const t = await getTranslations('dashboard');
  const phone = { key: 'phone', title: t('phoneTitle'), meta: t('phoneText'), href: paths.profile.show() };
  const items = [
    ...(hasPhone ? [] : [phone]),
    { key: 'profile', title: t('profileLink'), meta: t('profileText'), href: paths.profile.show() },
    { key: 'security', title: t('securityLink'), meta: t('securityText'), href: paths.security.show() },
    { key: 'password', title: t('passwordLink'), meta: t('passwordText'), href: paths.profile.password() },
  ];
  return (
    <Panel id="todo" title={t('todo')}>
      <ItemList items={items} />
    </Panel>
  );
}
