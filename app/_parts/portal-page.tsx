import { cookies } from 'next/headers';
import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { FlashOnce } from '@/components/layout/flash-once';
import { PageMain } from '@/components/layout/page-main';
import { Breadcrumbs, type Crumb } from '@/components/ui/breadcrumbs';
import { cookieName } from '@/lib/identity/cookies';
import { env } from '@/lib/platform/env';
import { isKey } from '@/messages/keys';

/** The main part of a page: the way back, what has just happened (once), and the page itself. */
export async function PortalPage({
  crumbs,
  hero,
  children,
}: {
  crumbs?: Crumb[] | undefined;
  hero?: ReactNode;
  children: ReactNode;
}) {
  const [t, jar] = await Promise.all([getTranslations(), cookies()]);
  const flash = cookieName('flash', env().APP_URL);
  // The cookie is readable and writable by scripts: only what names a line of ours is shown.
  const key = `flash.${jar.get(flash)?.value ?? ''}`;
  const isLine = /^flash\.[a-zA-Z]+$/.test(key) && isKey(key);
  return (
    <PageMain
      hero={hero}
      crumbs={crumbs ? <Breadcrumbs label={t('nav.crumbsLabel')} items={crumbs} /> : undefined}
      flash={isLine ? <FlashOnce cookie={flash}>{t(key)}</FlashOnce> : undefined}
    >
      {children}
    </PageMain>
  );
}
