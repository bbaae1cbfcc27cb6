import type { Guarded } from './guarded-world';

// Ways in which guards of Next and of other portals were gone around, or might be. Each is tried at every guarded address.

export type Place = Guarded & { portalUrl: string; buildId: string };

export type Trick = {
  name: string;
  method?: string;
  /** The target of the request, byte for byte; the guarded address itself unless told. */
  path?: (at: Place) => string;
  headers?: (at: Place) => Record<string, string>;
  /** What is made of the caller's cookies. */
  cookie?: (cookie: string) => string;
  body?: string;
};

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const always = (headers: Record<string, string>) => () => headers;
/** `/admin/users` with something done to all that comes after the first slash. */
const rest = (change: (rest: string) => string) => (at: Place) => `/${change(at.path.slice(1))}`;
const percent = (text: string) =>
  [...text].map((letter) => `%${letter.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');

/** CVE-2025-29927 and its kin: the header by which Next knew its own requests, by every name that the file has had. */
const subrequests = [
  'middleware',
  'src/middleware',
  'proxy',
  'src/proxy',
  'pages/_middleware',
  'pages/index',
  '/_middleware',
  '/',
].flatMap((name) => [name, Array(5).fill(name).join(':'), Array(20).fill(name).join(':')]);

/** Headers by which Next, the front, or a proxy before them says where a request goes or what was decided about it. */
const headerTricks: Trick[] = [
  ...subrequests.map((value) => ({
    name: `x-middleware-subrequest: ${value}`,
    headers: always({ 'x-middleware-subrequest': value, 'x-middleware-subrequest-id': value }),
  })),
  {
    name: 'what a middleware answers',
    headers: ({ path, portalUrl }) => ({
      'x-middleware-next': '1',
      'x-middleware-rewrite': portalUrl + path,
      'x-middleware-redirect': path,
      'x-middleware-refresh': '1',
      'x-middleware-skip': '1',
      'x-middleware-prefetch': '1',
      'x-middleware-invoke': '1',
      'x-middleware-set-cookie': 'portal-session=x',
      'x-middleware-override-headers': 'cookie,authorization,x-portal-path,x-client-address',
      'x-middleware-request-cookie': 'portal-session=x',
      'x-middleware-request-x-portal-path': path,
    }),
  },
  {
    name: 'what Next tells itself',
    headers: ({ path }) => ({
      'x-invoke-path': path,
      'x-invoke-output': path,
      'x-invoke-query': '%7B%7D',
      'x-invoke-status': '200',
      'x-invoke-error': '{}',
      'x-matched-path': path,
      'x-now-route-matches': '1=1',
      'x-vercel-id': '1',
      'x-next-resume': '1',
      'next-resume': '1',
      'x-next-cache-tags': 'a',
      'x-prerender-revalidate': '1',
      'x-action-forwarded': '1',
      'x-action-redirected': '1',
    }),
  },
  { name: 'x-nextjs-data', headers: always({ 'x-nextjs-data': '1', purpose: 'prefetch' }) },
  {
    name: 'forwarded from somewhere trusted',
    headers: ({ path }) => ({
      forwarded: 'for=127.0.0.1;host=localhost;proto=https',
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-host': 'localhost',
      'x-forwarded-proto': 'https',
      'x-forwarded-port': '443',
      'x-forwarded-prefix': path,
      'x-forwarded-uri': path,
      'x-forwarded-path': path,
      'x-forwarded-user': 'admin@test.com',
      'x-real-ip': '127.0.0.1',
      'x-client-address': '127.0.0.1',
      'x-user': 'admin@test.com',
      'x-remote-user': 'admin@test.com',
    }),
  },
  ...['200', '403', '500'].map((status) => ({
    name: `a status page's request, ${status}`,
    headers: ({ path }: Place) => ({
      'x-portal-status': status,
      'x-portal-path': path,
      'x-request-id': '1',
      'x-nonce': '1',
    }),
  })),
  ...['/', '/help', '/login', '/healthz', '/icon.svg', '/status/200', '/api/session', '/_next/data'].map(
    (target) => ({
      name: `${target}, meant for elsewhere`,
      path: () => target,
      headers: ({ path, portalUrl }: Place) => ({
        'x-original-url': path,
        'x-rewrite-url': path,
        'x-original-uri': path,
        'x-override-url': path,
        'x-http-destinationurl': portalUrl + path,
        'x-matched-path': path,
        'x-invoke-path': path,
        'x-middleware-rewrite': path,
        'x-portal-path': path,
        'x-portal-status': '200',
        'next-url': path,
      }),
    }),
  ),
  ...['Bearer null', 'Bearer undefined', 'Bearer cookie', 'Basic YWRtaW5AdGVzdC5jb206'].map((value) => ({
    name: `authorization: ${value}`,
    headers: always({ authorization: value, 'authentication-token': value.split(' ')[1] ?? '' }),
  })),
  { name: 'JSON wanted', headers: always({ accept: 'application/json' }) },
  { name: 'a page wanted', headers: always({ accept: 'text/html' }) },
  { name: 'flight data wanted', headers: always({ accept: 'text/x-component' }) },
  {
    name: 'from the portal itself',
    headers: ({ portalUrl, path }) => ({ origin: portalUrl, referer: portalUrl + path }),
  },
];

