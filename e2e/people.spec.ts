import type { Page } from '@playwright/test';
import { expectGoodAddress, expectGoodPage } from './page-checks';
import { drawnLanguages } from './page-frame';
import {
  enterAs,
  everyWay,
  fillSignIn,
  goodPassword,
  newAddress,
  personOf,
  problem,
  roles,
  ways,
  waysAndPhone,
} from './people';
import { expect, test } from './test';

// How a county's administrator runs its people from the browser.

/** Registers a resident of Alder County in the page's browser, which is signed in then. */
async function enterAsResident(page: Page, firstName: string, lastName: string): Promise<string> {
  const email = newAddress('person');
  const data = { email, password: goodPassword, first_name: firstName, last_name: lastName };
  const answer = await page.request.post('/register', { data });
  expect(answer.status(), await answer.text()).toBe(200);
  return email;
}

/** A family name that nobody has yet: letters alone. */
function familyName(): string {
  const letters = [...`${process.pid}${Date.now()}`].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return `Q${letters}`;
}

const main = (page: Page) => page.getByRole('main');
const flash = (page: Page) => main(page).getByRole('status');

for (const { name, use } of everyWay) {
  test.describe(name, () => {
    test.use(use);

    test('an invited officer opens the mail, sets a password and lands on the officer dashboard', async ({
      page,
      visitor,
      portal,
    }) => {
      const email = newAddress('officer');
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin/users');
      await page.getByRole('link', { name: 'Invite a person' }).click();

      // Faults keep what was typed and what was ticked.
      await page.getByLabel('First name').fill('Olga');
      await page.getByLabel('Department Officer').check();
      await page.getByLabel('Public Works').check();
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(problem(page).getByRole('link')).toHaveText(['Enter your email address']);
      await expect(page.getByLabel('First name')).toHaveValue('Olga');
      await expect(page.getByLabel('Department Officer')).toBeChecked();
      await expect(page.getByLabel('Citizen')).not.toBeChecked();
      await page.getByLabel('Last name').fill('Officer');
      await page.getByLabel('Email address').fill(email);
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(flash(page)).toHaveText('The invitation is on its way.');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Olga Officer');
      await expect(main(page)).toContainText('Invitation open');

      // The same address again is told at its field, whatever county it is in.
      await page.goto('/admin/users/invite');
      await page.getByLabel('First name').fill('Olga');
      await page.getByLabel('Last name').fill('Officer');
      await page.getByLabel('Email address').fill(email);
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(problem(page)).toContainText('This email address cannot be invited');

      const [link = ''] = (await portal.mail.mailTo(email, /^Your invitation/)).links;
      const officer = await visitor(use);
      await officer.goto(link);
      await officer.getByLabel('New password', { exact: true }).fill(goodPassword);
      await officer.getByLabel('Confirm new password').fill(goodPassword);
      await officer.locator('main form button[type=submit]').click();
      await fillSignIn(officer, email, goodPassword);
      await expect(officer).toHaveURL(/\/dashboard$/);
      await expect(officer.getByRole('heading', { name: 'Your departments' })).toBeVisible();
      await expect(main(officer)).toContainText('Public Works');

      const { id } = await personOf(page, email);
      await page.goto(`/admin/users/${id}`);
      await expect(main(page)).not.toContainText('Invitation open');
    });
  });
}

