import type { Page } from '@playwright/test';
import { expectGoodAddress, expectGoodPage } from './page-checks';
import { drawnLanguages } from './page-frame';
import { enterAs, enterAsNewResident, newAddress, personOf, problem, roles } from './people';
import { expect, test } from './test';

// The pages of one certain thing that administrators look after, in both languages, as they are and with a form's faults
// shown: what e2e/pages.spec.ts is for the pages of everything.

test.describe.configure({ mode: 'parallel' });

const submit = (page: Page) => page.locator('main form button[type=submit]').first();

for (const language of drawnLanguages('es')) {
  test.describe(language === 'en' ? 'in English' : 'in Spanish', () => {
    /** Signs in; the pages speak the language of the test then, not that of the account. */
    const enter = async (page: Page, url: string, email: string) => {
      await enterAs(page, email);
      await page.context().addCookies([{ name: 'portal-language', value: language, url }]);
    };
    const expectGood = (page: Page, path: string) => expectGoodAddress(page, path, language);
    /** Sends the form that is open; the answer must be its faults. */
    const expectFaults = async (page: Page, where: string) => {
      await submit(page).click();
      await expect(problem(page), where).toBeVisible();
      await expectGoodPage(page, `${where}, with faults`, language);
    };
    /** Makes or changes something through the API, as whoever is signed in on the page. */
    const call = async <T>(page: Page, method: string, path: string, data?: object): Promise<T> => {
      const answer = await page.request.fetch(`/api/v1${path}`, { method, ...(data ? { data } : {}) });
      expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
      return (answer.status() === 204 ? undefined : await answer.json()) as T;
    };
    type Made = { id: string; version: number };

    test('a department, and who works in it', { tag: '@turn' }, async ({ page, visitor, portal }) => {
      const email = await enterAsNewResident(await visitor());
      await enter(page, portal.url, roles['County Admin']);
      const { id } = await call<Made>(page, 'POST', '/departments', {
        code: language === 'en' ? 'PGE' : 'PGS',
        name: 'Parks, trails and everything else that is green in the county',
      });
      const person = await personOf(page, email);
      const here = `/admin/departments/${id}`;
      await expectGood(page, here);
      await page.locator('#name').fill('');
      await page.locator('#code').fill('?');
      await expectFaults(page, here);
      await page.goto('/admin/departments/new');
      await expectFaults(page, '/admin/departments/new');

      await expectGood(page, `${here}/officers/new`);
      await page.locator('#from').fill('2026-02-01');
      await page.locator('#until').fill('2026-01-01');
      await expectFaults(page, `${here}/officers/new`);
      await page.locator('#email').fill(email);
      await page.locator('#until').fill('');
      await submit(page).click();
      await expect(page.getByRole('status')).toBeVisible();
      await expectGoodPage(page, `${here} with an officer`, language);

      const officer = `${here}/officers/${person.id}`;
      await expectGood(page, officer);
      await page.locator('#until').fill('2026-01-01');
      await expectFaults(page, officer);
      await expectGood(page, `${officer}/end`);
      const tab = await page.context().newPage();
      await tab.goto(officer);
      await tab.locator('#from').fill('2026-02-02');
      await submit(tab).click();
      await expect(tab).toHaveURL(here);
      await tab.close();
      await expectFaults(page, `${officer}/end`);
      await submit(page).click();
      await expect(page.getByRole('status')).toBeVisible();
      await expectGoodPage(page, `${here} with one who worked there`, language);

      await expectGood(page, `${here}/delete`);
      await expectFaults(page, `${here}/delete`);
      await expectGood(page, `${here}/deactivate`);
      await call(page, 'PATCH', `/departments/${id}`, { version: 1, name: 'Parks' });
      await expectFaults(page, `${here}/deactivate`);
      await submit(page).click();
      await expect(page.getByRole('status')).toBeVisible();
      await expectGoodPage(page, `${here}, deactivated`, language);
      await call(page, 'PATCH', `/departments/${id}`, { version: 3, name: 'Parks and trails' });
      // It stands among links: the refusal stands beside it.
      await page.getByRole('main').getByRole('button').last().click();
      await expect(page.getByRole('main').getByRole('alert')).toBeVisible();
      await expectGoodPage(page, `${here}, changed meanwhile`, language);
    });

    test('the own county’s settings with faults', { tag: '@turn' }, async ({ page, portal }) => {
      await enter(page, portal.url, roles['County Admin']);
      await page.goto('/admin/settings');
      for (const name of ['name', 'settings.contact.address', 'settings.contact.phone'])
        await page.locator(`[name="${name}"]`).fill('');
      await page.locator('[name="settings.contact.email"]').fill('nobody');
      await page.locator('[name="settings.colour"]').fill('#ffff00');
      await page.locator('[name="settings.auditRetentionYears"]').fill('x');
      await expectFaults(page, '/admin/settings');
    });

    test('a county', { tag: '@turn' }, async ({ page, portal }) => {
      await enter(page, portal.url, roles['System Administrator']);
      const { id } = await call<Made>(page, 'POST', '/counties', {
        code: language === 'en' ? 'QPE' : 'QPS',
        name: 'The county of the far hills and the wide valleys behind them',
      });
      const here = `/admin/counties/${id}`;
      await page.goto('/admin/counties/new');
      await page.locator('#adminEmail').fill('nobody');
      await expectFaults(page, '/admin/counties/new');
      await expectGood(page, here);
      await page.locator('#name').fill('');
      await page.locator('[name="settings.colour"]').fill('yellow');
      await expectFaults(page, here);
      await expectGood(page, `${here}/deactivate`);
      await call(page, 'PATCH', `/counties/${id}`, { version: 1, name: 'Far Hills' });
      await expectFaults(page, `${here}/deactivate`);
      await submit(page).click();
      await expect(page.getByRole('status')).toBeVisible();
      await expectGoodPage(page, `${here}, deactivated`, language);
    });

    test('a role', { tag: '@turn' }, async ({ page, visitor, portal }) => {
      const email = await enterAsNewResident(await visitor());
      await enter(page, portal.url, roles['County Admin']);
      const name = `Reader of everything that the county keeps ${language}`;
      const { id } = await call<Made>(page, 'POST', '/roles', {
        name,
        description: 'Looks after the trail, and after nothing else.',
        permissions: [{ name: 'audit.view', reach: 'county' }],
      });
      const here = `/admin/roles/${id}`;
      await page.goto('/admin/roles/new');
      await expectFaults(page, '/admin/roles/new');
      await expectGood(page, here);
      await expectGood(page, `${here}/edit`);
      await page.locator('#name').fill('County Admin');
      await expectFaults(page, `${here}/edit`);
      await page.locator('#name').fill('');
      await expectFaults(page, `${here}/edit without a name`);
      await expectGood(page, `${here}/delete`);
      await call(page, 'PATCH', `/roles/${id}`, { version: 1, description: 'Changed meanwhile' });
      await expectFaults(page, `${here}/delete`);

      const person = await personOf(page, email);
      await call(page, 'PUT', `/users/${person.id}/roles`, { roles: [name], version: person.version });
      for (const path of [here, `${here}/delete`]) await expectGood(page, path);
      const { items } = await call<{ items: { id: string; name: string }[] }>(
        page,
        'GET',
        '/roles?perPage=100',
      );
      await expectGood(page, `/admin/roles/${items.find((role) => role.name === 'Citizen')?.id}`);
    });

    test('tokens', { tag: '@turn' }, async ({ page, portal, guard }) => {
      guard.allow(/status of 404/);
      await enter(page, portal.url, roles['County Admin']);
      const doors = [
        { pages: '/admin/tokens', api: '/service-tokens', scopes: ['department.view'] },
        { pages: '/security/tokens', api: '/me/tokens', scopes: ['account.manage', 'user.view'] },
      ];
      for (const { pages, api, scopes } of doors) {
        await page.goto(`${pages}/new`);
        await expectFaults(page, `${pages}/new`);
        await page.locator('#name').fill(`Weekly figures ${language}`);
        await page.locator('[name="scopes"]').first().check();
        await submit(page).click();
        await expect(page.locator('#secret')).toHaveValue(/^cs[ps]_/);
        await expectGoodPage(page, `${pages}/new, just made`, language);
        const name = `Monthly figures of the open data portal ${language}`;
        const { id } = await call<Made>(page, 'POST', api, { name, scopes, expiresInDays: 30 });
        await expectGood(page, pages);
        await expectGood(page, `${pages}/${id}/revoke`);
        // Revoked meanwhile: there is no such page any more.
        await call(page, 'DELETE', `${api}/${id}`);
        await submit(page).click();
        await expect(submit(page)).toHaveCount(0);
        await expectGoodPage(page, `${pages}/${id}/revoke of one that is gone`, language);
      }
    });

    test('an import: its file with faults, what would happen, what became of it', { tag: '@turn' }, async ({
      page,
      portal,
    }) => {
      await enter(page, portal.url, roles['County Admin']);
      const columns = 'email,first_name,last_name,roles,departments';
      const check = async (text: string) => {
        await page.goto('/admin/users/import');
        await page.locator('#text').fill(text);
        await submit(page).click();
        await expect(page).toHaveURL(/\/batches\/[\w-]+$/);
      };
      await page.goto('/admin/users/import');
      await expectFaults(page, '/admin/users/import without a file');
      await page.locator('#text').fill('name;town\nAna;Alder');
      await expectFaults(page, '/admin/users/import of other columns');

      await check(`${columns}\nnobody,,,Mayor,XYZ`);
      await expectGoodPage(page, 'an import without a good line', language);
      const good = newAddress('a-person-with-a-long-address-of-their-own');
      await check(`${columns},shoe_size\n${good},Ana,Muñoz,Department Officer,BLD,38\nnobody,,,Mayor,XYZ,`);
      await expectGoodPage(page, 'an import that waits', language);
      const address = page.url();
      await submit(page).click();
      await expect(page.getByRole('status')).toBeVisible();
      await expectGoodPage(page, 'an import that was just made', language);
      await page.goto(address);
      await expectGoodPage(page, 'the results of an import', language);
    });

    test('events, and none', { tag: '@turn' }, async ({ page, portal }) => {
      await enter(page, portal.url, roles['County Admin']);
      const { id } = await call<Made>(page, 'POST', '/departments', {
        code: language === 'en' ? 'EVE' : 'EVS',
        name: 'Archive',
      });
      await call(page, 'PATCH', `/departments/${id}`, { version: 1, name: 'Archives', active: false });
      await page.request.post('/login', { data: { email: roles.Citizen, password: 'not the password' } });
      await enter(page, portal.url, roles['County Admin']);
      for (const event of ['administration.updateDepartment', 'accounts.signIn']) {
        const { items } = await call<{ items: Made[] }>(page, 'GET', `/audit-events?event=${event}`);
        await expectGood(page, `/admin/audit/${items[0]?.id}`);
      }
      for (const query of [`?actor=${newAddress()}`, '?page=999999', '?event=accounts.signIn&outcome=done'])
        await expectGood(page, `/admin/audit${query}`);
    });
  });
}
