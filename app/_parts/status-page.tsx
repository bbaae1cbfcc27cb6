import { getTranslations } from 'next-intl/server';
import { ButtonLink, ButtonRow } from '@/components/ui/button';
import { pageActor } from '@/lib/adapters/page';
import { paths } from '@/lib/shared/paths';
import { MessagePage } from './message-page';
import { pageTitle } from './titles';

/** A page that says why there is no other, and leads home. */
export async function StatusPage({ title, text }: { title: string; text: string }) {
  const [t, actor] = await Promise.all([getTranslations('status'), pageActor()]);
  return (
    <MessagePage title={title} texts={[text]}>
      <title>{await pageTitle(title)}</title>
      <ButtonRow>
        <ButtonLink href={actor.kind === 'person' ? paths.dashboard.show() : paths.site.home()}>
          {t('goHome')}
        </ButtonLink>
      </ButtonRow>
    </MessagePage>
  );
}
