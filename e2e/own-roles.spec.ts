import type { Page } from '@playwright/test';
import { expectGoodPage } from './page-checks';
import { enterAs, problem, roles } from './people';
import { expect, test } from './test';

// A county's own roles: defined by its administrator, felt by their holders.

const api = { headers: { accept: 'application/json' } };

/** The id of the person whose address this is, as the signed-in administrator sees them. */
async function personOf(
  page: Page,
  email: string,
): Promise<{ id: string; version: number; roles: string[] }> {
  const answer = await page.request.get(`/api/v1/users?q=${encodeURIComponent(email)}`, api);
  expect(answer.status(), await answer.text()).toBe(200);
  const { items } = await answer.json();
  return items.find((each: { email: string }) => each.email === email);
}

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test("a county's own role limits what its holder sees", async ({ page, visitor, guard }) => {
      guard.allow(/status of 403/);
      await enterAs(page, 'admin@birch.test');
      await page.goto('/admin');
      await page.getByRole('main').getByRole('link', { name: 'Roles' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Roles');
      await page.getByRole('link', { name: 'Create a role' }).click();

      // Nothing chosen, and a name that is a built-in role's: told at the fields, what was typed stays.
      await page.getByLabel('Name', { exact: true }).fill('county ADMIN');
      await page.getByLabel('See, export and verify the audit trail').selectOption('Whole county');
      await page.getByRole('button', { name: 'Create role' }).click();
      await expect(problem(page)).toContainText('A built-in role has this name');
      await expect(page.getByLabel('See, export and verify the audit trail')).toHaveValue('county');

      const name = `Auditor ${javaScriptEnabled ? 'one' : 'two'}`;
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByRole('button', { name: 'Create role' }).click();
      await expect(page.getByRole('status')).toHaveText(
        'The role is created. You can give it to people now.',
      );
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
      await expect(page.getByText('Nobody holds this role yet')).toBeVisible();

      // The officer, signed in before, sees it at the next click.
      const officer = await visitor();
      await enterAs(officer, 'officer@birch.test');
      await officer.goto('/dashboard');
      await expect(officer.getByRole('link', { name: 'Administration' })).toHaveCount(0);
      const person = await personOf(page, 'officer@birch.test');
      const given = await page.request.put(`/api/v1/users/${person.id}/roles`, {
        data: { roles: [name], version: person.version },
      });
      expect(given.status(), await given.text()).toBe(200);
      await enterAs(officer, 'officer@birch.test');
      await officer.goto('/dashboard');
      await expect(officer.getByRole('heading', { name: 'Latest events' })).toBeVisible();
      await expect(officer.getByRole('heading', { name: 'Your departments' })).toHaveCount(0);
      const nav = officer.getByRole('navigation', { name: 'Main' });
      await expect(nav.getByRole('link', { name: 'People' })).toHaveCount(0);
      await nav.getByRole('link', { name: 'Administration' }).click();
      const cards = officer.getByRole('main').getByRole('listitem');
      await expect(cards).toHaveCount(1);
      await expect(cards).toContainText('Audit trail');
      for (const path of ['/admin/users', '/admin/roles', '/admin/roles/new'])
        expect((await officer.goto(path))?.status(), path).toBe(403);
      expect((await officer.request.get('/api/v1/users', api)).status()).toBe(403);
      expect((await officer.request.get('/api/v1/roles', api)).status()).toBe(403);

      // It is in use: it cannot go. Back to what they had, and it can.
      await page.reload();
      await expect(
        page
          .getByRole('main')
          .getByRole('link', { name: /officer|Officer|Birch/ })
          .first(),
      ).toBeVisible();
      await page.getByRole('link', { name: 'Delete role' }).click();
      await expect(page.getByRole('main')).toContainText('1 person holds this role, so it cannot be deleted');
      const now = await personOf(page, 'officer@birch.test');
      const back = await page.request.put(`/api/v1/users/${now.id}/roles`, {
        data: { roles: person.roles, version: now.version },
      });
      expect(back.status(), await back.text()).toBe(200);
      await page.reload();
      await page.getByRole('button', { name: 'Delete role' }).click();
      await expect(page.getByRole('status')).toHaveText('The role is deleted.');
      await expect(page.getByRole('main')).not.toContainText(name);
    });

    test('a role is changed, and an edit of an older version is told so', async ({ page }) => {
      await enterAs(page, roles['County Admin']);
      const name = `Registrar ${javaScriptEnabled ? 'one' : 'two'}`;
      const made = await page.request.post('/api/v1/roles', {
        data: { name, permissions: [{ name: 'user.view', reach: 'department' }] },
      });
      expect(made.status(), await made.text()).toBe(201);
      const { id } = await made.json();
      await page.goto(`/admin/roles/${id}`);
      await page.getByRole('link', { name: 'Change role' }).click();
      await expect(page.getByLabel('See people')).toHaveValue('department');
      const meanwhile = await page.request.patch(`/api/v1/roles/${id}`, {
        data: { version: 1, description: 'Changed by somebody else' },
      });
      expect(meanwhile.status()).toBe(200);
      await page.getByLabel('See people').selectOption('Whole county');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(problem(page)).toContainText('This was changed since you opened it');
      await page.getByLabel('See people').selectOption('Whole county');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(page.getByRole('status')).toHaveText('The role is changed.');
      await expect(page.getByRole('main')).toContainText('Whole county');
      expect((await page.request.delete(`/api/v1/roles/${id}`)).status()).toBe(204);
    });
  });
}

test('built-in roles are shown and not to be changed; another county’s are not there', async ({
  page,
  visitor,
  guard,
}) => {
  guard.allow(/status of 40[34]/);
  await enterAs(page, roles['County Admin']);
  const { items } = await (await page.request.get('/api/v1/roles?perPage=100', api)).json();
  const admin = items.find((each: { name: string }) => each.name === 'County Admin');
  await page.goto(`/admin/roles/${admin.id}`);
  await expect(page.getByRole('main')).toContainText('This role is built in');
  await expect(page.getByRole('link', { name: 'Change role' })).toHaveCount(0);
  expect((await page.goto(`/admin/roles/${admin.id}/edit`))?.status()).toBe(403);
  const other = await visitor();
  await enterAs(other, 'admin@birch.test');
  for (const path of ['', '/edit', '/delete'])
    expect((await other.goto(`/admin/roles/${admin.id}${path}`))?.status(), path).toBe(404);
});

for (const language of ['en', 'es'] as const)
  test(`pages of roles in ${language}`, async ({ page, portal, context }) => {
    await enterAs(page, roles['County Admin']);
    await context.addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
    const made = await page.request.post('/api/v1/roles', {
      data: { name: `Lector ${language}`, permissions: [{ name: 'audit.view', reach: 'county' }] },
    });
    const { id } = await made.json();
    const pages = ['', '/roles', '/roles/new', `/roles/${id}`, `/roles/${id}/edit`, `/roles/${id}/delete`];
    for (const path of pages) {
      await page.goto(`/admin${path}`);
      await expectGoodPage(page, `/admin${path}`, language);
    }
    await page.goto('/admin/roles/new');
    await page.locator('main form button[type=submit]').first().click();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, '/admin/roles/new with faults', language);
    expect((await page.request.delete(`/api/v1/roles/${id}`)).status()).toBe(204);
  });
