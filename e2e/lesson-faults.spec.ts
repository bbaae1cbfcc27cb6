import { type Answer, Caller, send } from './http';
import { demonstrationPassword, goodPassword, newAddress, otherPassword, roles } from './people';
import { expect, test } from './test';

// What the lesson's JSON addresses answer when something is not as it should be: docs/contract.md, sections 4 and 8.

const done = { meta: { code: 200 }, response: {} };
const unauthenticated = { error: 'Authentication required', status: 401 };

/** A form fault: 400 with every message, and the same by field. */
function expectFormFault(answer: Answer, byField: Record<string, unknown>, errors?: unknown): void {
  expect(answer.status, answer.text).toBe(400);
  expect(answer.json()).toEqual({
    meta: { code: 400 },
    response: {
      errors: errors ?? Object.values(byField).flat(),
      field_errors: byField,
    },
  });
}

async function signedIn(portal: { port: number }, email: string, password = demonstrationPassword) {
  const caller = new Caller(portal);
  expect((await caller.post('/login', { email, password })).status).toBe(200);
  return caller;
}

test('registration: signed in by cookie; a taken address, a weak password, an unknown county are 400', async ({
  portal,
}) => {
  const email = newAddress();
  const caller = new Caller(portal);
  const answer = await caller.post('/register', {
    email: ` ${email.toUpperCase()} `,
    password: goodPassword,
  });
  expect(answer.json()).toEqual(done);
  expect((await caller.get('/dashboard')).json()).toMatchObject({ user_roles: ['Citizen'] });

  expectFormFault(await new Caller(portal).post('/register', { email, password: otherPassword }), {
    email: ['This email address already has an account. Sign in, or reset your password'],
  });
  expectFormFault(await new Caller(portal).post('/register', { email: newAddress(), password: 'short' }), {
    password: ['Password must be at least 8 characters long'],
  });
  expectFormFault(
    await new Caller(portal).post('/register', { email: newAddress(), password: 'a'.repeat(129) }),
    { password: ['Password must be 128 characters or fewer'] },
  );
  expectFormFault(
    await new Caller(portal).post('/register', {
      email: newAddress(),
      password: goodPassword,
      county: 'XYZ',
    }),
    { county: ['Choose your county'] },
  );
  expectFormFault(
    await new Caller(portal).post('/register', {
      email: newAddress(),
      password: goodPassword,
      password_confirm: otherPassword,
    }),
    { password_confirm: [expect.any(String)] },
  );
  expectFormFault(await new Caller(portal).post('/register', {}), {
    email: ['Enter your email address'],
    password: ['Enter your password'],
  });
});

test('registration: names, phone and county are kept; claims of role, county id or activity are not', async ({
  portal,
}) => {
  const caller = new Caller(portal);
  const email = newAddress();
  const claims = {
    roles: ['System Administrator'],
    role: 'County Admin',
    role_id: '1',
    active: false,
    confirmed_at: '2020-01-01',
    county_id: 'x',
    id: 'x',
    is_admin: true,
    login_count: 99,
    ['__proto__']: { roles: ['County Admin'] },
  };
  const named = { first_name: 'Rosa', last_name: 'Rivera', phone_number: '555-010-1234', county: 'BIR' };
  expect(
    (await caller.post('/register', { email, password: goodPassword, ...named, ...claims })).status,
  ).toBe(200);
  expect((await caller.get('/auth/current-user')).json()).toEqual({
    user: {
      id: expect.stringMatching(/^.{8,}$/),
      email,
      first_name: 'Rosa',
      last_name: 'Rivera',
      full_name: 'Rosa Rivera',
      active: true,
      roles: ['Citizen'],
      created_at: expect.any(String),
    },
    status: 'success',
  });
  const me = (await caller.get('/api/v1/me')).json();
  expect(me).toMatchObject({ county: { code: 'BIR' }, roles: ['Citizen'], loginCount: expect.any(Number) });
  expect((await caller.get('/auth/users')).status).toBe(403);
});

