// @ts-check
import createNextIntlPlugin from 'next-intl/plugin';

const withWords = createNextIntlPlugin('./lib/i18n/request.ts');

export default withWords({
  poweredByHeader: false,
  reactStrictMode: true,
  experimental: { authInterrupts: true },
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
