import { expectGoodAddress } from './page-checks';
import { drawnLanguages } from './page-frame';
import { enterAs, roles } from './people';
import { expect, test } from './test';

// The reference of API v1: reading needs no script; with scripts it sends requests as whoever is signed in.

const pages = [
  '/developers',
  '/developers?q=nothing-fits',
  '/developers/listCounties',
  '/developers/inviteUser',
];

for (const language of drawnLanguages('es')) {
  test(`the reference is a good page for everybody (${language})`, { tag: '@turn' }, async ({
    page,
    context,
    portal,
  }) => {
    await context.addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
    for (const path of pages) await expectGoodAddress(page, path, language);
    await enterAs(page, roles['County Admin']);
    await context.addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
    for (const path of ['/developers/updateUser', '/developers/exportUsers'])
      await expectGoodAddress(page, path, language);
  });
}

test('the document is there for tools, and every operation has a page', { tag: '@turn' }, async ({
  page,
}) => {
  const answer = await page.request.get('/api/v1/openapi.json');
  expect(answer.headers()['content-type']).toContain('application/json');
  const { openapi, paths } = (await answer.json()) as {
    openapi: string;
    paths: Record<string, Record<string, { operationId: string }>>;
  };
  expect(openapi).toBe('3.1.0');
  const ids = Object.values(paths).flatMap((item) =>
    Object.values(item).map(({ operationId }) => operationId),
  );
  expect(ids.length).toBeGreaterThan(30);
  await page.goto('/developers');
  for (const id of ids) await expect(page.locator(`a[href="/developers/${id}"]`), id).toHaveCount(1);
  for (const id of ids)
    expect(
      (await page.request.get(`/developers/${id}`, { headers: { accept: 'text/html' } })).status(),
      id,
    ).toBe(200);
  for (const odd of ['nothing', '__proto__', 'toString'])
    expect(
      (await page.request.get(`/developers/${odd}`, { headers: { accept: 'text/html' } })).status(),
      odd,
    ).toBe(404);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('from the foot of any page to an operation, by search', { tag: '@turn' }, async ({ page }) => {
    await page.goto('/');
    await page.getByRole('contentinfo').getByRole('link', { name: 'For developers' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('For developers');
    await page.getByLabel('Find an operation').fill('invite');
    await page.getByRole('button', { name: 'Find' }).click();
    await expect(page).toHaveURL(/\/developers\?q=invite/);
    await expect(page.getByText('1 operation', { exact: true })).toBeVisible();
    await page.getByRole('link', { name: 'Invite a person' }).click();
    const main = page.getByRole('main');
    await expect(main).toContainText('POST /api/v1/users');
    await expect(main).toContainText('user.invite');
    await expect(main).toContainText('curl -X POST');
    await expect(main.getByRole('link', { name: 'Sign in' })).toHaveAttribute(
      'href',
      '/login?next=%2Fdevelopers%2FinviteUser',
    );
    await page.goto('/developers/listCounties');
    await expect(main).toContainText('turn scripts on');
  });
});

test('a stranger sends what is open to everybody', { tag: '@turn' }, async ({ page }) => {
  await page.goto('/developers/listCounties');
  const main = page.getByRole('main');
  await expect(main).toContainText('you are not signed in');
  await page.getByLabel('perPage (optional)').fill('1');
  await page.getByRole('button', { name: 'Send request' }).click();
  await expect(main.getByRole('status')).toHaveText('Answered with status 200 OK');
  await expect(main).toContainText('"code": "ALD"');
  await expect(main).not.toContainText('"code": "BIR"');
});

test('an administrator sends a change, and is told what is wrong with it', { tag: '@turn' }, async ({
  page,
  guard,
}) => {
  guard.allow(/status of (422|404)/);
  await enterAs(page, roles['County Admin']);
  await page.goto('/developers/inviteUser');
  const main = page.getByRole('main');
  await expect(main).toContainText('It acts as Admin User (admin@test.com).');
  await expect(main).toContainText('This changes real data');
  const body = page.getByLabel('Body (JSON)');
  const send = page.getByRole('button', { name: 'Send request' });
  await body.fill('{');
  await send.click();
  await expect(main.getByRole('status')).toContainText('not JSON yet');
  const email = `tried-${Date.now()}@example.com`;
  await body.fill(JSON.stringify({ email: 'nobody', firstName: 'Ana', lastName: 'Diaz' }));
  await send.click();
  await expect(main.getByRole('status')).toContainText('Answered with status 422');
  await expect(main).toContainText('"email": [');
  await body.fill(JSON.stringify({ email, firstName: 'Ana', lastName: 'Diaz', roles: ['Citizen'] }));
  await send.click();
  await expect(main.getByRole('status')).toContainText('Answered with status 201');
  await expect(main).toContainText(email);
  const { items } = await (await page.request.get(`/api/v1/users?q=${email}`)).json();
  expect(items).toHaveLength(1);
  await page.goto('/developers/getUser');
  await page.getByLabel('id', { exact: true }).fill(items[0].id);
  await send.click();
  await expect(main.getByRole('status')).toContainText('Answered with status 200');
  await page.getByLabel('id', { exact: true }).fill('');
  await send.click();
  await expect(main.getByRole('status')).toContainText(/status (404|422)/);
});