test('signing in: one text for a wrong password and for an unknown address', async ({ portal }) => {
  const wrong = await new Caller(portal).post('/login', {
    email: roles.Citizen,
    password: 'not the password',
  });
  const unknown = await new Caller(portal).post('/login', {
    email: newAddress(),
    password: 'not the password',
  });
  expect(wrong.status).toBe(400);
  expect(wrong.text).toBe(unknown.text);
  expect(unknown.status).toBe(400);
  const varying = new Set(['date', 'x-request-id']);
  const steady = (answer: Answer) =>
    Object.fromEntries(Object.entries(answer.headers).filter(([name]) => !varying.has(name)));
  expect(steady(wrong)).toEqual(steady(unknown));
  expect(wrong.cookies).toEqual([]);
});

test('a body that is no JSON object, or holds other types, is 400; over 1 MiB is 413', async ({ portal }) => {
  const headers = { 'content-type': 'application/json' };
  for (const path of ['/login', '/register', '/reset', '/confirm', '/change-password', '/reauthenticate']) {
    for (const body of ['{', '[]', '"text"', 'null', '12', 'true', '{"email":', '\u0000']) {
      const answer = await send(portal, 'POST', path, { headers, body });
      expect(answer.status, `${path} ${body}`).toBe(400);
      expect(answer.json(), `${path} ${body}`).toEqual({
        meta: { code: 400 },
        response: { errors: ['Send a JSON object'], field_errors: {} },
      });
    }
    for (const value of [null, 12, true, [], {}, ['a@example.com'], { $ne: '' }]) {
      const body = JSON.stringify({ email: value, password: value, new_password: value });
      const answer = await send(portal, 'POST', path, { headers, body });
      // What needs a session says so first.
      expect([400, 401], `${path} ${body}`).toContain(answer.status);
    }
    const large = await send(portal, 'POST', path, { headers, body: `{"email":"${'a'.repeat(1_048_577)}"}` });
    expect(large.status, path).toBe(413);
    const atLimit = await send(portal, 'POST', path, { headers, body: '{}'.padEnd(1_048_576) });
    expect([200, 400, 401], path).toContain(atLimit.status);
  }
});

test('who is not signed in gets 401, who may not gets 403', async ({ portal }) => {
  const stranger = new Caller(portal);
  for (const path of ['/dashboard', '/auth/current-user', '/auth/users']) {
    const answer = await stranger.get(path);
    expect(answer.status, path).toBe(401);
    expect(answer.json(), path).toEqual(unauthenticated);
    expect(answer.headers['cache-control'], path).toContain('no-store');
  }
  const change = await stranger.post('/change-password', {
    password: 'a',
    new_password: goodPassword,
    new_password_confirm: goodPassword,
  });
  expect(change.status).toBe(401);
  expect((await stranger.post('/reauthenticate', { password: 'a' })).json()).toEqual(unauthenticated);
  for (const role of ['Citizen', 'Department Officer', 'System Administrator'] as const) {
    const answer = await (await signedIn(portal, roles[role])).get('/auth/users');
    expect(answer.status, role).toBe(403);
    expect(answer.json(), role).toEqual({ error: 'Access forbidden', status: 403 });
  }
});

test('the list of users: numbers that make no sense are 400, a page past the end is empty', async ({
  portal,
}) => {
  const admin = await signedIn(portal, roles['County Admin']);
  for (const query of ['page=0', 'page=-1', 'page=x', 'page=1.5', 'per_page=0', 'per_page=101', 'per_page=x'])
    expect((await admin.get(`/auth/users?${query}`)).status, query).toBe(400);
  expect((await admin.get('/auth/users?page=9999')).json()).toMatchObject({ users: [], page: 9999 });
});

