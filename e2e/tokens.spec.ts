import type { Page } from '@playwright/test';
import { send } from './http';
import { enterAs, enterAsNewResident, problem, roles, ways } from './people';
import { expect, test } from './test';

// Tokens: made on a page that shows them once, used by programs, ended at once.

const form = /^csp_[\w-]{43}[0-9A-Za-z]{6}$/;
const json = { 'content-type': 'application/json' };

/** Makes a token on the page that is open, and answers its value. */
async function makeToken(page: Page, name: string, scope: string): Promise<string> {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel(scope).check();
  await page.getByRole('button', { name: /^Create a/ }).click();
  const field = page.locator('#secret');
  await expect(field).toHaveValue(/^cs[ps]_/);
  return field.inputValue();
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('a token is made, shown once, used, and revoked', { tag: '@smoke' }, async ({ page, portal }) => {
      await enterAsNewResident(page);
      await page.goto('/security');
      await page.getByRole('link', { name: 'Manage access tokens' }).click();
      await expect(page.getByText('You have no tokens')).toBeVisible();
      await page.getByRole('link', { name: 'Create a token' }).click();

      // Nothing filled in: told at the fields.
      await page.getByRole('button', { name: 'Create a token' }).click();
      await expect(problem(page)).toContainText('Enter a name for the token');
      await expect(problem(page)).toContainText('Choose at least one thing that the token may do');

      const token = await makeToken(page, 'Monthly report', 'See and change the own account');
      expect(token).toMatch(form);
      await expect(page.getByRole('status').first()).toContainText('It is shown this once');
      expect(page.url()).not.toContain(token);
      expect(JSON.stringify(await page.context().storageState())).not.toContain(token);

      const ask = (headers: Record<string, string>, path = '/api/v1/me') =>
        send(portal, 'GET', path, { headers });
      expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(200);
      expect((await ask({ 'authentication-token': token })).status).toBe(200);
      for (const name of ['token', 'access_token', 'auth_token', 'authorization'])
        expect((await ask({}, `/api/v1/me?${name}=${token}`)).status, name).toBe(401);
      expect((await ask({ authorization: `Bearer ${token}` }, '/api/v1/users')).status).toBe(403);

      await page.getByRole('link', { name: 'Back to your tokens' }).click();
      await expect(page.getByRole('table')).toContainText('Monthly report');
      await expect(page.getByRole('table')).toContainText('See and change the own account');
      expect(await page.content()).not.toContain(token);
      // Without scripts the page was the answer to a form, which the browser does not keep: Back has nothing to show.
      if (use.javaScriptEnabled) {
        await page.goBack();
        await expect(page.locator('#secret')).toHaveCount(0);
        expect(await page.content()).not.toContain(token);
      }
      await page.goto('/security/tokens');
      await page.getByRole('link', { name: /Revoke.*Monthly report/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Revoke “Monthly report”');
      await page.getByRole('button', { name: 'Revoke token' }).click();
      await expect(page.getByRole('status')).toHaveText('The token is revoked. It opens nothing any more.');
      expect((await ask({ authorization: `Bearer ${token}` })).status).toBe(401);
    });

    test('a county’s service token is made by its administrator', { tag: '@turn' }, async ({
      page,
      portal,
    }) => {
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin/tokens');
      await page.getByRole('link', { name: 'Create a service token' }).first().click();
      const title = `Open data ${name}`;
      const token = await makeToken(page, title, 'See departments');
      expect(token).toMatch(/^css_/);
      const headers = { authorization: `Bearer ${token}` };
      expect((await send(portal, 'GET', '/api/v1/departments', { headers })).status).toBe(200);
      for (const path of ['/api/v1/me', '/api/v1/users', '/auth/current-user'])
        expect((await send(portal, 'GET', path, { headers })).status, path).toBe(403);
      await page.getByRole('link', { name: 'Back to the service tokens' }).click();
      const row = page.getByRole('row').filter({ hasText: title });
      await expect(row).toContainText('Admin User');
      await page.getByRole('link', { name: new RegExp(`Revoke.*${title}`) }).click();
      await page.getByRole('button', { name: 'Revoke token' }).click();
      await expect(page.getByRole('status')).toContainText('The token is revoked');
      expect((await send(portal, 'GET', '/api/v1/departments', { headers })).status).toBe(401);
    });
  });
}

test.describe('over HTTP, with limits', () => {
  test.use({ kind: 'lesson' });

  test('every answer to a token says what is left of its limit; a repeated request makes one token', {
    tag: '@turn',
  }, async ({ page, portal }) => {
    await enterAsNewResident(page);
    const body = { name: 'Program', scopes: ['account.manage'], expiresInDays: 30 };
    const post = (key: string, data: object = body) =>
      page.request.post('/api/v1/me/tokens', { headers: { 'idempotency-key': key }, data });
    const answers = await Promise.all(Array.from({ length: 20 }, () => post('one-and-the-same')));
    expect(answers.map((answer) => answer.status())).toEqual(answers.map(() => 201));
    const texts = new Set(await Promise.all(answers.map((answer) => answer.text())));
    expect(texts.size).toBe(1);
    const { token, id } = JSON.parse([...texts][0] ?? '{}');
    expect(token).toMatch(form);
    expect((await post('one-and-the-same', { ...body, name: 'Other' })).status()).toBe(422);

    const headers = { authorization: `Bearer ${token}` };
    const left = async (path: string) => {
      const answer = await send(portal, 'GET', path, { headers });
      expect(answer.headers['ratelimit-policy']).toBe('"api";q=30000;w=300');
      const [, remaining, reset] = /^"api";r=(\d+);t=(\d+)$/.exec(String(answer.headers.ratelimit)) ?? [];
      expect(Number(reset)).toBeGreaterThan(0);
      expect(Number(reset)).toBeLessThanOrEqual(300);
      return Number(remaining);
    };
    const first = await left('/api/v1/me');
    expect(await left('/api/v1/users')).toBe(first - 1);
    expect((await page.request.get('/api/v1/me')).headers().ratelimit).toBeUndefined();

    // A token makes no token and ends none.
    const again = await send(portal, 'POST', '/api/v1/me/tokens', {
      headers: { ...headers, ...json },
      body: JSON.stringify(body),
    });
    expect(again.status).toBe(401);
    expect(again.json()).toMatchObject({ code: 'reauth_required', reauth_required: true });
    expect((await page.request.delete(`/api/v1/me/tokens/${id}`)).status()).toBe(204);
    expect((await page.request.delete(`/api/v1/me/tokens/${id}`)).status()).toBe(404);
  });
});
