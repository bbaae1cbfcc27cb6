import { expectCalm } from './calm';
import { Caller } from './http';
import { demonstrationPassword, roles } from './people';
import { expect, test } from './test';

// Addresses and methods that make no sense: see calm.ts.

const accepts = ['text/html', 'application/json', '*/*'];
const json = { 'content-type': 'application/json' };

const paths = [
  ...String.raw`
  /% /%zz /%00 /%0a /%0d%0aset-cookie:a=b /%ff%fe /%c0%ae%c0%ae/ /%2e%2e/%2e%2e/etc/passwd
  /../../etc/passwd // //evil.example /// /\ /\\evil.example /%5c%5cevil /%2f%2fevil /. /.. /./login
  /login/ /login// /login/.. /LOGIN /login;x=1 /login%20 /login%2f /login? /login?? /login?next=%
  /login?next=%zz /login?next= /login?next[]=x /login?next=a&next=b /login?timeout=1&timeout=2
  /login?__proto__=x /login?next=%00 /login?next=//evil /reauthenticate?next=a&next=b /reset/%00
  /reset/%2e%2e /reset/link?x /reset/link/x /confirm/%ff /confirm/a/b/c /api /api/ /api/v1 /api/v1/
  /api/v1/%00 /api/v1/me/sessions/%ff /api/v1/me/sessions/../.. /api/v1/users/%00/deactivate
  /api/v1/users/__proto__/deactivate /api/v1/openapi.json?x=% /api/v1//me /api/lesson /api/lesson/login
  /api/lesson/none /api/lesson/%00 /api/lesson/dashboard /api/session?x=1 /api/auth /api/auth/
  /api/auth/callback /api/auth/callback/nonsense /api/auth/callback/credentials /api/auth/signin
  /api/auth/signin/credentials /api/auth/signin/%00 /api/auth/error?error=x /api/auth/providers
  /api/auth/session?update /api/auth/csrf?callbackUrl=https://evil.example /api/auth/signin?callbackUrl=%
  /api/auth/verify-request /api/auth/_log /_next /_next/ /_next/image
  /_next/image?url=%2Ficon.svg&w=64&q=75 /_next/image?url=http://127.0.0.1:1/&w=64&q=75 /_next/static
  /_next/static/..%2f..%2fpackage.json /_next/static/%00.js /_next/static/chunks/../../../package.json
  /_next/data/x/login.json /_next/webpack-hmr /__nextjs_original-stack-frame /.next/BUILD_ID /.env
  /package.json /server.mjs /dashboard?_rsc=x /dashboard/.. /dashboard/%2e /auth/users?page=1e9
  /auth/users?page=99999999999999999999 /auth/users?per_page=%00 /auth/users?page[]=1
  /auth/current-user/x /auth /healthz/x /readyz?x=% /favicon.ico /icon.svg?x /robots.txt /sitemap.xml
  /dev/mailbox /404 /500 /_error /_not-found /global-error /index /(account)/login /%28account%29/login
  /[token] /reset/[token] /$ACTION /?__nextDataReq=1 /?_rsc
  `
    .trim()
    .split(/\s+/),
  `/${'a'.repeat(3000)}`,
  `/${'a/'.repeat(2000)}`,
  `/${'%41'.repeat(2500)}`,
  `/${'a'.repeat(9000)}`,
  `/login?next=/${'x'.repeat(7000)}`,
  `/reset/${'x'.repeat(43)}`,
  `/reset/${'x'.repeat(5000)}`,
  `/confirm/${'-'.repeat(43)}`,
  `/?x=${'%F0%9F%98%80'.repeat(300)}`,
];

test('odd addresses', async ({ portal }) => {
  const odd = paths.flatMap((path) =>
    accepts.map((accept) => ({ name: `${path.slice(0, 80)} (${accept})`, path, headers: { accept } })),
  );
  await expectCalm(portal, odd);
});

test('odd addresses, signed in as an administrator', async ({ portal }) => {
  const caller = new Caller(portal);
  await caller.post('/login', { email: roles['County Admin'], password: demonstrationPassword });
  const cookie = `portal-session=${caller.cookies.get('portal-session')}`;
  const odd = paths.map((path) => ({ name: path.slice(0, 80), path, headers: { accept: 'text/html' } }));
  const flights = paths.map((path) => ({ name: `RSC ${path.slice(0, 80)}`, path, headers: { rsc: '1' } }));
  await expectCalm(portal, [...odd, ...flights], cookie);
  expect((await caller.get('/dashboard')).status, 'none of them signed out').toBe(200);
});

test('every method at every kind of address', async ({ portal }) => {
  const methods = ['HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'PURGE', 'LOCK'];
  const places = [
    '/',
    '/login',
    '/register',
    '/dashboard',
    '/profile',
    '/reset/link',
    '/auth/users',
    '/api/v1/me',
    '/api/v1/me/sessions/x',
    '/api/v1/users/x/deactivate',
    '/api/v1/openapi.json',
    '/api/auth/session',
    '/api/session',
    '/api/passkeys/sign-in',
    '/api/passkeys/none',
    '/api/lesson/login',
    '/healthz',
    '/readyz',
    '/icon.svg',
    '/_next/static/x.js',
    '/nothing',
  ];
  const odd = methods.flatMap((method) =>
    places.flatMap((path) => [
      { name: `${method} ${path}`, method, path },
      { name: `${method} ${path} with JSON`, method, path, headers: json, body: '{"a":1}' },
    ]),
  );
  await expectCalm(portal, odd);
});
