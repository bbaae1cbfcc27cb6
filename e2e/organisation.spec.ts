import type { Page } from '@playwright/test';
import {
  enterAs,
  fillRegistration,
  goodPassword,
  newAddress,
  otherPassword,
  problem,
  roles,
  ways,
} from './people';
import { expect, test } from './test';

// A county's departments and settings, and the counties themselves, by label and role.

const flash = (page: Page) => page.getByRole('status').first();
const press = (page: Page, name: string) => page.getByRole('main').getByRole('button', { name }).click();
let made = 0;
/** A code that no other test uses; letters alone, so that counties take it too. */
function newCode(): string {
  made += 1;
  const letter = (value: number) => String.fromCharCode(65 + (value % 26));
  return `${letter(process.pid)}${letter(process.pid / 26 + made)}${letter(Date.now() / 1000)}`;
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('a department: made, renamed, its officers, deactivated, deleted', { tag: '@smoke' }, async ({
      page,
    }) => {
      await enterAs(page, roles['County Admin']);
      const code = `D${newCode()}`;
      await page.goto('/admin/departments');
      await page.getByRole('link', { name: 'New department' }).click();
      await press(page, 'Create department');
      await expect(problem(page)).toContainText('Enter the name of the department');
      await expect(problem(page)).toContainText('Enter a code of 2 to 10 letters or numbers');
      await page.getByLabel('Code').fill(code.toLowerCase());
      await press(page, 'Create department');
      // The second answer, not the first that still stands: a form that is being sent is sent once.
      await expect(problem(page)).not.toContainText('Enter a code');
      await expect(problem(page)).toContainText('Enter the name of the department');
      await expect(page.getByLabel('Code')).toHaveValue(code.toLowerCase());
      await page.getByLabel('Name').fill('Parks');
      await press(page, 'Create department');
      await expect(flash(page)).toContainText('The department is ready');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Parks');

      await page.getByLabel('Name').fill('Parks and Trails');
      await press(page, 'Save changes');
      await expect(flash(page)).toHaveText('The department is saved.');
      await page.getByRole('link', { name: 'Add an officer' }).click();
      await page.getByLabel('Email address').fill('citizen@birch.test');
      await press(page, 'Add to department');
      await expect(problem(page)).toContainText('Nobody of this county has this email address');
      await page.getByLabel('Email address').fill(roles['Department Officer']);
      await page.getByLabel('First day (optional)').fill('2026-01-05');
      await press(page, 'Add to department');
      await expect(flash(page)).toHaveText('The person is added to the department.');
      await expect(page.getByRole('table')).toContainText('January 5, 2026');
      await page.getByRole('link', { name: /^Change dates/ }).click();
      await page.getByLabel('Last day (optional)').fill('2026-01-04');
      await press(page, 'Save changes');
      await expect(problem(page)).toContainText('Enter a last day that is not before the first day');
      await page.getByRole('link', { name: 'End work in the department' }).click();
      await press(page, 'End work in the department');
      await expect(page.getByRole('table')).toContainText('Worked here');

      await page.getByRole('link', { name: 'Delete department' }).click();
      await press(page, 'Delete department');
      await expect(problem(page)).toContainText('Deactivate the department instead');
      await page.getByRole('link', { name: 'Cancel' }).click();
      await page.getByRole('link', { name: 'Deactivate department' }).click();
      await press(page, 'Deactivate department');
      await expect(flash(page)).toHaveText('The department is deactivated.');
      await expect(page.getByRole('link', { name: 'Add an officer' })).toHaveCount(0);
      await press(page, 'Reactivate department');
      await expect(flash(page)).toHaveText('The department is active again.');

      await page.goto('/admin/departments');
      await page.getByLabel('Name or code').fill(code);
      await press(page, 'Search');
      await expect(page.getByRole('table')).toContainText('1 department');
      await page.getByLabel('Name or code').fill('nothing like it');
      await press(page, 'Search');
      await expect(page.getByRole('main')).toContainText('No department fits');
    });

    test('a county: set up, its administrator invited, deactivated and back', { tag: '@turn' }, async ({
      page,
      visitor,
      portal,
    }) => {
      await enterAs(page, roles['System Administrator']);
      const code = newCode();
      const email = newAddress('first');
      await page.goto('/admin/counties');
      await page.getByRole('link', { name: 'New county' }).click();
      await page.getByLabel('Name', { exact: true }).fill(`County ${code}`);
      await page.getByLabel('Code').fill('ALD');
      await press(page, 'Set up county');
      await expect(problem(page)).toContainText('Another county has this code');
      await expect(page.getByLabel('Code')).toHaveValue('ALD');
      await page.getByLabel('Code').fill(code);
      await page.getByLabel('Email address (optional)').fill(email);
      await page.getByLabel('First name (optional)').fill('Ada');
      await page.getByLabel('Last name (optional)').fill('Oak');
      await press(page, 'Set up county');
      await expect(flash(page)).toHaveText('The county is ready.');

      const { links } = await portal.mail.mailTo(email, /./);
      const other = await visitor(use);
      await other.goto(links[0] ?? '');
      await other.getByLabel('New password', { exact: true }).fill(goodPassword);
      await other.getByLabel('Confirm new password').fill(goodPassword);
      await other.getByRole('main').getByRole('button').last().click();
      await expect(other).toHaveURL(/\/login/);
      await enterAs(other, email, goodPassword);
      await other.goto('/admin/settings');
      await expect(other.getByRole('heading', { level: 1 })).toHaveText('County settings');

      await page.getByRole('link', { name: 'Deactivate county' }).click();
      await press(page, 'Deactivate county');
      await expect(flash(page)).toContainText('The county is deactivated');
      await other.goto('/dashboard');
      await expect(other).toHaveURL(/\/login/);
      await press(page, 'Reactivate county');
      await expect(flash(page)).toContainText('The county is active again');
      await enterAs(other, email, goodPassword);
    });
  });
}