for (const { name, use } of waysAndPhone) {
  test.describe(name, () => {
    test.use(use);

    test('a signed-in person is deactivated, refused at the next click, and comes back', {
      tag: '@smoke',
    }, async ({ page, visitor }) => {
      const gone = await visitor(use);
      const email = await enterAsResident(gone, 'Gustav', familyName());
      await gone.goto('/profile');
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin/users');
      await page.getByLabel('Search name, email or phone').fill(email);
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await page.getByRole('link', { name: /^Gustav/ }).click();
      await expect(main(page)).toContainText(email);
      await page.getByRole('link', { name: 'Deactivate', exact: true }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Deactivate Gustav/);
      await expect(main(page)).toContainText('signed out everywhere at once');
      await page.getByLabel('Reason (optional)').fill('x'.repeat(301));
      await page.getByRole('button', { name: 'Deactivate this account' }).click();
      await expect(problem(page)).toContainText('Reason must be 300 characters or fewer');
      await page.getByLabel('Reason (optional)').fill('Moved to another county');
      await page.getByRole('button', { name: 'Deactivate this account' }).click();
      await expect(flash(page)).toHaveText('The account is deactivated.');
      await expect(main(page)).toContainText('Deactivated because: Moved to another county');

      await gone.getByRole('link', { name: 'Security' }).click();
      await expect(gone).toHaveURL(/\/login\?next=%2Fsecurity$/);

      await page.getByRole('link', { name: 'Make active again' }).click();
      await page.getByLabel('Reason (optional)').fill('Moved back');
      await page.getByRole('button', { name: 'Make active again' }).click();
      await expect(flash(page)).toHaveText('The account is active again.');
      await gone.goto('/dashboard');
      await expect(gone, 'the old session is not revived').toHaveURL(/\/login/);
      await fillSignIn(gone, email, goodPassword);
      await expect(gone).toHaveURL(/\/dashboard$/);
    });
  });
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('of two edits of one version the second keeps what was typed and shows the first', {
      tag: '@smoke',
    }, async ({ page, visitor }) => {
      const email = await enterAsResident(await visitor(), 'Edda', familyName());
      await enterAs(page, roles['County Admin']);
      const { id, version } = await personOf(page, email);
      await page.goto(`/admin/users/${id}`);
      await page.getByRole('link', { name: 'Change details' }).click();
      const meanwhile = await page.request.patch(`/api/v1/users/${id}`, {
        data: { version, address: '7 Quiet Lane' },
      });
      expect(meanwhile.status(), await meanwhile.text()).toBe(200);
      await page.getByLabel('First name').fill('Edwina');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(problem(page)).toContainText('This was changed since you opened it');
      await expect(page.getByLabel('First name')).toHaveValue('Edwina');
      await expect(page.getByRole('region', { name: 'Saved now' })).toContainText('7 Quiet Lane');
      await expect(page.getByRole('region', { name: 'Saved now' })).toContainText('Edda');
      await page.getByLabel('Postal address (optional)').fill('7 Quiet Lane');
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(flash(page)).toHaveText('The changes are saved.');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(/^Edwina/);
      await expect(main(page)).toContainText('7 Quiet Lane');
    });

    test('roles and departments are given and taken, and the person signs in anew', { tag: '@turn' }, async ({
      page,
      visitor,
    }) => {
      const person = await visitor(use);
      const email = await enterAsResident(person, 'Rudi', familyName());
      await enterAs(page, roles['County Admin']);
      const { id } = await personOf(page, email);
      await page.goto(`/admin/users/${id}`);
      await page.getByRole('link', { name: 'Change roles' }).click();
      await expect(page.getByLabel('Citizen')).toBeChecked();
      await page.getByLabel('Citizen').uncheck();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(problem(page)).toContainText('Choose at least one role');
      await expect(page.getByLabel('Citizen')).not.toBeChecked();
      await page.getByLabel('Citizen').check();
      await page.getByLabel('Department Officer').check();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(flash(page)).toHaveText('The roles are changed. The person signs in anew.');
      await expect(main(page)).toContainText('Citizen, Department Officer');
      await person.goto('/profile');
      await expect(person).toHaveURL(/\/login/);

      await page.getByRole('link', { name: 'Change departments' }).click();
      await page.getByLabel('Environmental Health').check();
      await page.getByLabel('Public Works').check();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(flash(page)).toHaveText('The departments are changed.');
      await expect(main(page)).toContainText('Environmental Health, Public Works');
      await page.getByRole('link', { name: 'Change departments' }).click();
      await page.getByLabel('Public Works').uncheck();
      await page.getByRole('button', { name: 'Save changes' }).click();
      await expect(main(page)).not.toContainText('Public Works');
    });

    test('sessions are ended one by one or all at once, and a link for a new password is sent', {
      tag: '@turn',
    }, async ({ page, visitor, portal }) => {
      const one = await visitor();
      const other = await visitor();
      const email = await enterAsResident(one, 'Silvia', familyName());
      await enterAs(other, email, goodPassword);
      await enterAs(page, roles['County Admin']);
      const { id } = await personOf(page, email);
      await page.goto(`/admin/users/${id}`);
      const sessions = page.getByRole('region', { name: 'Where they are signed in' });
      await expect(sessions.getByRole('listitem')).toHaveCount(2);
      await sessions.getByRole('button').first().click();
      await expect(flash(page)).toHaveText('The person is signed out there.');
      await expect(sessions.getByRole('listitem')).toHaveCount(1);
      await sessions.getByRole('link', { name: 'Sign out everywhere' }).click();
      await page.getByRole('button', { name: 'Sign out everywhere' }).click();
      await expect(flash(page)).toHaveText('The person is signed out everywhere.');
      await expect(sessions).toContainText('They are not signed in anywhere.');
      for (const each of [one, other]) {
        await each.goto('/profile');
        await expect(each).toHaveURL(/\/login/);
      }
      await page.getByRole('button', { name: 'Send a link for a new password' }).click();
      await expect(flash(page)).toHaveText('A link for a new password is on its way to the person.');
      await portal.mail.mailTo(email, /^Reset your/);
      await expect(page.getByRole('region', { name: 'Last events' })).toContainText(
        'Link for a new password sent',
      );
    });

    test('the list is searched, filtered, sorted and paged by its address', { tag: '@smoke' }, async ({
      page,
      visitor,
    }) => {
      const family = familyName();
      const names = ['Berta', 'Anton', 'Clara'];
      for (const name of names) await enterAsResident(await visitor(), name, family);
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin/users');
      await page.getByLabel('Search name, email or phone').fill(family.toUpperCase());
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await expect(page).toHaveURL(new RegExp(`q=${family.toUpperCase()}`));
      await expect(page.getByRole('caption')).toHaveText('3 people match. The newest account first.');
      const rows = page.getByRole('rowheader');
      await expect(rows).toHaveText(['Clara', 'Anton', 'Berta'].map((name) => `${name} ${family}`));

      await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
      await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
        'aria-sort',
        'ascending',
      );
      await expect(rows).toHaveText(['Anton', 'Berta', 'Clara'].map((name) => `${name} ${family}`));
      await page.getByRole('columnheader', { name: 'Name' }).getByRole('link').click();
      await expect(page.getByRole('columnheader', { name: 'Name' })).toHaveAttribute(
        'aria-sort',
        'descending',
      );
      await expect(rows.first()).toHaveText(`Clara ${family}`);

      // A narrower search keeps the order, and each filter can be taken off.
      await page.getByLabel('Role', { exact: true }).selectOption('Department Officer');
      await page.getByRole('button', { name: 'Search', exact: true }).click();
      await expect(page).toHaveURL(/sort=-name/);
      await expect(main(page)).toContainText('Nobody found');
      await page.getByRole('link', { name: 'Remove Role: Department Officer' }).click();
      await expect(page.getByRole('caption')).toHaveText('3 people match. Sorted by name, Z first.');
      await page.getByRole('link', { name: 'Clear all filters' }).click();
      await expect(page.getByLabel('Search name, email or phone')).toHaveValue('');

      await page.goto(`/admin/users?q=${family}&perPage=2&sort=name`);
      await expect(rows).toHaveCount(2);
      await page.getByRole('link', { name: 'Page 2' }).click();
      await expect(rows).toHaveText([`Clara ${family}`]);
      await page.goto(`/admin/users?q=${family}&page=9`);
      await page.getByRole('link', { name: 'Go to the first page' }).click();
      await expect(rows).toHaveCount(3);
      // What no list understands changes nothing.
      await page.goto(`/admin/users?q=${family}&page=x&sort=salary&active=perhaps&cursor=abc`);
      await expect(rows).toHaveCount(3);
      await page.goto('/admin/users?department=BLD&confirmed=true');
      await expect(page.getByLabel('Department', { exact: true })).toHaveValue('BLD');
      await expect(main(page)).toContainText('officer@test.com');
      await expect(main(page)).not.toContainText('citizen@test.com');
    });

    test('several people are ticked, and what would happen is shown before it does', {
      tag: '@turn',
    }, async ({ page, visitor }) => {
      const family = familyName();
      for (const name of ['Una', 'Dos']) await enterAsResident(await visitor(), name, family);
      await enterAs(page, roles['County Admin']);
      await page.goto(`/admin/users?q=${family}&role=Citizen&sort=name`);
      await page.getByRole('checkbox', { name: `Choose Dos ${family}` }).check();
      await page.getByLabel('What to do').selectOption('Give a role');
      await page.getByRole('button', { name: 'Check first' }).click();
      await expect(problem(page)).toContainText('role');
      await expect(page.getByRole('checkbox', { name: `Choose Dos ${family}` })).toBeChecked();
      await expect(page.getByLabel('Role', { exact: true }), 'the filter is another form').toHaveValue(
        'Citizen',
      );
      await page.getByLabel('Role, to give or take').selectOption('Department Officer');
      await page.getByRole('checkbox', { name: `Choose Una ${family}` }).check();
      await page.getByRole('button', { name: 'Check first' }).click();
      await expect(page).toHaveURL(/\/admin\/users\/batches\/[\w-]+$/);
      for (const name of ['Una', 'Dos']) await expect(main(page)).toContainText(`${name} ${family}`);
      expect((await personOf(page, family)).roles, 'nothing happened yet').toEqual(['Citizen']);
    });

    test('an export holds exactly the filtered rows, and no formula', { tag: '@turn' }, async ({
      page,
      visitor,
    }) => {
      const family = familyName();
      await enterAsResident(await visitor(), '=SUM(A1)', family);
      await enterAsResident(await visitor(), 'Plain', family);
      await enterAs(page, roles['County Admin']);
      await page.goto(`/admin/users?q=${family}&sort=name`);
      await page.getByRole('link', { name: 'Export these 2' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Export people');
      await expect(main(page)).toContainText('The file will hold 2 people.');
      await expect(main(page)).toContainText(`Search: ${family}`);
      const link = page.getByRole('link', { name: 'Download as CSV' });
      const csv = await page.request.get((await link.getAttribute('href')) ?? '');
      expect(csv.status()).toBe(200);
      expect(csv.headers()['content-type']).toContain('text/csv');
      expect(csv.headers()['content-disposition']).toMatch(/^attachment; filename="people-.*\.csv"$/);
      const lines = (await csv.text())
        .replace(/^\uFEFF/, '')
        .trim()
        .split('\r\n');
      expect(lines).toHaveLength(3);
      expect(lines[0]).toMatch(/^id,email,firstName,lastName,fullName,phoneNumber,address,active,/);
      expect(lines[1]).toContain(",'=SUM(A1),");
      expect(lines.slice(1).every((line) => line.includes(family))).toBe(true);
      const jsonl = page.getByRole('link', { name: 'Download as JSON lines' });
      const rows = (await (await page.request.get((await jsonl.getAttribute('href')) ?? '')).text())
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(rows.map(({ firstName }) => firstName)).toEqual(['=SUM(A1)', 'Plain']);
      expect(rows[0].roles).toEqual(['Citizen']);
      const api = await page.request.get(`/api/v1/users/export?q=${family}&format=jsonl`);
      expect((await api.text()).trim().split('\n')).toHaveLength(2);
      const other = await visitor();
      await enterAs(other, 'admin@birch.test');
      expect((await other.request.get(`/api/v1/users/export?q=${family}&format=jsonl`)).status()).toBe(200);
      expect(await (await other.request.get(`/api/v1/users/export?q=${family}&format=jsonl`)).text()).toBe(
        '',
      );
    });

    test('a System Administrator invites a county’s administrator, and nobody else', {
      tag: '@turn',
    }, async ({ page }) => {
      const email = newAddress('first-admin');
      await enterAs(page, roles['System Administrator']);
      await page.goto('/admin/users?county=BIR');
      await expect(main(page)).toContainText('admin@birch.test');
      await expect(main(page)).not.toContainText('admin@test.com');
      await page.goto('/admin/users/invite');
      await expect(page.getByLabel('Department Officer')).toHaveCount(0);
      await page.getByLabel('First name').fill('Ada');
      await page.getByLabel('Last name').fill('Admin');
      await page.getByLabel('Email address').fill(email);
      await page.getByLabel('County Admin').check();
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(problem(page)).toContainText('Choose your county');
      await page.getByLabel('County', { exact: true }).selectOption('BIR');
      await page.getByRole('button', { name: 'Send invitation' }).click();
      await expect(flash(page)).toHaveText('The invitation is on its way.');
      await expect(main(page)).toContainText('Birch County');
    });
  });
}

