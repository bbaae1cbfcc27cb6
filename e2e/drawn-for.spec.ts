import type { Page } from '@playwright/test';
import { multipart } from './forms-over-http';
import { Caller, send, sendBytes } from './http';
import { enterAs, enterAsNewResident, goodPassword, otherPassword, problem } from './people';
import { expect, test } from './test';

// A page acts only for whom it was drawn, and a refusal by the machinery under it is a page too: docs/security.md, "Requests".

const save = (page: Page) => page.getByRole('button', { name: 'Save changes' }).click();
const nameOf = async (page: Page) =>
  (await (await page.request.get('/api/v1/me')).json()) as { firstName: string; address: string | null };

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a page that stayed open saves nothing into the account of who signed in meanwhile', async ({
      page,
      visitor,
      guard,
    }) => {
      guard.allow(/status of 403/);
      const second = await enterAsNewResident(await visitor());
      await enterAsNewResident(page);
      await page.goto('/profile');
      const other = await page.context().newPage();
      await enterAs(other, second, goodPassword);
      await other.goto('/dashboard');
      if (javaScriptEnabled)
        await expect(page.getByText('You are signed in as somebody else now.')).toBeVisible();
      await page.getByLabel('First name').fill('Stale');
      await page.getByLabel('Postal address (optional)').fill('12 Mill Lane');
      await save(page);
      await expect(problem(page)).toContainText('You are signed in as somebody else now. Nothing was saved.');
      // It is kept for its owner, and not shown to who is signed in now.
      await expect(page.getByLabel('First name')).toHaveValue(javaScriptEnabled ? 'Stale' : 'Rosa');
      expect(await nameOf(page)).toMatchObject({ firstName: 'Rosa', address: null });
    });

    test('a form of another release is drawn again with what was typed', async ({ page, guard }) => {
      guard.allow(/status of 409/);
      await enterAsNewResident(page);
      await page.goto('/profile');
      const unknown = '7f'.padEnd(42, '0');
      if (javaScriptEnabled)
        await page.route('**/profile', (route) => {
          const headers = route.request().headers();
          return headers['next-action']
            ? route.continue({ headers: { ...headers, 'next-action': unknown } })
            : route.continue();
        });
      else
        await page.route('**/profile', (route) => {
          const body = route.request().postDataBuffer()?.toString('latin1');
          return body
            ? route.continue({ postData: Buffer.from(body.replace(/[\da-f]{42}/g, unknown), 'latin1') })
            : route.continue();
        });
      await page.getByLabel('First name').fill('Kept');
      await page.getByLabel('Postal address (optional)').fill('12 Mill Lane');
      await save(page);
      await expect(problem(page)).toContainText('This page was out of date, so nothing was saved.');
      await expect(page.getByLabel('First name')).toHaveValue('Kept');
      await expect(page.getByLabel('Postal address (optional)')).toHaveValue('12 Mill Lane');
      expect(await nameOf(page)).toMatchObject({ firstName: 'Rosa' });
      await page.unroute('**/profile');
      await save(page);
      await expect(page.getByRole('status')).toHaveText('Your changes are saved.');
      expect(await nameOf(page)).toMatchObject({ firstName: 'Kept', address: '12 Mill Lane' });
    });
  });

test('of two mailed links in one browser, the page of the first acts on nobody', async ({
  page,
  visitor,
  portal,
}) => {
  const open = async (into: Page, email: string) => {
    await page.request.post('/reset', { data: { email } });
    const [link = ''] = (await portal.mail.mailTo(email, /^Reset your password$/)).links;
    await into.goto(link);
    await expect(into.getByRole('main')).toContainText(
      `This is about the account ${email[0]}•••@example.com.`,
    );
  };
  const [first, second] = [
    await enterAsNewResident(await visitor()),
    await enterAsNewResident(await visitor()),
  ];
  await open(page, first);
  const other = await page.context().newPage();
  await open(other, second);
  const choose = async (at: Page) => {
    await at.getByLabel('New password', { exact: true }).fill(otherPassword);
    await at.getByLabel('Confirm new password').fill(otherPassword);
    await at.getByRole('button', { name: 'Save new password' }).click();
  };
  await choose(page);
  await expect(problem(page)).toContainText('Another link was opened since. Nothing was changed.');
  await choose(other);
  await expect(other.getByRole('status')).toHaveText('Your password is changed. Sign in with the new one.');
  for (const [email, status] of [
    [first, 400],
    [second, 200],
  ] as const) {
    const answer = await page.request.post('/login', { data: { email, password: otherPassword } });
    expect(answer.status(), email).toBe(status);
  }
});

