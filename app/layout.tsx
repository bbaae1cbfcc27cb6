import type { Metadata } from 'next';
import localFont from 'next/font/local';
import { headers } from 'next/headers';
import { getLocale } from 'next-intl/server';
import type { ReactNode } from 'react';
import { DrawnFor } from '@/components/forms/drawn-for';
import { CountyTheme } from '@/components/layout/county-theme';
import { StatusTexts } from '@/components/layout/status-texts';
import { markOf } from '@/lib/adapters/drawn-for';
import { pageActor } from '@/lib/adapters/page';
import { viewedCounty } from './_parts/county';
import { SiteFoot } from './_parts/site-foot';
import { SiteHead } from './_parts/site-head';
import { statusTexts } from './_parts/status-texts';
import './globals.css';

// Latin letters only: they cover English and Spanish in 27 kB.
const publicSans = localFont({
  src: '../node_modules/@fontsource-variable/public-sans/files/public-sans-latin-wght-normal.woff2',
  weight: '100 900',
  display: 'swap',
  variable: '--font-public-sans',
  fallback: ['system-ui', 'sans-serif'],
});

// No title here: each page has its own, and a page with a form lets the form write it (see ActionForm).
export const metadata: Metadata = { robots: { index: true, follow: true } };

/** What every page stands in. It guards nothing: pages and use cases do. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  const [locale, header, county, texts, actor] = await Promise.all([
    getLocale(),
    headers(),
    viewedCounty(),
    statusTexts(),
    pageActor(),
  ]);
  return (
    <html lang={locale} className={publicSans.variable}>
      <head>
        <CountyTheme colour={county.settings.colour} nonce={header.get('x-nonce') ?? undefined} />
      </head>
      <body>
        <DrawnFor mark={markOf(actor)}>
          <SiteHead />
          <StatusTexts texts={texts}>{children}</StatusTexts>
          <SiteFoot />
        </DrawnFor>
      </body>
    </html>
  );
}