test.describe('what a county decides', () => {
  test('shows on its pages, at registration and in the language switch', { tag: '@turn' }, async ({
    page,
    visitor,
  }) => {
    await enterAs(page, 'admin@birch.test');
    await page.goto('/admin/settings');
    await page.getByLabel('County colour (optional)').fill('#ffff00');
    await page.getByLabel('Years to keep events (optional)').fill('x');
    await press(page, 'Save changes');
    await expect(problem(page)).toContainText('Enter a darker colour');
    await expect(problem(page)).toContainText('Enter a whole number from 1 to 50');
    await page.getByLabel('County colour (optional)').fill('#7a1f5c');
    await page.getByLabel('Years to keep events (optional)').fill('7');
    await page.getByLabel('Email address (optional)').fill('desk@birch.test');
    await page
      .getByRole('group', { name: 'New passwords', exact: true })
      .getByLabel(/^At least 12/)
      .check();
    await page.getByLabel('English only').check();
    await press(page, 'Save changes');
    await expect(flash(page)).toHaveText('The settings are saved.');
    await expect(page.getByRole('contentinfo')).toContainText('desk@birch.test');
    await expect(page.getByRole('banner')).toHaveCSS('background-color', 'rgb(122, 31, 92)');
    await expect(page.getByRole('banner').getByRole('button', { name: 'Español' })).toHaveCount(0);

    const stranger = await visitor();
    await stranger.goto('/register');
    await expect(stranger.getByRole('banner').getByRole('button', { name: 'Español' })).toBeVisible();
    await fillRegistration(stranger, { email: newAddress(), password: 'easy1234' });
    await expect(problem(stranger)).toContainText('Password must be at least 12 characters long');

    // Anew: what the first save said is gone then.
    await page.goto('/admin/settings');
    await page.getByLabel('Only people whom the county invites').check();
    await page.getByLabel('English and Spanish').check();
    await press(page, 'Save changes');
    await expect(flash(page)).toHaveText('The settings are saved.');
    await stranger.goto('/register');
    await expect(stranger.getByLabel('County', { exact: true }).locator('option')).not.toContainText([
      'Birch County',
    ]);
    const answer = await stranger.request.post('/register', {
      data: { email: newAddress(), password: otherPassword, county: 'BIR' },
    });
    expect(answer.status()).toBe(400);
    expect(JSON.stringify(await answer.json())).toContain('This county invites its people');

    // As it was: other tests register in Birch.
    await page.goto('/admin/settings');
    await page.getByLabel('Everybody', { exact: true }).check();
    await page
      .getByRole('group', { name: 'New passwords', exact: true })
      .getByLabel(/^As the whole/)
      .check();
    await page.getByLabel('County colour (optional)').fill('#1d4f91');
    await press(page, 'Save changes');
    await expect(flash(page)).toHaveText('The settings are saved.');
  });

  test('two administrators who save at once: the second is told', { tag: '@turn' }, async ({
    page,
    visitor,
  }) => {
    await enterAs(page, 'admin@birch.test');
    const other = await visitor();
    await enterAs(other, 'admin@birch.test');
    await page.goto('/admin/settings');
    await other.goto('/admin/settings');
    await press(page, 'Save changes');
    await expect(flash(page)).toHaveText('The settings are saved.');
    await press(other, 'Save changes');
    await expect(problem(other)).toContainText('This was changed since you opened it');
    await press(other, 'Save changes');
    await expect(flash(other)).toHaveText('The settings are saved.');
  });

  test('is for its administrators; departments too; counties are for the System Administrator', async ({
    page,
    guard,
  }) => {
    guard.allow(/status of 403/);
    const pages = {
      '/admin/settings': ['County Admin'],
      '/admin/departments/new': ['County Admin'],
      '/admin/departments': ['County Admin', 'Department Officer'],
      '/admin/counties': ['System Administrator'],
      '/admin/counties/new': ['System Administrator'],
    };
    for (const [role, email] of Object.entries(roles)) {
      await enterAs(page, email);
      for (const [path, may] of Object.entries(pages))
        expect((await page.goto(path))?.status(), `${path} of a ${role}`).toBe(
          may.includes(role) ? 200 : 403,
        );
    }
  });

  test('the API: counties for strangers, departments for who signs in, 404 over the wall', async ({
    page,
  }) => {
    const counties = await (await page.request.get('/api/v1/counties')).json();
    expect(counties.items).toEqual(expect.arrayContaining([{ code: 'ALD', name: 'Alder County' }]));
    expect((await page.request.get('/api/v1/departments')).status()).toBe(401);
    await enterAs(page, roles['County Admin']);
    const { items } = await (await page.request.get('/api/v1/departments?q=BLD')).json();
    expect(items[0]).toMatchObject({ code: 'BLD', name: 'Building and Planning', active: true });
    await enterAs(page, 'admin@birch.test');
    const address = `/api/v1/departments/${items[0].id}`;
    expect((await page.request.get(address)).status()).toBe(404);
    expect((await page.request.patch(address, { data: { version: 1, name: 'X' } })).status()).toBe(404);
    expect((await page.request.delete(address)).status()).toBe(404);
    const data = { code: `A${newCode()}`, name: 'By API' };
    const created = await page.request.post('/api/v1/departments', { data });
    expect(created.status()).toBe(201);
    const department = await created.json();
    expect(department).toEqual({ id: department.id, ...data, active: true, version: 1 });
    expect((await page.request.post('/api/v1/departments', { data })).status()).toBe(409);
    expect((await page.request.delete(`/api/v1/departments/${department.id}`)).status()).toBe(204);
  });
});