test('with scripts the true words are said: the connection only where there was none', async ({
  page,
  guard,
}) => {
  guard.allow(/status of|Failed to load resource|ERR_FAILED|^50[23]: /);
  await enterAsNewResident(page);
  await page.goto('/profile');
  await page.getByLabel('First name').fill('Stays');
  for (const [answer, words] of [
    [{ status: 413, contentType: 'text/plain', body: 'too_large' }, /too large to send/],
    [{ status: 503, contentType: 'text/plain', body: 'unavailable' }, /The portal is busy/],
    [{ status: 502, contentType: 'text/html', body: '<h1>Bad gateway</h1>' }, /went wrong on our side/],
    [null, /Check your connection/],
  ] as const) {
    await page.route('**/profile', (route) => {
      if (route.request().method() !== 'POST') return route.continue();
      return answer ? route.fulfill(answer) : route.abort();
    });
    await save(page);
    await expect(problem(page)).toContainText(words);
    await expect(page.getByLabel('First name')).toHaveValue('Stays');
    await page.unroute('**/profile');
  }
});

const html = { accept: 'text/html', 'accept-language': 'es' };

test.describe('over HTTP', () => {
  test('too large a body, a method that no page has and an address that cannot be read are pages', async ({
    portal,
  }) => {
    const caller = new Caller(portal);
    const large = multipart({ text: 'x'.repeat(1_100_000) });
    for (const [answer, status, words] of [
      [
        await caller.call('POST', '/profile', {
          headers: { ...html, ...large.headers, origin: portal.url },
          body: large.body,
        }),
        413,
        'demasiado grande',
      ],
      [await send(portal, 'TRACE', '/profile', { headers: html }), 405, 'no admite eso'],
      [await send(portal, 'GET', '/%00', { headers: html }), 400, 'No se pudo leer'],
      [await send(portal, 'GET', `/${'a'.repeat(9000)}`, { headers: html }), 414, 'demasiado larga'],
    ] as const) {
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toMatch(/^text\/html/);
      expect(answer.text).toContain('<html lang="es"');
      expect(answer.text).toContain(words);
      expect(answer.headers['content-security-policy']).toContain("default-src 'self'");
    }
  });

  test('a browser that keeps no cookies is told so after a right password', async ({ portal }) => {
    for (const from of ['/login', '/profile']) {
      const headers = { accept: 'text/html', referer: `${portal.url}${from}` };
      const answer = await send(portal, 'GET', '/dashboard', { headers });
      expect(answer.status).toBe(303);
      const page = await send(portal, 'GET', String(answer.headers.location).replace(portal.url, ''), {
        headers: { accept: 'text/html' },
      });
      expect(page.text).toContain('Your browser does not keep cookies');
    }
    const stranger = await send(portal, 'GET', '/dashboard', { headers: { accept: 'text/html' } });
    expect(stranger.headers.location).not.toContain('cookies');
  });

  test('password managers find where passwords are changed; no page is deleted', async ({ portal }) => {
    const found = await send(portal, 'GET', '/.well-known/change-password', {});
    expect(found.status).toBe(307);
    expect(found.headers.location).toMatch(/\/change-password$/);
    const refused = await send(portal, 'DELETE', '/profile', { headers: { accept: 'application/json' } });
    expect(refused.status).toBe(405);
    expect(refused.headers.allow).toBe('GET, HEAD, POST');
  });

  test('a host that is named twice is not believed', async ({ portal }) => {
    const answer = await sendBytes(portal, 'GET / HTTP/1.1\r\nHost: a.example\r\nHost: b.example\r\n\r\n');
    expect(answer.status).toBe(400);
  });
});
