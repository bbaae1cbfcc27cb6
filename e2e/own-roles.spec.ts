import { enterAs, personOf, problem, roles, ways, waysAndPhone } from './people';
import { expect, test } from './test';

// A county's own roles: defined by its administrator, felt by their holders.

const api = { headers: { accept: 'application/json' } };

for (const { name: way, use } of waysAndPhone) {
  test.describe(way, () => {
    test.use(use);

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

      const name = `Auditor ${way}`;
      await page.getByLabel('Name', { exact: true }).fill(name);
      await page.getByRole('button', { name: 'Create role' }).click();
      await expect(page.getByRole('status')).toHaveText(
        'The role is created. You can give it to people now.',
      );
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
      await expect(page.getByText('Nobody holds this role yet')).toBeVisible();

      // The officer, signed in before, sees it at the next click.
      const officer = await visitor(use);
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

      // The trail of the own county is theirs to read, event by event; no other page is.
      await cards.getByRole('link', { name: 'Audit trail' }).click();
      await expect(officer).toHaveURL(/\/admin\/audit$/);
      await expect(officer.getByRole('heading', { level: 1 })).toHaveText('Audit trail');
      await officer.goto('/admin/audit?event=administration.createRole');
      const event = officer.getByRole('row').nth(1);
      await expect(event).toContainText('admin@birch.test');
      await event.getByRole('link', { name: 'Role created' }).click();
      await expect(officer.getByRole('heading', { level: 1 })).toHaveText('Role created');
      await expect(officer.getByRole('table')).toContainText(name);
      for (const path of ['/admin/users', '/admin/roles', '/admin/roles/new', '/admin/settings'])
        expect((await officer.goto(path))?.status(), path).toBe(403);
      await expect(officer.getByRole('heading', { level: 1 })).toHaveText('You cannot open this page');
      expect((await officer.request.get('/api/v1/audit-events', api)).status()).toBe(200);
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
  });
}

for (const { name: way, use } of ways) {
  test.describe(way, () => {
    test.use(use);

    test('a role is changed, and an edit of an older version is told so', { tag: '@turn' }, async ({
      page,
    }) => {
      await enterAs(page, roles['County Admin']);
      const name = `Registrar ${way}`;
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

test('built-in roles are shown and not to be changed; another county’s are not there', {
  tag: '@turn',
}, async ({ page, visitor, guard }) => {
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
