import type { Page } from '@playwright/test';
import { expectAccessible, expectNoOverflow } from './page-checks';
import { enterAs, enterAsNewResident, fillSignIn, goodPassword, roles } from './people';
import { expect, test } from './test';

// The end of a session that is not used: docs/ux.md, "Sessions". The browser's clock is moved, the server's is not.

const hour = 60 * 60 * 1000;
const dialog = (page: Page) => page.getByRole('dialog', { name: 'Are you still there?' });

/** Opens a page whose clock stands still until it is moved on. */
async function open(page: Page, path: string): Promise<void> {
  await page.clock.install();
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
}

test('two minutes before the end a dialog asks; Escape and "Stay signed in" both stay', {
  tag: '@turn',
}, async ({ page }) => {
  await enterAsNewResident(page);
  await open(page, '/profile');
  await page.getByLabel('First name').fill('Half typed');
  await page.clock.fastForward(57 * 60 * 1000);
  await expect(dialog(page)).toBeHidden();
  await page.clock.fastForward(61 * 1000);
  await expect(dialog(page)).toBeVisible();
  await expect(dialog(page)).toContainText('You will be signed out in 2 minutes');
  await expect(page.getByRole('button', { name: 'Stay signed in' })).toBeFocused();
  await expectAccessible(page, 'the time-out dialog');
  await expectNoOverflow(page, 'the time-out dialog');
  await page.clock.fastForward(61 * 1000);
  await expect(dialog(page)).toContainText('You will be signed out in 1 minute');

  const asked = page.waitForResponse((response) => response.url().endsWith('/api/session'));
  await page.keyboard.press('Escape');
  expect((await asked).status()).toBe(200);
  await expect(dialog(page)).toBeHidden();
  await expect(page.getByLabel('First name')).toHaveValue('Half typed');

  await page.clock.fastForward(58.5 * 60 * 1000);
  await expect(dialog(page)).toBeVisible();
  await page.getByRole('button', { name: 'Stay signed in' }).click();
  await expect(dialog(page)).toBeHidden();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('status')).toHaveText('Your changes are saved.');
});

test('staff are asked after half an hour', { tag: '@turn' }, async ({ page }) => {
  await enterAs(page, roles['Department Officer']);
  await open(page, '/dashboard');
  await page.clock.fastForward(28.5 * 60 * 1000);
  await expect(dialog(page)).toBeVisible();
});

test('use of the portal in another tab counts', { tag: '@turn' }, async ({ page }) => {
  await enterAsNewResident(page);
  await open(page, '/profile');
  await page.clock.fastForward(58.5 * 60 * 1000);
  await expect(dialog(page)).toBeVisible();
  const other = await page.context().newPage();
  await other.goto('/dashboard');
  await expect(dialog(page)).toBeHidden();
});

test('after the end: told so, nothing typed is lost, signing in leads back to it', async ({
  page,
  visitor,
}) => {
  const email = await enterAsNewResident(page);
  await open(page, '/profile');
  await page.getByLabel('First name').fill('Not lost');
  await page.getByLabel('Postal address (optional)').fill('12 Mill Lane');
  // The server's end: another browser of the person signs this one out.
  const other = await visitor();
  await enterAs(other, email, goodPassword);
  expect((await other.request.delete('/api/v1/me/sessions')).status()).toBe(204);

  await page.clock.fastForward(2 * hour);
  await expect(page).toHaveURL(/\/login\?timeout=1&next=%2Fprofile$/);
  await expect(page.getByText('You were signed out because nothing happened for a while.')).toBeVisible();
  await expect(page.getByRole('banner')).not.toContainText('Rosa');
  await fillSignIn(page, email, goodPassword);
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByLabel('First name')).toHaveValue('Not lost');
  await expect(page.getByLabel('Postal address (optional)')).toHaveValue('12 Mill Lane');
});

test('what was typed is not shown to somebody else who signs in', async ({ page, visitor }) => {
  const email = await enterAsNewResident(page);
  await open(page, '/profile');
  await page.getByLabel('First name').fill('Private');
  const other = await visitor();
  await enterAs(other, email, goodPassword);
  await other.request.delete('/api/v1/me/sessions');
  await page.clock.fastForward(2 * hour);
  await expect(page).toHaveURL(/\/login\?timeout=1/);
  await fillSignIn(page, roles.Citizen, 'password123');
  await expect(page).toHaveURL(/\/profile$/);
  await expect(page.getByLabel('First name')).toHaveValue('Maria');
});

test('"Sign out" in the dialog signs out', { tag: '@turn' }, async ({ page }) => {
  await enterAsNewResident(page);
  await open(page, '/dashboard');
  await page.clock.fastForward(58.5 * 60 * 1000);
  await dialog(page).getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
});
