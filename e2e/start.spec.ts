import { randomBytes } from 'node:crypto';
import { chmodSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { freePort } from '@/lib/testing/postgres-cluster';
import { Caller, send } from './http';
import { startMailServer } from './mail-server';
import { demonstrationPassword, fillSignIn, goodPassword, newAddress, roles, setUpApp } from './people';
import { newDataFolder, type Portal, quickHashes, runCommand, startPortal, untilReady } from './portal';
import { expect, test } from './test';

// How the portal starts, refuses to start, and ends: docs/contract.md, section 1.

const secret = () => randomBytes(32).toString('base64url');

/** Starts a portal for one test and takes it away afterwards. */
async function using(options: Parameters<typeof startPortal>[0], work: (portal: Portal) => Promise<void>) {
  const portal = await startPortal(options);
  try {
    await work(portal);
  } finally {
    await portal.dispose();
  }
}

test.describe('npm start', () => {
  test('names every missing setting at once and does not start', async () => {
    const folder = newDataFolder(true);
    const running = runCommand(['start'], { DATA_DIR: folder, PORT: String(await freePort()) });
    expect(await running.ended).not.toBe(0);
    for (const name of ['APP_URL', 'AUTH_SECRET', 'PASSWORD_PEPPER', 'DATABASE_URL', 'SMTP_URL', 'MAIL_FROM'])
      expect(running.output()).toContain(name);
    expect(running.output()).not.toMatch(/\n\s+at /);
    rmSync(folder, { recursive: true, force: true });
  });

  test('names every weak or senseless setting at once', async () => {
    const openFolder = newDataFolder(true);
    chmodSync(openFolder, 0o755);
    const running = runCommand(['start'], {
      APP_URL: 'portal.example',
      AUTH_SECRET: 'short',
      PASSWORD_PEPPER: 'a'.repeat(40),
      EMBEDDED_DATABASE: '1',
      SMTP_URL: 'http://mail.example',
      MAIL_FROM: 'nobody',
      PORT: '99999',
      LOG_LEVEL: 'loud',
      RATE_LIMITS: 'off',
      PASSWORD_COST: '4',
      SESSION_MAX_HOURS: '100',
      WEB_CONCURRENCY: '2',
      GEOIP_DATABASE: '/nowhere/places.mmdb',
      DATA_DIR: openFolder,
    });
    expect(await running.ended).not.toBe(0);
    for (const name of [
      'APP_URL',
      'AUTH_SECRET',
      'PASSWORD_PEPPER',
      'SMTP_URL',
      'MAIL_FROM',
      'PORT',
      'LOG_LEVEL',
      'RATE_LIMITS',
      'PASSWORD_COST',
      'SESSION_MAX_HOURS',
      `chmod 700 ${openFolder}`,
      'GEOIP_DATABASE cannot be read (ENOENT): /nowhere/places.mmdb',
    ])
      expect.soft(running.output()).toContain(name);
    expect(running.output(), 'no secret is shown').not.toContain('aaaaaaaa');
  });

  test('refuses beside an account of the demonstration', async () => {
    const folder = newDataFolder();
    const running = runCommand(['start'], {
      ...production('http://127.0.0.1'),
      DATA_DIR: folder,
      PORT: String(await freePort()),
    });
    expect(await running.ended).not.toBe(0);
    expect(running.output()).toContain('An account of the demonstration exists');
    rmSync(folder, { recursive: true, force: true });
  });

  test('starts with good settings; the first administrator comes in by a mailed link', async ({ page }) => {
    test.setTimeout(120_000);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const email = newAddress('first-admin');
    const mail = await startMailServer();
    const folder = newDataFolder(true);
    const settings = { ...production(url), DATA_DIR: folder, PORT: String(port), SMTP_URL: mail.url };
    try {
      const making = runCommand(
        ['create-admin', '--email', email, '--county', 'ald', '--county-name', 'Alder County'],
        settings,
      );
      expect(await making.ended, making.output()).toBe(0);
      expect(making.output()).toContain(email);
      expect(making.output(), 'the link goes by mail').not.toContain('/reset/');
      const [link = ''] = (await mail.mailTo(email, /^Your invitation to County Services/)).links;
      expect(link.startsWith(`${url}/reset/`)).toBe(true);

      const running = runCommand(['start'], settings);
      try {
        await untilReady(url, running);
        expect(running.output()).not.toContain(demonstrationPassword);
        await page.goto(link);
        await page.getByLabel('New password', { exact: true }).fill('password123');
        await page.getByLabel('Confirm new password').fill('password123');
        await page.getByRole('button', { name: 'Save new password' }).click();
        await expect(page.getByRole('main')).toContainText('Password must be at least 12 characters long');
        await page.getByLabel('New password', { exact: true }).fill(goodPassword);
        await page.getByLabel('Confirm new password').fill(goodPassword);
        await page.getByRole('button', { name: 'Save new password' }).click();
        await expect(page.getByRole('status')).toHaveText(
          'Your password is changed. Sign in with the new one.',
        );
        await fillSignIn(page, email, goodPassword);
        // Staff have a second factor in production: nothing else is open before there is one.
        await expect(page).toHaveURL(`${url}/security/two-factor`);
        expect((await page.request.get(`${url}/auth/current-user`)).status()).toBe(403);
        await page.goto(`${url}/admin/users`);
        await expect(page).toHaveURL(`${url}/security/two-factor`);
        await setUpApp(page);
        await page.getByRole('link', { name: 'I have kept them' }).click();
        await page.goto(`${url}/dashboard`);
        await expect(page).toHaveURL(`${url}/dashboard`);
        await expect(page.getByRole('heading', { name: 'People', exact: true })).toBeVisible();
        const user = await page.request.get(`${url}/auth/current-user`);
        expect(await user.json()).toMatchObject({ user: { roles: ['County Admin'] } });

        expect(
          (await send({ port }, 'GET', '/dev/mailbox', { headers: { accept: 'text/html' } })).status,
        ).toBe(404);
        const elsewhere = await new Caller({ port }).post(
          '/login',
          { email, password: goodPassword },
          { origin: `http://localhost:${port}` },
        );
        expect(elsewhere.status, 'localhost is not APP_URL').toBe(403);
        const weak = await new Caller({ port }).post('/register', {
          email: newAddress(),
          password: 'password123',
          county: 'ALD',
        });
        expect(weak.status, 'the strict policy').toBe(400);
      } finally {
        running.process.kill('SIGTERM');
        await running.ended;
      }
    } finally {
      await mail.close();
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

/** Settings that production takes. */
function production(url: string): Record<string, string> {
  return {
    APP_URL: url,
    AUTH_SECRET: secret(),
    PASSWORD_PEPPER: secret(),
    EMBEDDED_DATABASE: '1',
    SMTP_URL: 'smtp://127.0.0.1:9',
    MAIL_FROM: 'county@alder.example',
    LOG_LEVEL: 'warn',
  };
}

test('two on one data folder: the second stops and says why; the first goes on', async ({ portal }) => {
  const second = runCommand(['demo'], {
    DATA_DIR: portal.dataFolder,
    PORT: String(await freePort()),
    LOG_LEVEL: 'warn',
  });
  expect(await second.ended).not.toBe(0);
  expect(second.output()).toMatch(/in use|another|already/i);
  expect(second.output()).not.toMatch(/\n\s+at /);
  expect((await send(portal, 'GET', '/readyz')).status).toBe(200);

  const samePort = runCommand(['demo'], {
    DATA_DIR: newDataFolder(),
    PORT: String(portal.port),
    LOG_LEVEL: 'warn',
  });
  expect(await samePort.ended).not.toBe(0);
  expect(samePort.output()).toContain(String(portal.port));
});

test('a second start keeps the data and the sessions; SIGTERM ends within 5 s, whoever is connected', {
  tag: '@turn',
}, async () => {
  await using({ settings: quickHashes }, async (portal) => {
    const caller = new Caller(portal);
    const email = newAddress();
    await caller.post('/register', { email, password: goodPassword });
    // A browser that keeps its connection, and a caller in the middle of a request.
    const open = [connect(portal.port, '127.0.0.1'), connect(portal.port, '127.0.0.1')];
    for (const socket of open) socket.on('error', () => {});
    open[0]?.write(`GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n`);
    open[1]?.write(
      `POST /login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{`,
    );
    await new Promise((resolve) => open[0]?.once('data', resolve));
    expect(await portal.stop()).toBeLessThan(5500);
    for (const socket of open) socket.destroy();
    await expect(fetch(portal.url)).rejects.toThrow();

    const began = Date.now();
    await portal.startAgain();
    test.info().annotations.push({ type: 'second start', description: `${Date.now() - began} ms` });
    expect((await caller.get('/dashboard')).json()).toMatchObject({
      message: `Welcome to your dashboard, ${email}!`,
    });
    const login = await new Caller(portal).post('/login', {
      email: roles.Citizen,
      password: demonstrationPassword,
    });
    expect(login.status).toBe(200);
  });
});

test('kill -9 of the server: started again by itself, nothing that was answered is lost', {
  tag: '@turn',
}, async () => {
  await using({ settings: { ...quickHashes, RATE_LIMITS: 'off' } }, async (portal) => {
    const callers: Caller[] = [];
    for (let count = 0; count < 5; count += 1) {
      const caller = new Caller(portal);
      expect((await caller.post('/register', { email: newAddress(), password: goodPassword })).status).toBe(
        200,
      );
      callers.push(caller);
    }
    process.kill(portal.serverPid(), 'SIGKILL');
    await expect(async () => expect((await send(portal, 'GET', '/readyz')).status).toBe(200)).toPass({
      timeout: 30_000,
    });
    for (const caller of callers) expect((await caller.get('/dashboard')).status).toBe(200);
  });
});
