import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { PostLink } from '@/components/layout/post-link';
import { Panel } from '@/components/ui/panel';
import type { PersonFile } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { sendResetLinkAction } from '../actions';

/** What the reader may do to this person, besides what stands at the details and the sessions themselves. */
export async function ActsPanel({ file }: { file: PersonFile }) {
  const t = await getTranslations('people.acts');
  const { user, may, invitationOpen } = file;
  const link = (href: string, text: string) => (
    <a href={href} className="inline-block py-1.5">
      {text}
    </a>
  );
  const acts: [key: string, is: boolean, act: ReactNode][] = [
    ['edit', may.update, link(paths.people.edit(user.id), t('edit'))],
    [
      'recover',
      may.recover && user.active,
      <PostLink key="recover" action={sendResetLinkAction} fields={{ userId: user.id }}>
        {t(invitationOpen ? 'inviteAgain' : 'resetLink')}
      </PostLink>,
    ],
    ['resetFactors', may.resetFactors, link(paths.people.resetFactors(user.id), t('resetFactors'))],
    ['deactivate', may.deactivate && user.active, link(paths.people.deactivate(user.id), t('deactivate'))],
    ['reactivate', may.deactivate && !user.active, link(paths.people.reactivate(user.id), t('reactivate'))],
  ];
  const offered = acts.filter(([, is]) => is);
  if (offered.length === 0) return null;
  return (
    <Panel id="acts" title={t('title')}>
      <ul className="border-t border-line">
        {offered.map(([key, , act]) => (
          <li key={key} className="border-b border-line px-1 py-1.5">
            {act}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