/** The tree that the browser of somebody who is at the page would send; `refetch` asks for the page without its layouts. */
function treeOf({ pattern, path }: Guarded, marker: string | null): string {
  const values = path.split('/').slice(1);
  const names = pattern.split('/').slice(1);
  const build = (depth: number): unknown[] => {
    const name = names[depth];
    if (name === undefined) return ['__PAGE__', {}, null, marker];
    const segment = name.startsWith('[') ? [name.slice(1, -1), values[depth], 'd', null] : name;
    return [segment, { children: build(depth + 1) }, null, null];
  };
  const group = ['(portal)', { children: build(0) }, null, null];
  return encodeURIComponent(JSON.stringify(['', { children: group }, null, null, 16]));
}
const flight = (more: (at: Place) => Record<string, string>) => (at: Place) => ({ rsc: '1', ...more(at) });

/** What the browser's scripts ask for instead of a page. */
const flightTricks: Trick[] = [
  { name: 'rsc', headers: flight(() => ({})) },
  { name: 'rsc and _rsc', path: ({ path }) => `${path}?_rsc=1tsl0`, headers: flight(() => ({})) },
  { name: '_rsc alone', path: ({ path }) => `${path}?_rsc=1tsl0` },
  ...[null, 'refetch', 'inside-shared-layout', 'metadata-only'].flatMap((marker) => [
    {
      name: `the page's tree, ${marker}`,
      headers: flight((at) => ({ 'next-router-state-tree': treeOf(at, marker), 'next-url': at.path })),
    },
    {
      name: `the page's tree, ${marker}, at the home page`,
      path: () => '/',
      headers: flight((at) => ({ 'next-router-state-tree': treeOf(at, marker), 'next-url': at.path })),
    },
  ]),
  ...['1', '2', '3'].map((value) => ({
    name: `prefetch ${value}`,
    headers: flight(() => ({
      'next-router-prefetch': value,
      purpose: 'prefetch',
      'sec-purpose': 'prefetch',
    })),
  })),
  ...['/_tree', '/_full', '/_head', '/_index', '/__PAGE__', '/!KHBvcnRhbCk/__PAGE__'].map((segment) => ({
    name: `prefetch of ${segment}`,
    headers: flight(() => ({ 'next-router-prefetch': '1', 'next-router-segment-prefetch': segment })),
  })),
  {
    name: 'prefetch of the page as a segment',
    headers: flight(({ path }) => ({
      'next-router-prefetch': '1',
      'next-router-segment-prefetch': `/!KHBvcnRhbCk${path}/__PAGE__`,
    })),
  },
  ...[
    '.rsc',
    '.txt',
    '.prefetch.rsc',
    '.segments/_tree.segment.rsc',
    '.segments/__PAGE__.segment.rsc',
    '.action',
    '.json',
    '.html',
    '.meta',
  ].map((suffix) => ({
    name: `suffix ${suffix}`,
    path: ({ path }: Place) => path + suffix,
    headers: flight(() => ({})),
  })),
  ...['.json', '.rsc', '/index.json', '.txt'].map((suffix) => ({
    name: `/_next/data, ${suffix}`,
    path: ({ buildId, path }: Place) => `/_next/data/${buildId}${path}${suffix}`,
    headers: always({ 'x-nextjs-data': '1' }),
  })),
];