test('what does not exist is 404, a wrong method 405, in JSON', async ({ portal }) => {
  const json = { accept: 'application/json' };
  for (const path of [
    '/nothing',
    '/auth/nothing',
    '/admin/users',
    '/login/nothing',
    '/.env',
    '/dashboard/x',
  ]) {
    const answer = await send(portal, 'GET', path, { headers: json });
    expect(answer.status, path).toBe(404);
    expect(answer.json(), path).toEqual({ error: 'Not found', status: 404 });
  }
  for (const [method, path] of [
    ['GET', '/login'],
    ['GET', '/register'],
    ['GET', '/logout'],
    ['DELETE', '/login'],
    ['PUT', '/register'],
    ['PATCH', '/reset'],
    ['POST', '/dashboard'],
    ['DELETE', '/auth/users'],
  ] as const) {
    const answer = await send(portal, method, path, { headers: json });
    expect(answer.status, `${method} ${path}`).toBe(405);
    expect(answer.json(), `${method} ${path}`).toMatchObject({ status: 405 });
    expect(answer.headers.allow, `${method} ${path}`).toBeTruthy();
  }
  const api = await send(portal, 'GET', '/api/v1/nothing', {});
  expect(api.status).toBe(404);
  expect(api.headers['content-type']).toContain('application/problem+json');
  const method = await send(portal, 'PUT', '/api/v1/me', { headers: { 'content-type': 'application/json' } });
  expect(method.status).toBe(405);
  expect(method.headers.allow).toBe('GET, HEAD, OPTIONS, PATCH');
});

test('signing out: the session is dead on the server; a stranger gets 200; GET changes nothing', async ({
  portal,
}) => {
  const caller = await signedIn(portal, roles.Citizen);
  const kept = new Map(caller.cookies);
  for (const accept of ['*/*', 'text/html', 'application/json']) await caller.get('/logout', { accept });
  expect((await caller.get('/dashboard')).status).toBe(200);
  const answer = await caller.post('/logout');
  expect(answer.json()).toEqual(done);
  expect(caller.cookies.has('portal-session')).toBe(false);
  for (const [name, value] of kept) caller.cookies.set(name, value);
  expect((await caller.get('/dashboard')).status, 'the saved cookie').toBe(401);
  expect((await new Caller(portal).post('/logout')).json()).toEqual(done);
});

test('a second sign-in ends the first session of that browser, and no other', async ({ portal }) => {
  const caller = await signedIn(portal, roles.Citizen);
  const other = await signedIn(portal, roles.Citizen);
  const first = new Map(caller.cookies);
  await caller.post('/login', { email: roles.Citizen, password: demonstrationPassword });
  expect((await caller.get('/dashboard')).status).toBe(200);
  const before = new Caller(portal);
  for (const [name, value] of first) before.cookies.set(name, value);
  expect((await before.get('/dashboard')).status).toBe(401);
  expect((await other.get('/dashboard')).status).toBe(200);
});

test('changing and resetting a password in JSON', async ({ portal }) => {
  const email = newAddress();
  const caller = new Caller(portal);
  await caller.post('/register', { email, password: goodPassword });
  const other = await signedIn(portal, email, goodPassword);
  const change = (body: object) => caller.post('/change-password', body);
  expectFormFault(
    await change({ password: 'wrong one', new_password: otherPassword, new_password_confirm: otherPassword }),
    { password: ['The current password is not right. Try again'] },
  );
  expectFormFault(
    await change({ password: goodPassword, new_password: otherPassword, new_password_confirm: 'another' }),
    { new_password_confirm: [expect.any(String)] },
  );
  const changed = await change({
    password: goodPassword,
    new_password: otherPassword,
    new_password_confirm: otherPassword,
  });
  expect(changed.json()).toEqual(done);
  expect((await caller.get('/dashboard')).status, 'this session goes on').toBe(200);
  expect((await other.get('/dashboard')).status, 'the other is over').toBe(401);

  const stranger = new Caller(portal);
  expect((await stranger.post('/reset', { email: newAddress() })).json()).toEqual(done);
  expectFormFault(await stranger.post('/reset', { email: 'no address' }), {
    email: ['Enter an email address like name@example.com'],
  });
  const asked = await stranger.post('/reset', { email });
  expect(asked.json()).toEqual(done);
  const [link = ''] = (await portal.mail.mailTo(email, /^Reset your password/)).links;
  expect(link.startsWith(`${portal.url}/reset/`)).toBe(true);
  const path = new URL(link).pathname;
  expectFormFault(await stranger.post(path, { password: 'short' }), {
    password: ['Password must be at least 8 characters long'],
  });
  expect((await stranger.post(path, { password: goodPassword })).json(), 'the link still works').toEqual(
    done,
  );
  expect((await stranger.get('/dashboard')).status, 'no sign-in follows').toBe(401);
  expect((await caller.get('/dashboard')).status, 'every session is over').toBe(401);
  expect((await stranger.post(path, { password: otherPassword })).status, 'a second use').toBe(400);
  expect((await stranger.post(`/reset/${'x'.repeat(43)}`, { password: goodPassword })).status).toBe(400);
  await signedIn(portal, email, goodPassword);
});

