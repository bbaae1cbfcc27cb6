import { findPostgres, type PostgresCluster, startPostgres } from '@/lib/testing/postgres-cluster';
import { postForm } from './forms-over-http';
import { Caller, send } from './http';
import { demonstrationPassword, goodPassword, newAddress, roles } from './people';
import { type Portal, quickHashes, startPortal } from './portal';
import { expect, test } from './test';

// The database or the mail server goes away: docs/security.md, "Failing well". On PostgreSQL, as in production.

const html = { accept: 'text/html' };

/** Milliseconds in which every answer must be there. */
const PATIENCE = 5000;

test.describe('on PostgreSQL', () => {
  // biome-ignore lint/suspicious/noSkippedTests: loudly, where the machine lacks the program
  test.skip(!findPostgres(), '*** SKIPPED: PostgreSQL is not installed ***');
  test.describe.configure({ mode: 'serial' });

  let cluster: PostgresCluster;
  let portal: Portal;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    cluster = await startPostgres();
    const settings = {
      DATABASE_URL: await cluster.createDatabase('portal'),
      RATE_LIMITS: 'off',
      ...quickHashes,
      MAIL_LEASE_SECONDS: '2',
      MAIL_RETRY_SECONDS: '2',
    };
    portal = await startPortal({ settings, empty: true });
  });
  test.afterAll(async () => {
    await portal?.dispose();
    await cluster?.stop();
  });

  test('the database goes away: 503 in time on every door, and all is well again without a restart', async ({
    browser,
  }) => {
    const caller = new Caller(portal);
    await caller.post('/login', { email: roles['County Admin'], password: demonstrationPassword });
    expect((await caller.get('/dashboard')).status).toBe(200);
    const page = await (await browser.newContext({ baseURL: portal.url })).newPage();
    await page.goto('/login');
    await page.getByLabel('Email address').fill(roles.Citizen);

    await cluster.interrupt();
    const json = { 'content-type': 'application/json' };
    const body = JSON.stringify({ email: roles.Citizen, password: demonstrationPassword });
    const doors: [string, () => ReturnType<typeof send>][] = [
      ['GET /dashboard, JSON', () => caller.get('/dashboard')],
      ['GET /dashboard, page', () => caller.get('/dashboard', html)],
      ['GET /profile, page', () => caller.get('/profile', html)],
      ['GET /auth/users', () => caller.get('/auth/users')],
      ['GET /api/v1/me', () => caller.get('/api/v1/me')],
      ['POST /login', () => send(portal, 'POST', '/login', { headers: json, body })],
      [
        'POST /register',
        () => new Caller(portal).post('/register', { email: newAddress(), password: goodPassword }),
      ],
      ['POST /reset', () => new Caller(portal).post('/reset', { email: roles.Citizen })],
      ['POST /logout', () => caller.post('/logout')],
      [
        'form of /login',
        () =>
          postForm(
            new Caller(portal),
            '/login',
            { email: roles.Citizen, password: demonstrationPassword },
            { origin: portal.url },
          ),
      ],
      ['GET /readyz', () => send(portal, 'GET', '/readyz')],
    ];
    for (const [name, call] of doors) {
      const began = Date.now();
      const answer = await call();
      const took = Date.now() - began;
      expect.soft(answer.status, name).toBe(503);
      if (!name.includes('readyz'))
        expect.soft(Number(answer.headers['retry-after']), name).toBeGreaterThan(0);
      expect.soft(took, name).toBeLessThan(name.startsWith('form') ? 2 * PATIENCE : PATIENCE);
      expect
        .soft(answer.text, name)
        .not.toMatch(/\n\s+at |prisma|postgres|ECONNREFUSED|127\.0\.0\.1:\d+\/portal/i);
      expect.soft(answer.headers['cache-control'], name).toContain('no-store');
    }
    expect((await send(portal, 'GET', '/healthz')).status, 'the process lives').toBe(200);
    for (const path of ['/', '/help', '/login']) {
      const began = Date.now();
      const answer = await send(portal, 'GET', path, { headers: html });
      expect.soft([200, 503], path).toContain(answer.status);
      expect.soft(Date.now() - began, path).toBeLessThan(PATIENCE);
    }
    await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await expect(page.getByRole('alert', { name: 'There is a problem' })).toBeVisible();
    await expect(page.getByLabel('Email address')).toHaveValue(roles.Citizen);

    await cluster.resume();
    await expect(async () => expect((await send(portal, 'GET', '/readyz')).status).toBe(200)).toPass({
      timeout: 15_000,
    });
    expect((await caller.get('/dashboard')).status, 'the session goes on').toBe(200);
    await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
    await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/dashboard$/);
    await page.context().close();
  });

  test('the mail server goes away, the portal is killed: what was promised arrives, once', async () => {
    const email = newAddress();
    await new Caller(portal).post('/register', { email, password: goodPassword });
    await portal.mail.close();
    const asked = await new Caller(portal).post('/reset', { email });
    expect(asked.status, 'nobody waits for the mail server').toBe(200);
    const confirmed = newAddress();
    expect(
      (await new Caller(portal).post('/register', { email: confirmed, password: goodPassword })).status,
    ).toBe(200);
    expect((await new Caller(portal).post('/confirm', { email: confirmed })).status).toBe(200);
    process.kill(portal.serverPid(), 'SIGKILL');
    await expect(async () => expect((await send(portal, 'GET', '/readyz')).status).toBe(200)).toPass({
      timeout: 30_000,
    });
    await portal.mail.open();
    // The outbox looks every 5 s, and each failure makes it wait four times longer.
    const patience = 60_000;
    const reset = await portal.mail.mailTo(email, /^Reset your password/, { patience });
    await portal.mail.mailTo(confirmed, /^Confirm your email address/, { patience });
    expect(portal.mail.allTo(email).filter(({ subject }) => subject.startsWith('Reset'))).toHaveLength(1);
    const [link = ''] = reset.links;
    expect(
      (await new Caller(portal).post(new URL(link).pathname, { password: 'cobalt ferry 93 walnut' })).status,
    ).toBe(200);
  });
});