/** Addresses that one program takes for the guarded one and another does not. */
const pathTricks: Trick[] = [
  { name: 'trailing slash', path: ({ path }) => `${path}/` },
  { name: 'two slashes at the end', path: ({ path }) => `${path}//` },
  { name: 'two slashes', path: ({ path }) => `/${path}` },
  { name: 'three slashes', path: ({ path }) => `//${path}` },
  { name: 'slashes doubled', path: ({ path }) => path.replaceAll('/', '//') },
  { name: '/./', path: ({ path }) => `/.${path}` },
  { name: '/%2e/', path: ({ path }) => `/%2e${path}` },
  { name: '/help/..', path: ({ path }) => `/help/..${path}` },
  { name: '/help/%2e%2e', path: ({ path }) => `/help/%2e%2e${path}` },
  { name: '/help/%252e%252e', path: ({ path }) => `/help/%252e%252e${path}` },
  { name: '/help/..%2f', path: rest((text) => `help/..%2f${text}`) },
  { name: '/help/..%252f', path: rest((text) => `help/..%252f${text}`) },
  { name: '/help\\..\\', path: rest((text) => `help\\..\\${text.replaceAll('/', '\\')}`) },
  { name: '/help/..;', path: ({ path }) => `/help/..;${path}` },
  // The edge leaves these alone, so that what lies behind them must not be a page.
  ...[
    'api',
    'api/v1',
    '_next/static',
    '_next/image',
    'fonts',
    'favicon.ico',
    'icon.svg',
    'healthz',
    'readyz',
  ].flatMap((open) => [
    { name: `/${open}/..`, path: ({ path }: Place) => `/${open}/..${path}` },
    { name: `/${open}/%2e%2e`, path: ({ path }: Place) => `/${open}/%2e%2e${path}` },
    { name: `/${open}`, path: ({ path }: Place) => `/${open}${path}` },
  ]),
  { name: 'an image of it', path: ({ path }) => `/_next/image?w=640&q=75&url=${encodeURIComponent(path)}` },
  { name: 'backslash', path: rest((text) => `\\${text}`) },
  { name: 'backslashes', path: rest((text) => text.replaceAll('/', '\\')) },
  { name: '%5c', path: rest((text) => `%5c${text}`) },
  { name: '%2f for every slash', path: rest((text) => text.replaceAll('/', '%2f')) },
  { name: '%2f before', path: rest((text) => `%2f${text}`) },
  { name: '%2f after', path: ({ path }) => `${path}%2f` },
  { name: '%252f', path: rest((text) => text.replaceAll('/', '%252f')) },
  { name: 'one letter encoded', path: rest((text) => percent(text[0] ?? '') + text.slice(1)) },
  { name: 'every letter encoded', path: rest((text) => text.split('/').map(percent).join('/')) },
  { name: 'encoded twice', path: rest((text) => `%25${percent(text[0] ?? '').slice(1)}${text.slice(1)}`) },
  { name: 'upper case', path: ({ path }) => path.toUpperCase() },
  { name: 'one upper-case letter', path: rest((text) => (text[0] ?? '').toUpperCase() + text.slice(1)) },
  { name: '/index', path: ({ path }) => `${path}/index` },
  { name: ';x=1', path: ({ path }) => `${path};x=1` },
  { name: ';/', path: ({ path }) => `${path};/` },
  { name: ';x before a slash', path: ({ path }) => path.replace(/(?<=.)\//, ';x/') },
  {
    name: 'full-width',
    path: rest(
      (text) =>
        percent(Buffer.from(String.fromCodePoint((text.codePointAt(0) ?? 0) + 0xfee0)).toString('latin1')) +
        text.slice(1),
    ),
  },
  { name: 'full-width slash', path: ({ path }) => path.replace(/(?<=.)\//, '%EF%BC%8F') },
  { name: 'overlong slash', path: rest((text) => `%c0%af${text}`) },
  { name: '%00', path: ({ path }) => `${path}%00` },
  { name: '%00.png', path: ({ path }) => `${path}%00.png` },
  { name: '%20', path: ({ path }) => `${path}%20` },
  { name: '%09', path: ({ path }) => `${path}%09` },
  { name: '%0a', path: ({ path }) => `${path}%0a` },
  { name: '?', path: ({ path }) => `${path}?` },
  { name: '%3f', path: ({ path }) => `${path}%3fx=1` },
  { name: '#', path: ({ path }) => `${path}#/help` },
  { name: '%23', path: ({ path }) => `${path}%23` },
  { name: '.css', path: ({ path }) => `${path}.css` },
  { name: 'the whole address', path: ({ path, portalUrl }) => portalUrl + path },
  { name: 'the whole address, elsewhere', path: ({ path }) => `http://evil.example${path}` },
  { name: 'the folder of the page', path: ({ pattern }) => `/(portal)${pattern}/page` },
  { name: 'the folder of the page, encoded', path: ({ path }) => `/%28portal%29${path}` },
  { name: 'a language before it', path: ({ path }) => `/en${path}` },
  {
    name: "Next's own parameters",
    path: ({ path }) =>
      `${path}?__nextDataReq=1&__nextLocale=en&__nextDefaultLocale=en&__nextInferredLocaleFromDefault=1&nxtPid=1&nxtIid=1&_nextBubbleNoFallback=1&__nextNotFoundSrcPage=1&amp=1`,
  },
  {
    name: 'a token in the address',
    path: ({ path }) => `${path}?auth_token=x&access_token=x&token=x&portal-session=x&next=${path}`,
  },
];

/** Methods that one part takes for another than the next does. */
const methodTricks: Trick[] = [
  { name: 'HEAD', method: 'HEAD' },
  { name: 'OPTIONS', method: 'OPTIONS' },
  {
    name: 'OPTIONS, asked by a browser',
    method: 'OPTIONS',
    headers: always({ origin: 'https://evil.example', 'access-control-request-method': 'GET' }),
  },
  { name: 'POST with nothing', method: 'POST' },
  { name: 'POST of its own', method: 'POST', headers: ({ portalUrl }) => ({ origin: portalUrl }) },
  {
    name: 'POST of a form',
    method: 'POST',
    headers: ({ portalUrl }) => ({ ...form, origin: portalUrl }),
    body: '_method=GET&a=1',
  },
  {
    name: 'POST of JSON',
    method: 'POST',
    headers: always({ 'content-type': 'application/json' }),
    body: '{"_method":"GET"}',
  },
  ...['PUT', 'PATCH', 'DELETE', 'TRACE'].map((method) => ({
    name: method,
    method,
    headers: ({ portalUrl }: Place) => ({ origin: portalUrl }),
  })),
  ...['GET', 'DELETE', 'PUT'].map((method) => ({
    name: `POST that says it is ${method}`,
    method: 'POST',
    path: ({ path }: Place) => `${path}?_method=${method}`,
    headers: ({ portalUrl }: Place) => ({
      ...form,
      origin: portalUrl,
      'x-http-method-override': method,
      'x-http-method': method,
      'x-method-override': method,
    }),
    body: `_method=${method}`,
  })),
  {
    name: 'GET that says it is HEAD',
    headers: always({ 'x-http-method-override': 'HEAD', 'x-http-method': 'HEAD' }),
  },
  { name: 'GET with a body', headers: always({ 'content-type': 'application/json' }), body: '{}' },
];

const valueIn = (cookie: string) => /(?:portal-session|portal-attempt)=([^;]+)/.exec(cookie)?.[1] ?? 'x.y.z';
/** Cookies twice, under other names, and with what Next reads. */
const cookieTricks: Trick[] = [
  { name: 'twice', cookie: (cookie) => `${cookie}; ${cookie}` },
  { name: 'an empty one first', cookie: (cookie) => `portal-session=; portal-attempt=; ${cookie}` },
  { name: 'an empty one last', cookie: (cookie) => `${cookie}; portal-session=; portal-attempt=` },
  {
    name: 'attempt and session swapped',
    cookie: (cookie) => `portal-session=${valueIn(cookie)}; portal-attempt=${valueIn(cookie)}`,
  },
  ...[
    '__Host-portal-session',
    '__Secure-portal-session',
    'Portal-Session',
    'PORTAL-SESSION',
    'authjs.session-token',
    '__Secure-authjs.session-token',
    'next-auth.session-token',
    'portal-remember',
    'portal-device',
  ].map((name) => ({ name: `as ${name}`, cookie: (cookie: string) => `${name}=${valueIn(cookie)}` })),
  { name: 'in quotes', cookie: (cookie) => `portal-session="${valueIn(cookie)}"` },
  { name: 'encoded', cookie: (cookie) => `portal-session=${valueIn(cookie).replaceAll('.', '%2e')}` },
  {
    name: 'for ever',
    cookie: (cookie) => `portal-session=${valueIn(cookie).replace(/\.[^.]+\./, '.zzzzzzz.')}`,
  },
  {
    name: 'without its signature',
    cookie: (cookie) => `portal-session=${valueIn(cookie).replace(/\.[^.]+$/, '')}`,
  },
  { name: "Next's preview", cookie: (cookie) => `${cookie}; __prerender_bypass=1; __next_preview_data=1` },
];

export const tricks: readonly Trick[] = [
  { name: 'nothing' },
  ...headerTricks.map((trick) => ({ ...trick, name: `header: ${trick.name}` })),
  ...flightTricks.map((trick) => ({ ...trick, name: `flight: ${trick.name}` })),
  ...pathTricks.map((trick) => ({ ...trick, name: `path: ${trick.name}` })),
  ...methodTricks.map((trick) => ({ ...trick, name: `method: ${trick.name}` })),
  ...cookieTricks.map((trick) => ({ ...trick, name: `cookie: ${trick.name}` })),
];
