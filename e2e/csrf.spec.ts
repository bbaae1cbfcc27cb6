import { postForm } from './forms-over-http';
import { Caller, send } from './http';
import { demonstrationPassword, goodPassword, newAddress, roles } from './people';
import { expect, test } from './test';

// Requests that change something must come from the portal's own pages, or from a program: docs/contract.md, sections 7 and 8.

type From = { name: string; headers: (url: string) => Record<string, string>; json: boolean; form: boolean };

const port = (url: string) => new URL(url).port;
const froms: From[] = [
  { name: 'a program: no header at all', headers: () => ({}), json: true, form: false },
  { name: 'own Origin', headers: (url) => ({ origin: url }), json: true, form: true },
  {
    name: 'localhost, another name of the default',
    headers: (url) => ({ origin: `http://localhost:${port(url)}`, host: `localhost:${port(url)}` }),
    json: true,
    form: true,
  },
  {
    name: 'own Origin, same-origin',
    headers: (url) => ({ origin: url, 'sec-fetch-site': 'same-origin' }),
    json: true,
    form: true,
  },
  { name: 'same-origin alone', headers: () => ({ 'sec-fetch-site': 'same-origin' }), json: true, form: true },
  {
    name: 'none: typed into the address bar',
    headers: () => ({ 'sec-fetch-site': 'none' }),
    json: true,
    form: true,
  },
  { name: 'foreign Origin', headers: () => ({ origin: 'https://evil.example' }), json: false, form: false },
  { name: 'Origin null', headers: () => ({ origin: 'null' }), json: false, form: false },
  { name: 'empty Origin', headers: () => ({ origin: '' }), json: false, form: false },
  {
    name: 'own name, another port',
    headers: () => ({ origin: 'http://127.0.0.1:1' }),
    json: false,
    form: false,
  },
  {
    name: 'own name, https',
    headers: (url) => ({ origin: url.replace('http:', 'https:') }),
    json: false,
    form: false,
  },
  {
    name: 'own name as a subdomain',
    headers: (url) => ({ origin: `${url}.evil.example` }),
    json: false,
    form: false,
  },
  { name: 'cross-site', headers: () => ({ 'sec-fetch-site': 'cross-site' }), json: false, form: false },
  { name: 'same-site', headers: () => ({ 'sec-fetch-site': 'same-site' }), json: false, form: false },
  {
    name: 'own Origin, but cross-site',
    headers: (url) => ({ origin: url, 'sec-fetch-site': 'cross-site' }),
    json: false,
    form: false,
  },
  {
    name: 'foreign Origin, but same-origin',
    headers: () => ({ origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' }),
    json: false,
    form: false,
  },
  {
    name: 'foreign Origin with the Host to match',
    headers: () => ({
      origin: 'http://evil.example',
      host: 'evil.example',
      'x-forwarded-host': 'evil.example',
    }),
    json: false,
    form: false,
  },
];

test('doors for JSON', async ({ portal }) => {
  const person = { email: roles.Citizen, password: demonstrationPassword };
  for (const { name, headers, json } of froms) {
    const from = headers(portal.url);
    const doors: [string, unknown][] = [
      ['/login', person],
      ['/register', { email: newAddress(), password: goodPassword }],
      ['/reset', { email: newAddress() }],
      ['/confirm', { email: newAddress() }],
      ['/logout', undefined],
    ];
    for (const [path, body] of doors) {
      const caller = new Caller(portal);
      const answer = await caller.post(path, body, from);
      expect(answer.status, `${path}, ${name}`).toBe(json ? 200 : 403);
      if (json) continue;
      expect(answer.json(), `${path}, ${name}`).toEqual({ error: 'Access forbidden', status: 403 });
      expect(answer.cookies, `${path}, ${name}`).toEqual([]);
    }
  }
});

test('a token that nobody asks for opens no door to a foreign page', async ({ portal }) => {
  const foreign = { origin: 'http://evil.example', authorization: 'Bearer junk' };
  const person = { email: roles.Citizen, password: demonstrationPassword };
  const answer = await new Caller(portal).post('/login', person, foreign);
  expect([answer.status, answer.cookies]).toEqual([403, []]);
});

test('doors that need a session: a refused request changes nothing', async ({ portal }) => {
  const caller = new Caller(portal);
  const email = newAddress();
  await caller.post('/register', { email, password: goodPassword, first_name: 'Rosa', last_name: 'Rivera' });
  const me = (await caller.get('/api/v1/me')).json<{ version: number }>();
  for (const { name, headers } of froms.filter(({ json }) => !json)) {
    const from = { 'content-type': 'application/json', ...headers(portal.url) };
    const change = JSON.stringify({
      password: goodPassword,
      new_password: 'other 12 words',
      new_password_confirm: 'other 12 words',
    });
    expect(
      (await caller.call('POST', '/change-password', { headers: from, body: change })).status,
      name,
    ).toBe(403);
    const patch = JSON.stringify({ version: me.version, firstName: 'Evil' });
    const answer = await caller.call('PATCH', '/api/v1/me', { headers: from, body: patch });
    expect(answer.status, name).toBe(403);
    expect(answer.headers['content-type'], name).toContain('application/problem+json');
    expect((await caller.call('DELETE', '/api/v1/me/sessions', { headers: from })).status, name).toBe(403);
    expect((await caller.post('/logout', undefined, headers(portal.url))).status, name).toBe(403);
  }
  expect((await caller.get('/api/v1/me')).json()).toMatchObject({ firstName: 'Rosa', version: me.version });
  // A caller with a token is not bound by where it comes from.
  const login = await new Caller(portal).post('/login?include_auth_token', { email, password: goodPassword });
  const { authentication_token: token } = login.json<{
    response: { user: { authentication_token: string } };
  }>().response.user;
  const bearer = await send(portal, 'GET', '/api/v1/me', {
    headers: { authorization: `Bearer ${token}`, origin: 'https://evil.example' },
  });
  expect([200, 403], 'what its scopes allow').toContain(bearer.status);
});

test('bodies that a foreign form can send are refused when nothing says where they come from', async ({
  portal,
}) => {
  const body = JSON.stringify({ email: roles.Citizen, password: demonstrationPassword });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonx',
    '',
  ]) {
    const answer = await send(portal, 'POST', '/login', {
      headers: { accept: 'application/json', ...(type ? { 'content-type': type } : {}) },
      body,
    });
    expect(answer.status, type).toBe(403);
    expect(answer.cookies, type).toEqual([]);
  }
});

