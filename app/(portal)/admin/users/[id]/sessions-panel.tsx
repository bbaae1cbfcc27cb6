import { getTranslations } from 'next-intl/server';
import { deviceNamer, momentTeller } from '@/app/_parts/devices';
import { PostLink } from '@/components/layout/post-link';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { ItemList } from '@/components/ui/item-list';
import { Panel } from '@/components/ui/panel';
import type { PersonFile } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { endUserSessionAction } from '../actions';

/** Where a person is signed in, and the ways to end that. */
export async function SessionsPanel({ file: { user, sessions, may } }: { file: PersonFile }) {
  const [t, security, nameOf, tell] = await Promise.all([
    getTranslations('people.sessions'),
    getTranslations('accounts.security'),
    deviceNamer(),
    momentTeller(),
  ]);
  const items = sessions.map(({ id, userAgent, lastSeenAt, ip }) => ({
    key: id,
    title: <strong>{nameOf(userAgent)}</strong>,
    meta: security('lastUsed', { when: tell(lastSeenAt), ip }),
    aside: may.recover ? (
      <PostLink action={endUserSessionAction} fields={{ userId: user.id, sessionId: id }}>
        {t('end')}
        <span className="sr-only">
          : {nameOf(userAgent)}, {tell(lastSeenAt)}
        </span>
      </PostLink>
    ) : undefined,
  }));
  return (
    <Panel id="sessions" title={t('title')}>
      {items.length > 0 ? <ItemList items={items} /> : <p className="text-ink-2">{t('none')}</p>}
      {items.length > 0 && may.recover ? (
        <ButtonRow>
          <ButtonLink href={paths.people.signOut(user.id)} variant="quiet">
            {t('endAll')}
          </ButtonLink>
        </ButtonRow>
      ) : null}
    </Panel>
  );
}
