import type { Page } from '@playwright/test';
import { expectGoodPage } from './page-checks';
import { enterAs, enterAsNewResident, newAddress, problem, roles, ways, waysAndPhone } from './people';
import { expect, test } from './test';

// Many people at once: shown first, confirmed once, told row by row.

const header = 'email,first_name,last_name,roles,departments';
const fileOf = (text: string, encoding: BufferEncoding = 'utf8') => ({
  name: 'people.csv',
  mimeType: 'text/csv',
  buffer: Buffer.from(text, encoding),
});
const rowWith = (page: Page, text: string) => page.getByRole('row').filter({ hasText: text });

async function chooseFile(page: Page, text: string, encoding?: BufferEncoding) {
  await page.getByLabel('CSV file').setInputFiles(fileOf(text, encoding));
  await page.getByRole('button', { name: 'Check the file' }).click();
}

for (const { name, use } of waysAndPhone) {
  test.describe(name, () => {
    test.use(use);

    test('an import names every faulty line, and imports the good ones when that is confirmed', {
      tag: '@turn',
    }, async ({ page }) => {
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin/users/import');
      await chooseFile(page, `${header}\nx@example.org,Mu\xf1oz,M,,`, 'latin1');
      await expect(problem(page)).toContainText('Save the file as UTF-8');
      const [good, officer] = [newAddress('ana'), newAddress('ben')];
      await chooseFile(
        page,
        [
          header,
          `${good},Ana,Muñoz,,`,
          `${officer},Ben,Brook,Department Officer,BLD`,
          'nobody,Cy,,Mayor,XYZ',
          `${good},Ana,Again,,`,
        ].join('\r\n'),
      );
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import 4 people');
      const faulty = page.getByRole('region', { name: 'Lines to mend' });
      await expect(faulty.getByRole('row').filter({ hasText: 'Line 4' })).toContainText(
        'Email: Enter an email address like name@example.com',
      );
      await expect(faulty.getByRole('row').filter({ hasText: 'Line 4' })).toContainText(
        'no role called Mayor',
      );
      await expect(faulty.getByRole('row').filter({ hasText: 'Line 5' })).toContainText(
        'Line 2 has this address',
      );
      await page.getByRole('button', { name: 'Import the 2 good lines' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results of the import');
      await expect(rowWith(page, officer)).toContainText('Invited');
      await expect(rowWith(page, 'Line 4')).toContainText('Not done');
      await page.goto(`/admin/users?q=${encodeURIComponent(officer)}`);
      await expect(rowWith(page, officer)).toContainText('Department Officer');
    });
  });
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('who turns back from an import has changed nothing', { tag: '@turn' }, async ({ page }) => {
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin/users/import');
      const address = newAddress();
      await page.getByLabel('Or paste the text of the file').fill(`${header}\n${address},Ana,Mora,Nobody,`);
      await page.getByRole('button', { name: 'Check the file' }).click();
      await expect(page.getByText('There is nothing to confirm')).toBeVisible();
      await page.getByRole('button', { name: 'Go back and mend the file' }).click();
      await expect(page).toHaveURL(/\/admin\/users\/import$/);
      await expect(page.getByText('Cancelled. Nothing was changed.')).toBeVisible();
    });
  });
}

test('three are to be deactivated, one of whom may not be', { tag: '@turn' }, async ({ page, browser }) => {
  const people: string[] = [];
  for (let count = 0; count < 3; count += 1) {
    const guest = await browser.newPage();
    people.push(await enterAsNewResident(guest));
    await guest.close();
  }
  const [first = '', second = '', third = ''] = people;
  await enterAs(page, roles['County Admin']);
  // The newest accounts stand first.
  const deactivate = async (emails: string[]) => {
    await page.goto('/admin/users');
    for (const email of emails) await rowWith(page, email).getByRole('checkbox').check();
    await page.getByLabel('What to do').selectOption('deactivate');
    await page.getByRole('button', { name: 'Check first' }).click();
  };
  await deactivate([third]);
  await page.getByRole('button', { name: 'Deactivate 1 person' }).click();
  await expect(rowWith(page, third)).toContainText('Deactivated');

  await deactivate([first, second, third]);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Deactivate 3 people');
  await expectGoodPage(page, 'a batch that waits', 'en');
  await expect(rowWith(page, third)).toContainText('This person is deactivated already');
  await page.getByRole('button', { name: 'Deactivate 2 people' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Results of the deactivation');
  await expect(rowWith(page, first)).toContainText('Deactivated');
  await expect(rowWith(page, third)).toContainText('Not done');
  await expectGoodPage(page, 'a batch that is done', 'en');
});