test("another county's person, and what one may not do, is not there", async ({ page, visitor, guard }) => {
  test.setTimeout(120_000);
  guard.allow(/status of 40[34]/);
  await enterAs(page, roles['System Administrator']);
  const birch = await personOf(page, 'citizen@birch.test');
  const officer = await visitor();
  await enterAs(officer, roles['Department Officer']);
  await enterAs(page, roles['County Admin']);
  const own = await personOf(page, roles['County Admin']);
  const below = ['', '/edit', '/roles', '/departments', '/deactivate', '/reactivate', '/sign-out'];
  for (const path of below) {
    expect((await page.goto(`/admin/users/${birch.id}${path}`))?.status(), path).toBe(404);
    expect((await officer.goto(`/admin/users/${own.id}${path}`))?.status(), path).toBe(403);
  }
  for (const path of ['/roles', '/deactivate', '/reactivate'])
    expect((await page.goto(`/admin/users/${own.id}${path}`))?.status(), `own ${path}`).toBe(403);
  await page.goto(`/admin/users/${own.id}`);
  await expect(page.getByRole('link', { name: 'Deactivate', exact: true })).toHaveCount(0);
});

for (const language of drawnLanguages('en')) {
  test(`the pages of a person, as they are and with faults (${language})`, { tag: '@turn' }, async ({
    page,
    visitor,
    portal,
  }) => {
    test.setTimeout(180_000);
    const family = familyName();
    const email = await enterAsResident(await visitor(), 'Pia', family);
    await enterAs(page, roles['County Admin']);
    await page.context().addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
    const { id, version } = await personOf(page, email);
    const send = () => page.locator('main form button[type=submit]').last().click();

    for (const path of [`?q=${family}&role=Citizen&active=true&invited=false`, '?q=nobody-is-called-this'])
      await expectGoodAddress(page, `/admin/users${path}`, language);
    await page.goto('/admin/users/invite');
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, '/admin/users/invite with faults', language);
    await expectGoodAddress(page, `/admin/users/export?q=${family}`, language);

    for (const path of ['', '/edit', '/roles', '/departments', '/deactivate', '/reactivate', '/sign-out'])
      await expectGoodAddress(page, `/admin/users/${id}${path}`, language);
    await page.goto(`/admin/users/${id}/edit`);
    await page.request.patch(`/api/v1/users/${id}`, { data: { version, lastName: family } });
    for (const name of ['#firstName', '#lastName']) await page.locator(name).fill('');
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, 'editing with a fault', language);
    await page.locator('#firstName').fill('Pía');
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, 'editing with a conflict', language);
    await page.goto(`/admin/users/${id}/roles`);
    await page.locator('#roles').uncheck();
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, 'roles with a fault', language);
    await page.goto(`/admin/users/${id}/deactivate`);
    await page.locator('#reason').fill('Ñ'.repeat(301));
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, 'deactivating with a fault', language);
    await page.locator('#reason').fill('Se mudó');
    await send();
    await expect(page.getByRole('status')).toBeVisible();
    await expectGoodPage(page, 'a deactivated person', language);
  });
}
