import type { Metadata } from 'next';
import localFont from 'next/font/local';
import { headers } from 'next/headers';
import { getLocale, getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { CountyTheme } from '@/components/layout/county-theme';
import { FailureTexts } from '@/components/layout/failure-texts';
import { viewedCounty } from './_parts/county';
import { SiteFoot } from './_parts/site-foot';
import { SiteHead } from './_parts/site-head';
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
  const [locale, header, county, t] = await Promise.all([
    getLocale(),
    headers(),
    viewedCounty(),
    getTranslations('status'),
  ]);
  return (
    <html lang={locale} className={publicSans.variable}>
      <head>
        <CountyTheme colour={county.settings.colour} nonce={header.get('x-nonce') ?? undefined} />
      </head>
      <body>
        <SiteHead />
        <FailureTexts
          texts={{
            title: t('failure.title'),
            text: t('failure.text'),
            reference: t('failure.reference', { reference: '{reference}' }),
            tryAgain: t('tryAgain'),
          }}
        >
          {children}
        </FailureTexts>
        <SiteFoot />
      </body>
    </html>
  );
}
