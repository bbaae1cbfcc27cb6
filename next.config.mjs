// @ts-check
import createNextIntlPlugin from 'next-intl/plugin';

// Words are read once, when the portal is built: to read them at every request was a fifth of a page.
const withWords = createNextIntlPlugin({
  requestConfig: './lib/i18n/request.ts',
  experimental: { messages: { path: './messages', format: 'json', locales: ['en', 'es'], precompile: true } },
});

export default withWords({
  poweredByHeader: false,
  reactStrictMode: true,
  // Every page is personal and made anew: there is nothing to keep in Next's cache, which would take 50 MB.
  cacheMaxMemorySize: 0,
  experimental: {
    authInterrupts: true,
    // A route is read when it is first asked for: all of them at once cost a start a second, and 35 MB for good.
    preloadEntriesOnStart: false,
  },
  // No page has a picture to be made smaller; /_next/image would ask for any address in the portal's own name.
  images: { unoptimized: true },
  // Native or WebAssembly code that finds its own files beside it: bundling would part them.
  serverExternalPackages: [
    '@zxcvbn-ts/core',
    '@zxcvbn-ts/language-common',
    '@zxcvbn-ts/language-en',
    '@zxcvbn-ts/language-es-es',
    '@electric-sql/pglite',
    'pglite-prisma-adapter',
    'bcrypt',
    '@node-rs/argon2',
    'pino',
  ],
  // Asked for by browsers that have not come to the page's own link yet.
  redirects: async () => [{ source: '/favicon.ico', destination: '/icon.svg', permanent: true }],
  // Types and lint are checks of their own in `npm test`.
  typescript: { ignoreBuildErrors: true },
});
