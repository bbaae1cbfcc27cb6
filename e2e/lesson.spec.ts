import { execFile, execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { Caller } from './http';
import { demonstrationPassword, newAddress } from './people';
import { expect, test } from './test';

// The lesson's own workflow against the demonstration as it comes, cross-site check and limits on: docs/contract.md, section 4.

test.use({ kind: 'lesson' });

const run = promisify(execFile);

function has(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

test.describe('the lines of the lesson', () => {
  // biome-ignore lint/suspicious/noSkippedTests: loudly, where the machine lacks the program
  test.skip(!has('curl'), 'SKIPPED: there is no curl on this machine; the same calls run without it below');

  let folder = '';
  test.beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'portal-e2e-curl-'));
  });
  test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a line in a shell, as a learner does, and reads the JSON that it prints. */
  async function shell<T = Record<string, unknown>>(line: string): Promise<T> {
    const { stdout } = await run('sh', ['-c', line], { cwd: folder });
    return JSON.parse(stdout) as T;
  }

  test('register, sign in with a cookie jar, dashboard, token', async ({ portal }) => {
    const at = `http://127.0.0.1:${portal.port}`;
    const json = '-H "Content-Type: application/json"';

    expect(
      await shell(
        `curl -X POST ${at}/register ${json} -d '{"email":"test@example.com","password":"password123"}'`,
      ),
    ).toEqual({ meta: { code: 200 }, response: {} });
    expect(
      await shell(
        `curl -X POST ${at}/login ${json} -d '{"email":"test@example.com","password":"password123"}' -c cookies.txt`,
      ),
    ).toEqual({ meta: { code: 200 }, response: { user: {} } });
    const dashboard = {
      message: 'Welcome to your dashboard, test@example.com!',
      user_id: expect.any(String),
      user_roles: ['Citizen'],
      status: 'success',
    };
    expect(await shell(`curl ${at}/dashboard -b cookies.txt`)).toEqual(dashboard);

    const signedIn = await shell<{ response: { user: { authentication_token: string } } }>(
      `curl -X POST "${at}/login?include_auth_token" ${json} -d '{"email":"test@example.com","password":"password123"}'`,
    );
    const token = signedIn.response.user.authentication_token;
    expect(token).toEqual(expect.stringMatching(/^\S{20,}$/));
    expect(await shell(`curl ${at}/dashboard -H "Authentication-Token: ${token}"`)).toEqual(dashboard);
    expect(await shell(`curl ${at}/auth/current-user -H "Authentication-Token: ${token}"`)).toEqual({
      user: expect.objectContaining({ email: 'test@example.com', roles: ['Citizen'] }),
      status: 'success',
    });
    expect(await shell(`curl ${at}/dashboard`)).toEqual({ error: 'Authentication required', status: 401 });
  });
});

const currentUser = {
  id: expect.any(String),
  email: 'admin@test.com',
  first_name: 'Admin',
  last_name: 'User',
  full_name: 'Admin User',
  active: true,
  roles: ['County Admin'],
  created_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
};

test('the session script: sign in as the administrator, dashboard, current user, users', async ({
  portal,
}) => {
  const session = new Caller(portal);
  const login = await session.post('/login', { email: 'admin@test.com', password: demonstrationPassword });
  expect(login.status).toBe(200);
  expect(login.json()).toEqual({ meta: { code: 200 }, response: { user: {} } });

  const dashboard = await session.get('/dashboard');
  expect(dashboard.json()).toEqual({
    message: 'Welcome to your dashboard, admin@test.com!',
    user_id: expect.any(String),
    user_roles: ['County Admin'],
    status: 'success',
  });
  expect((await session.get('/auth/current-user')).json()).toEqual({ user: currentUser, status: 'success' });
  const users = (await session.get('/auth/users?page=1&per_page=2')).json<{ users: object[] }>();
  expect(users).toEqual({
    users: [expect.any(Object), expect.any(Object)],
    page: 1,
    per_page: 2,
    total: expect.any(Number),
    pages: expect.any(Number),
    status: 'success',
  });
  expect(Object.keys(users.users[0] ?? {}).sort()).toEqual(Object.keys(currentUser).sort());
  const all = (await session.get('/auth/users?per_page=100')).json<{ users: { email: string }[] }>();
  expect(all.users.map(({ email }) => email)).toContain('citizen@test.com');
  expect(all.users.map(({ email }) => email).filter((email) => email.endsWith('birch.test'))).toEqual([]);
});

test('the same script in Python', async ({ portal }) => {
  // biome-ignore lint/suspicious/noSkippedTests: loudly, where the machine lacks the program
  test.skip(
    !has('python3'),
    'SKIPPED: there is no Python on this machine; the same calls ran without it above',
  );
  const script = `
import http.cookiejar, json, urllib.request
base = 'http://127.0.0.1:${portal.port}'
session = urllib.request.build_opener(urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))
session.addheaders = [('Accept', '*/*'), ('User-Agent', 'python-requests/2.32')]
body = json.dumps({'email': 'admin@test.com', 'password': 'password123'}).encode()
request = urllib.request.Request(base + '/login', body, {'Content-Type': 'application/json'})
answers = [json.load(session.open(request))]
for path in ['/dashboard', '/auth/current-user', '/auth/users']:
    answers.append(json.load(session.open(base + path)))
print(json.dumps(answers))
`;
  const { stdout } = await run('python3', ['-c', script]);
  expect(JSON.parse(stdout)).toEqual([
    { meta: { code: 200 }, response: { user: {} } },
    expect.objectContaining({ status: 'success', user_roles: ['County Admin'] }),
    { user: currentUser, status: 'success' },
    expect.objectContaining({ status: 'success', page: 1 }),
  ]);
});

test('too many wrong passwords: 429 in JSON with Retry-After, for an unknown address alike', async ({
  portal,
}) => {
  for (const email of ['officer@birch.test', newAddress('unknown')]) {
    const caller = new Caller(portal);
    const statuses: number[] = [];
    let last = await caller.post('/login', { email, password: 'not the password' });
    for (statuses.push(last.status); statuses.length < 7 && last.status !== 429; statuses.push(last.status))
      last = await caller.post('/login', { email, password: 'not the password' });
    expect(statuses).toEqual([400, 400, 400, 400, 400, 429]);
    expect(last.json()).toEqual({ error: expect.stringMatching(/^Too many tries/), status: 429 });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect(Number(last.headers['retry-after'])).toBeLessThanOrEqual(60);
  }
});