test('a token opens the lesson addresses, by header alone, until the password changes', async ({
  portal,
}) => {
  const email = newAddress();
  const caller = new Caller(portal);
  await caller.post('/register', { email, password: goodPassword });
  const login = await new Caller(portal).post('/login?include_auth_token', { email, password: goodPassword });
  const token = login.json<{ response: { user: { authentication_token: string } } }>().response.user
    .authentication_token;
  const ways: Record<string, string>[] = [
    { 'authentication-token': token },
    { authorization: `Bearer ${token}` },
  ];
  for (const headers of ways) {
    expect((await send(portal, 'GET', '/dashboard', { headers })).status).toBe(200);
    expect((await send(portal, 'GET', '/auth/current-user', { headers })).status).toBe(200);
  }
  expect((await send(portal, 'GET', `/dashboard?auth_token=${token}`)).status, 'in the address').toBe(401);
  expect((await send(portal, 'GET', '/dashboard', { headers: { 'authentication-token': 'x' } })).status).toBe(
    401,
  );
  await caller.post('/change-password', {
    password: goodPassword,
    new_password: otherPassword,
    new_password_confirm: otherPassword,
  });
  const dead = await send(portal, 'GET', '/dashboard', { headers: { 'authentication-token': token } });
  expect(dead.status, 'after a change of the password').toBe(401);
});

test('re-authentication in JSON', async ({ portal }) => {
  const caller = await signedIn(portal, roles.Citizen);
  expectFormFault(await caller.post('/reauthenticate', { password: 'wrong one' }), {
    password: ['The password is not right. Try again'],
  });
  expect((await caller.post('/reauthenticate', { password: demonstrationPassword })).json()).toEqual(done);
});

test.describe('with confirmed addresses', () => {
  test.use({ kind: 'strict' });

  test('a new and a taken address get the same answer; the link decides; a second use is 400', async ({
    portal,
  }) => {
    const email = newAddress();
    const caller = new Caller(portal);
    const fresh = await caller.post('/register', { email, password: goodPassword });
    expect(fresh.json()).toEqual(done);
    // No session before the link; what tells this browser from others is made for a taken address just so.
    const cookiesOf = ({ cookies }: Answer) =>
      cookies.map((line) => line.replace(/=[\w-]{43};/, '=…;').replace(/Expires=[^;]*;/, ''));
    expect(cookiesOf(fresh)).toEqual([expect.stringMatching(/^portal-registration=…;/)]);
    const early = await caller.post('/login', { email, password: goodPassword });
    expectFormFault(early, expect.any(Object), [expect.stringMatching(/^Confirm your email address first/)]);
    const [link = ''] = (await portal.mail.mailTo(email, /^Confirm your email address/)).links;
    const path = new URL(link).pathname;
    await send(portal, 'GET', path, { headers: { accept: 'text/html' } });
    expect((await caller.post('/login', { email, password: goodPassword })).status, 'opened only').toBe(400);
    expect((await caller.post(path)).json()).toEqual(done);
    expect((await caller.post(path)).status, 'a second use').toBe(400);
    expect((await caller.post('/login', { email, password: goodPassword })).status).toBe(200);

    const taken = await new Caller(portal).post('/register', { email, password: otherPassword });
    expect({ status: taken.status, text: taken.text, cookies: cookiesOf(taken) }).toEqual({
      status: fresh.status,
      text: fresh.text,
      cookies: cookiesOf(fresh),
    });
    await portal.mail.mailTo(email, /^Somebody tried to use your email address/);
    expect((await new Caller(portal).post('/login', { email, password: otherPassword })).status).toBe(400);
  });

  test('the strict policy says what is wrong', async ({ portal }) => {
    const register = (password: string) =>
      new Caller(portal).post('/register', { email: newAddress(), password });
    expectFormFault(await register('elevenchars'), {
      password: ['Password must be at least 12 characters long'],
    });
    expectFormFault(await register('passwordpassword'), { password: [expect.any(String)] });
  });
});
