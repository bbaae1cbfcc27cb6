import type { Page } from '@playwright/test';
import {
  enterAs,
  enterAsNewResident,
  fillSignIn,
  goodPassword,
  newAddress,
  problem,
  signIn,
  ways,
} from './people';
import { expect, test } from './test';

// The pages of the own account: profile, address, sessions.

const save = (page: Page) => page.getByRole('button', { name: 'Save changes' }).click();

test('the profile is saved, and says so', async ({ page }) => {
  await enterAsNewResident(page);
  await page.goto('/profile');
  await page.getByLabel('First name').fill('Rosalind');
  await page.getByLabel('Postal address (optional)').fill('12 Mill Lane');
  await save(page);
  await expect(page.getByRole('status')).toHaveText('Your changes are saved.');
  await expect(page.getByRole('banner')).toContainText('Rosalind Rivera');
  await expect(page.getByLabel('Postal address (optional)')).toHaveValue('12 Mill Lane');
});

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('a profile that somebody changed meanwhile is not overwritten; what was typed stays', {
      tag: '@turn',
    }, async ({ page }) => {
      await enterAsNewResident(page);
      await page.goto('/profile');
      const other = await page.context().newPage();
      await other.goto('/profile');
      await other.getByLabel('Last name').fill('Meanwhile');
      await save(other);
      await expect(other.getByRole('status')).toHaveText('Your changes are saved.');

      await page.getByLabel('First name').fill('Typed');
      await save(page);
      await expect(problem(page)).toContainText('This was changed since you opened it');
      await expect(page.getByLabel('First name')).toHaveValue('Typed');
      await expect(page.getByRole('banner')).not.toContainText('Typed');
      await save(page);
      await expect(page.getByRole('status')).toHaveText('Your changes are saved.');
      await expect(page.getByRole('banner')).toContainText('Typed');
    });
  });
}

test('another address: proven first, confirmed from the new one, told to the old one', async ({
  page,
  portal,
}) => {
  const email = await enterAsNewResident(page);
  const wanted = newAddress('moved');
  await page.goto('/profile');
  await page.getByRole('link', { name: 'Change email address' }).click();
  // A new account has just proven itself.
  await page.getByLabel('New email address').fill(wanted);
  await page.getByRole('button', { name: 'Send link to the new address' }).click();
  await expect(page.getByRole('status')).toHaveText(/^We sent a link to the new address/);
  await expect(page.getByText(email)).toBeVisible();
  expect((await portal.mail.mailTo(email, /^Somebody asked to change your email address$/)).text).toContain(
    wanted,
  );
  const [link = ''] = (await portal.mail.mailTo(wanted, /^Confirm your new email address$/)).links;
  await page.goto(link);
  await page.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(page.getByRole('status')).toHaveText('Your email address is confirmed.');
  await portal.mail.mailTo(email, /^Your email address was changed$/);
  await page.context().clearCookies();
  await page.goto('/login');
  await fillSignIn(page, email, goodPassword);
  await expect(problem(page)).toContainText('Check your email address and password');
  await signIn(page, wanted, goodPassword);
});

test('proving again who it is: a wrong password is told, the right one leads on', { tag: '@turn' }, async ({
  page,
}) => {
  await enterAsNewResident(page);
  await page.goto('/reauthenticate?next=/profile/email');
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(problem(page)).toContainText('The password is not right. Try again');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/\/profile\/email$/);
  await page.goto('/reauthenticate?next=//evil.example');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page).toHaveURL(/127\.0\.0\.1:\d+\/dashboard$/);
});

test.describe('sessions', () => {
  test('another browser is listed, and signed out at its next click', { tag: '@turn' }, async ({
    page,
    visitor,
  }) => {
    const email = await enterAsNewResident(page);
    await page.goto('/security');
    await expect(page.getByText('You are signed in on this device only.')).toBeVisible();
    const other = await visitor({
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
    });
    await enterAs(other, email, goodPassword);
    await other.goto('/profile');

    await page.reload();
    await expect(page.getByText('This device', { exact: true })).toHaveCount(1);
    await page
      .getByRole('main')
      .getByRole('button', { name: /^Sign out\s?: Firefox/ })
      .click();
    await expect(page.getByRole('status')).toHaveText('The device is signed out.');

    await other.getByLabel('First name').fill('Too late');
    await save(other);
    await expect(other).toHaveURL(/\/login\?next=%2Fprofile/);
    await page.goto('/profile');
    await expect(page.getByLabel('First name')).toHaveValue('Rosa');
  });

  test('all others at once, after one question', { tag: '@turn' }, async ({ page, visitor }) => {
    const email = await enterAsNewResident(page);
    const others = [await visitor(), await visitor()];
    for (const other of others) {
      await enterAs(other, email, goodPassword);
      await other.goto('/dashboard');
    }
    await page.goto('/security');
    await page.getByRole('link', { name: 'Sign out all other devices' }).click();
    await expect(page.getByText('2 other devices are signed out at once.')).toBeVisible();
    await page.getByRole('button', { name: 'Sign out all other devices' }).click();
    await expect(page.getByRole('status')).toHaveText('All other devices are signed out.');
    for (const other of others) {
      await other.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Security' }).click();
      await expect(other).toHaveURL(/\/login\?next=%2Fsecurity/);
    }
    await page.reload();
    await expect(page.getByText('You are signed in on this device only.')).toBeVisible();
  });
});

test('a page opened before signing out in another tab does nothing afterwards', async ({ page }) => {
  await enterAsNewResident(page);
  await page.goto('/profile');
  const other = await page.context().newPage();
  await other.goto('/dashboard');
  await other.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(other.getByRole('status')).toHaveText('You are signed out.');
  await page.getByLabel('First name').fill('Ghost');
  await save(page);
  await expect(page).toHaveURL(/\/login\?next=%2Fprofile/);
});