test('forms of pages', async ({ portal }) => {
  for (const { name, headers, form } of froms) {
    const caller = new Caller(portal);
    const fields = { email: roles.Citizen, password: demonstrationPassword };
    const answer = await postForm(caller, '/login', fields, headers(portal.url));
    expect(answer.status, name).toBe(form ? 303 : 403);
    expect(caller.cookies.has('portal-session'), name).toBe(form);
    if (!form) expect(answer.text, name).toContain('This form did not come from the portal');
  }
});

test('signing out by a foreign form is refused', async ({ portal }) => {
  const caller = new Caller(portal);
  await caller.post('/login', { email: roles.Citizen, password: demonstrationPassword });
  const page = await caller.get('/dashboard', { accept: 'text/html' });
  const form = /<form[^>]*>(?:(?!<\/form>)[\s\S])*?Sign out/.exec(page.text)?.[0] ?? '';
  expect(form).not.toBe('');
  for (const { name, headers } of froms.filter(({ form }) => !form)) {
    await postForm(caller, '/dashboard', {}, headers(portal.url));
    expect((await caller.get('/dashboard')).status, name).toBe(200);
  }
});

test("NextAuth's own doors", async ({ portal }) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const credentials = (token: string) =>
    new URLSearchParams({
      csrfToken: token,
      email: roles.Citizen,
      password: demonstrationPassword,
    }).toString();
  const tokenOf = async (caller: Caller) =>
    (await caller.get('/api/auth/csrf')).json<{ csrfToken: string }>().csrfToken;

  for (const { name, headers, form: passes } of froms) {
    const caller = new Caller(portal);
    const body = credentials(await tokenOf(caller));
    const from = { ...form, ...headers(portal.url) };
    const answer = await caller.call('POST', '/api/auth/callback/credentials', { headers: from, body });
    expect(caller.cookies.has('portal-session'), name).toBe(passes);
    expect(answer.status, name).toBe(passes ? 302 : 403);

    const signedIn = new Caller(portal);
    await signedIn.post('/login', { email: roles.Citizen, password: demonstrationPassword });
    const out = `csrfToken=${await tokenOf(signedIn)}`;
    const left = await signedIn.call('POST', '/api/auth/signout', { headers: from, body: out });
    expect(left.status, name).toBe(passes ? 302 : 403);
    expect((await signedIn.get('/dashboard')).status, name).toBe(passes ? 401 : 200);
  }

  const without = new Caller(portal);
  await without.call('POST', '/api/auth/callback/credentials', {
    headers: { ...form, origin: portal.url },
    body: credentials('made up'),
  });
  expect(without.cookies.has('portal-session'), 'without its own token').toBe(false);
  const visit = new Caller(portal);
  await visit.post('/login', { email: roles.Citizen, password: demonstrationPassword });
  await visit.get('/api/auth/signout', { accept: 'text/html' });
  expect((await visit.get('/dashboard')).status, 'GET changes nothing').toBe(200);
});
