import { linkKinds } from '@/lib/shared/link-kinds.mjs';
import { postForm } from './forms-over-http';
import { type Answer, Caller, send } from './http';
import { demonstrationPassword, goodPassword, newAddress, roles } from './people';
import { startPortal } from './portal';
import { expectSafe } from './safe-headers';
import { expect, test } from './test';

// What every answer says, of whichever class: docs/security.md, "Requests".

const html = { accept: 'text/html' };

const isDeletion = (line: string) => /^[^=]+=;/.test(line);
const nonceOf = (answer: Answer) =>
  /'nonce-([^']+)'/.exec(String(answer.headers['content-security-policy']))?.[1] ?? '';

test('every class of answer', async ({ portal }) => {
  const home = await send(portal, 'GET', '/', { headers: html });
  const script = /\/_next\/static\/[^"]+\.js/.exec(home.text)?.[0] ?? '';
  expect(script).not.toBe('');
  const json = { 'content-type': 'application/json' };
  const answers: Record<string, [number, Promise<Answer>]> = {
    page: [200, Promise.resolve(home)],
    'guarded page': [303, send(portal, 'GET', '/profile', { headers: html })],
    'page that is not there': [404, send(portal, 'GET', '/nothing', { headers: html })],
    JSON: [400, send(portal, 'POST', '/login', { headers: json, body: '{}' })],
    'JSON, not signed in': [401, send(portal, 'GET', '/dashboard')],
    'JSON 404': [404, send(portal, 'GET', '/nothing', { headers: { accept: 'application/json' } })],
    'JSON 405': [405, send(portal, 'DELETE', '/login', { headers: { accept: 'application/json' } })],
    'problem 401': [401, send(portal, 'GET', '/api/v1/me')],
    'problem 404': [404, send(portal, 'GET', '/api/v1/nothing')],
    'problem 405': [405, send(portal, 'PUT', '/api/v1/me')],
    'refused from elsewhere': [
      403,
      send(portal, 'POST', '/login', { headers: { ...json, origin: 'https://evil.example' }, body: '{}' }),
    ],
    'too large': [413, send(portal, 'POST', '/login', { headers: json, body: 'x'.repeat(1_048_577) })],
    'unreadable address': [400, send(portal, 'GET', '/%zz')],
    'address too long': [414, send(portal, 'GET', `/${'a'.repeat(9000)}`)],
    'unknown method': [405, send(portal, 'TRACE', '/')],
    script: [200, send(portal, 'GET', script)],
    'compressed script': [200, send(portal, 'GET', script, { headers: { 'accept-encoding': 'br' } })],
    'script that is not there': [404, send(portal, 'GET', '/_next/static/nothing.js')],
    icon: [200, send(portal, 'GET', '/icon.svg')],
    'process lives': [200, send(portal, 'GET', '/healthz')],
    ready: [200, send(portal, 'GET', '/readyz')],
    'NextAuth session': [200, send(portal, 'GET', '/api/auth/session')],
    'NextAuth nonsense': [400, send(portal, 'GET', '/api/auth/nonsense')],
    OpenAPI: [200, send(portal, 'GET', '/api/v1/openapi.json')],
    preflight: [
      204,
      send(portal, 'OPTIONS', '/api/v1/me', {
        headers: { origin: 'https://evil.example', 'access-control-request-method': 'PATCH' },
      }),
    ],
    HEAD: [200, send(portal, 'HEAD', '/', { headers: html })],
  };
  for (const [name, [status, promised]] of Object.entries(answers)) {
    const answer = await promised;
    expect.soft(answer.status, name).toBe(status);
    expectSafe(answer, name);
  }
});

test('OPTIONS names exactly the methods of its address', async ({ portal }) => {
  const answer = await send(portal, 'OPTIONS', '/api/v1/permissions');
  expect(answer.status).toBe(204);
  expect(answer.headers.allow).toBe('GET, HEAD, OPTIONS');
  expectSafe(answer, 'OPTIONS /api/v1/permissions');
});

test('pages: a nonce of their own for each request, on every script, and nothing inline', async ({
  portal,
}) => {
  const [first, second] = [
    await send(portal, 'GET', '/login', { headers: html }),
    await send(portal, 'GET', '/login', { headers: html }),
  ];
  expect(nonceOf(first)).toMatch(/^[\w+/=-]{22,}$/);
  expect(nonceOf(first)).not.toBe(nonceOf(second));
  const policy = String(first.headers['content-security-policy']);
  for (const part of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "default-src 'self'",
  ])
    expect(policy).toContain(part);
  for (const path of ['/', '/login', '/register', '/help', '/nothing']) {
    const page = await send(portal, 'GET', path, { headers: html });
    const scripts = page.text.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.length, path).toBeGreaterThan(0);
    expect(
      scripts.filter((tag) => !tag.includes(`nonce="${nonceOf(page)}"`)),
      path,
    ).toEqual([]);
    expect(page.text, path).not.toMatch(/<[^>]+\s(style|on\w+)="/);
    expect(page.text, path).not.toMatch(/<style\b(?![^>]*nonce=)/);
    expect(page.text, path).not.toMatch(/(src|href)="https?:\/\//);
  }
});

test('a caller cannot choose the nonce or speak as the front', async ({ portal }) => {
  const claims = {
    'x-nonce': 'chosen',
    'content-security-policy': "script-src 'unsafe-inline' 'nonce-chosen'",
    'x-request-id': 'chosen',
    'x-portal-path': '/chosen',
    'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
    'x-client-address': '10.0.0.1',
    'x-forwarded-for': '10.0.0.1',
    'x-forwarded-host': 'evil.example',
    host: 'evil.example',
  };
  const page = await send(portal, 'GET', '/login', { headers: { ...html, ...claims } });
  expect(page.status).toBe(200);
  expect(JSON.stringify(page.headers) + page.text).not.toMatch(/chosen|evil\.example/);
  const guarded = await send(portal, 'GET', '/profile', { headers: { ...html, ...claims } });
  expect(guarded.status).toBe(303);
  expect(guarded.headers.location).not.toContain('evil');
  const caller = new Caller(portal);
  await caller.post(
    '/reset',
    { email: roles.Citizen },
    { host: 'evil.example', 'x-forwarded-host': 'evil.example' },
  );
  const mail = await portal.mail.mailTo(roles.Citizen, /^Reset/);
  expect(mail.links.every((link) => link.startsWith(portal.url))).toBe(true);
  expect(mail.text + mail.html).not.toContain('evil.example');
});

test('what is personal is kept by nobody; what never changes is kept for good', async ({ portal }) => {
  const caller = new Caller(portal);
  await caller.post('/login', { email: roles.Citizen, password: demonstrationPassword });
  for (const path of ['/dashboard', '/profile', '/security', '/change-password', '/login', '/']) {
    const answer = await caller.get(path, html);
    expect(answer.headers['cache-control'], path).toMatch(/^private, .*no-store/);
  }
  for (const path of [
    '/dashboard',
    '/auth/current-user',
    '/auth/users',
    '/api/v1/me',
    '/api/v1/me/sessions',
    '/api/session',
  ])
    expect((await caller.get(path)).headers['cache-control'], path).toContain('no-store');
  const flight = await caller.get('/dashboard', { rsc: '1' });
  expect(flight.headers['cache-control'], 'data for scripts').toContain('no-store');
  const home = await caller.get('/', html);
  const script = /\/_next\/static\/[^"]+\.js/.exec(home.text)?.[0] ?? '';
  expect((await caller.get(script)).headers['cache-control']).toContain('immutable');
});

test('cookies', async ({ portal }) => {
  const caller = new Caller(portal);
  const answer = await caller.post('/register', { email: newAddress(), password: goodPassword });
  const line = (name: string, from: Answer = answer) =>
    from.cookies.find((text) => text.startsWith(`${name}=`)) ?? '';
  const session = line('portal-session');
  expect(session).toMatch(/; HttpOnly/i);
  expect(session).toMatch(/; SameSite=Lax/i);
  expect(session).toMatch(/; Path=\//i);
  expect(session, 'http has no Secure').not.toMatch(/; Secure/i);
  expect(line('portal-device')).toMatch(/; HttpOnly/i);
  for (const text of answer.cookies.filter((text) => !isDeletion(text))) {
    expect(text).toMatch(/; SameSite=Lax/i);
    expect(text, 'this host alone').not.toMatch(/; Domain=/i);
  }
  const value = /^portal-session=([^;]*)/.exec(session)?.[1] ?? '';
  expect(value).not.toMatch(/@|eyJ/);

  const stranger = new Caller(portal);
  for (const path of ['/', '/login', '/register', '/help'])
    expect((await stranger.get(path, html)).cookies, `${path} sets no cookie`).toEqual([]);
});

test('pages of mailed links: the token leaves the address bar, and no referrer tells it', async ({
  portal,
}) => {
  const caller = new Caller(portal);
  const email = newAddress();
  await caller.post('/register', { email, password: goodPassword });
  await caller.post('/logout');
  await caller.post('/reset', { email });
  const [link = ''] = (await portal.mail.mailTo(email, /^Reset/)).links;
  const opened = await caller.get(new URL(link).pathname, html);
  expect(opened.status).toBe(303);
  expect(opened.headers.location).toMatch(/\/reset\/link$/);
  expect(opened.headers['referrer-policy']).toBe('no-referrer');
  expect(opened.cookies.join()).toMatch(/portal-reset-link=.*HttpOnly/i);
  const page = await caller.get('/reset/link', html);
  expect(page.status).toBe(200);
  // With no-referrer the browser would send the form with Origin null, which is refused.
  expect(page.headers['referrer-policy']).toBe('same-origin');
  expect(page.text, 'the token is not in the page').not.toContain(new URL(link).pathname.split('/')[2]);
  const saved = await postForm(
    caller,
    '/reset/link',
    { password: goodPassword, passwordConfirm: goodPassword },
    { origin: portal.url },
  );
  expect(saved.status).toBe(303);
  expect(caller.cookies.has('portal-reset-link'), 'the cookie is gone').toBe(false);
});

test('every kind of mailed link: its address tells nobody, and its token leaves it', async ({ portal }) => {
  for (const kind of linkKinds) {
    const opened = await send(portal, 'GET', `/${kind}/${'a'.repeat(43)}`, { headers: html });
    expect(opened.status, kind).toBe(303);
    expect(opened.headers['referrer-policy'], kind).toBe('no-referrer');
    expect(opened.headers.location, kind).toMatch(new RegExp(`/${kind}/link$`));
    expect(opened.cookies.join(), kind).toMatch(/; HttpOnly/i);
    expectSafe(opened, kind);
    const page = await send(portal, 'GET', `/${kind}/link`, { headers: html });
    expect(page.status, kind).toBe(200);
    expect(page.headers['referrer-policy'], kind).toBe('same-origin');
    expectSafe(page, kind);
  }
});

test.describe('over https', () => {
  test('Secure, __Host- and HSTS', { tag: '@turn' }, async () => {
    const portal = await startPortal({ settings: { APP_URL: 'https://portal.example', PASSWORD_COST: '4' } });
    try {
      const page = await send(portal, 'GET', '/', { headers: html });
      expect(page.headers['strict-transport-security']).toMatch(/^max-age=\d{8}/);
      const caller = new Caller(portal);
      const answer = await caller.post(
        '/login',
        { email: roles.Citizen, password: demonstrationPassword },
        { origin: 'https://portal.example' },
      );
      expect(answer.status).toBe(200);
      for (const line of answer.cookies.filter((text) => !isDeletion(text)))
        expect(line).toMatch(/; Secure/i);
      expect(answer.cookies.some((line) => line.startsWith('__Host-portal-session='))).toBe(true);
      expect((await caller.get('/dashboard')).status).toBe(200);
      const foreign = await caller.post('/logout', undefined, { origin: portal.url });
      expect(foreign.status, 'its own port is not APP_URL').toBe(403);
    } finally {
      await portal.dispose();
    }
  });
});
