import type { Page } from '@playwright/test';
import {
  demonstrationPassword,
  enterAsNewResident,
  everyWay,
  fillRegistration,
  goodPassword,
  newAddress,
  problem,
  roles,
} from './people';
import { expect, test } from './test';

// How forms behave when something is wrong, and when they are sent: docs/ux.md, "Forms".

const submit = (page: Page) =>
  page.getByRole('main').getByRole('button', { name: 'Create an account' }).click();

for (const { name, use } of everyWay) {
  test.describe(name, () => {
    test.use(use);

    test('faults stand in a summary that has the focus and leads to the fields; what was typed stays, passwords do not', async ({
      page,
    }) => {
      await page.goto('/register');
      await page.getByLabel('Email address').fill('rosa at example');
      await page.getByLabel('County', { exact: true }).selectOption('BIR');
      await page.getByLabel('Password', { exact: true }).fill(goodPassword);
      await page.getByLabel('Confirm password').fill('something else');
      await submit(page);

      const summary = problem(page);
      await expect(summary).toBeVisible();
      await expect(summary).toBeFocused();
      await expect(page).toHaveTitle(/^Error: Create an account – /);
      await expect(summary.getByRole('link')).toHaveText([
        'Enter a first name, a last name, or both',
        'Enter an email address like name@example.com',
        'The two passwords are different. Enter the same password twice',
      ]);
      expect(
        await page
          .getByRole('main')
          .evaluate((main) => main.querySelector('[role=alert], h1')?.getAttribute('role')),
        'the summary comes before the h1',
      ).toBe('alert');

      await expect(page.getByLabel('Email address')).toHaveValue('rosa at example');
      await expect(page.getByLabel('County', { exact: true })).toHaveValue('BIR');
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
      await expect(page.getByLabel('Confirm password')).toHaveValue('');

      const email = page.getByLabel('Email address');
      await expect(email).toHaveAttribute('aria-invalid', 'true');
      await expect(email).toHaveAccessibleDescription(/Enter an email address like name@example\.com/);
      await expect(page.getByLabel('Last name')).not.toHaveAttribute('aria-invalid', 'true');
      await summary.getByRole('link', { name: 'Enter a first name' }).click();
      if (use.javaScriptEnabled) await expect(page.getByLabel('First name')).toBeFocused();
      else await expect(page).toHaveURL(/#firstName$/);

      await page.getByLabel('First name').fill('Rosa');
      await email.fill(newAddress());
      await page.getByLabel('Password', { exact: true }).fill(goodPassword);
      await page.getByLabel('Confirm password').fill(goodPassword);
      await submit(page);
      // Browsers carry the fragment over a redirect.
      await expect(page).toHaveURL(/\/dashboard(#firstName)?$/);
      await expect(page).not.toHaveTitle(/Error/);
    });

    test('what only the server knows is said in the same way', { tag: '@smoke' }, async ({ page }) => {
      await page.goto('/register');
      await fillRegistration(page, { email: roles.Citizen, password: goodPassword });
      await expect(problem(page).getByRole('link')).toHaveText([
        'This email address already has an account. Sign in, or reset your password',
      ]);
      await expect(problem(page)).toBeFocused();
      await expect(page).toHaveTitle(/^Error: /);
      await expect(page.getByLabel('Email address')).toHaveValue(roles.Citizen);
      await expect(page.getByLabel('Email address')).toHaveAttribute('aria-invalid', 'true');
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    });
  });
}

test('nothing is checked while typing or on leaving a field', async ({ page }) => {
  await page.goto('/register');
  await page.getByLabel('Email address').fill('no address');
  await page.getByLabel('Password', { exact: true }).fill('x');
  await page.getByLabel('First name').focus();
  await expect(page.locator('[aria-invalid=true]')).toHaveCount(0);
  await expect(problem(page)).toHaveCount(0);
});

test('a double click sends once', async ({ page }) => {
  await enterAsNewResident(page);
  await page.goto('/profile');
  let sent = 0;
  page.on('request', (request) => {
    if (request.method() === 'POST') sent += 1;
  });
  await page.getByLabel('First name').fill('Once');
  await page.getByRole('button', { name: 'Save changes' }).dblclick();
  await expect(page.getByRole('status')).toHaveText('Your changes are saved.');
  expect(sent).toBe(1);
});

test('a double click registers once, and Enter sends too', async ({ page, portal }) => {
  await page.goto('/reset');
  await page.getByLabel('Email address').fill(roles.Citizen);
  const since = portal.mail.mails.length;
  await page.getByRole('button', { name: 'Send reset link' }).dblclick();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
  await portal.mail.mailTo(roles.Citizen, /^Reset/, { since });
  expect(portal.mail.mails.slice(since).filter(({ to }) => to.includes(roles.Citizen))).toHaveLength(1);

  await page.goto('/login');
  await page.getByLabel('Email address').fill(roles.Citizen);
  await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('the password can be shown, pasted, and is hidden again when it is sent', async ({ page }) => {
  await page.goto('/login');
  const password = page.getByLabel('Password', { exact: true });
  await expect(password).toHaveAttribute('autocomplete', 'current-password');
  await expect(page.getByLabel('Email address')).toHaveAttribute('autocomplete', 'username webauthn');
  await password.fill('visible?');
  await page.getByRole('button', { name: 'Show password' }).click();
  await expect(password).toHaveAttribute('type', 'text');
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(problem(page)).toBeVisible();
  await expect(password).toHaveAttribute('type', 'password');
  for (const path of ['/login', '/register', '/reset']) {
    await page.goto(path);
    await expect(page.locator('[maxlength], [required], button:disabled, input[pattern]'), path).toHaveCount(
      0,
    );
  }
});

test('the keyboard alone is enough, from the skip link to the form', async ({ page }) => {
  await page.goto('/login');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to main content' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.getByLabel('Email address')).toBeFocused();
  await page.keyboard.type(roles.Citizen);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demonstrationPassword);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('when the portal cannot be reached, the form says so and keeps what was typed', async ({
  page,
  guard,
}) => {
  guard.allow(/net::ERR_/);
  await enterAsNewResident(page);
  await page.goto('/profile');
  await page.getByLabel('First name').fill('Kept');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(problem(page)).toContainText('We could not reach the county');
  await expect(page.getByLabel('First name')).toHaveValue('Kept');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('status')).toHaveText('Your changes are saved.');
});

test.describe('with limits', () => {
  test.use({ kind: 'lesson' });

  test('too many wrong passwords: the form says how long to wait; the page without scripts is 429', async ({
    page,
    visitor,
    guard,
  }) => {
    guard.allow(/status of 429/);
    const email = newAddress('guessed');
    const guess = async (where: Page) => {
      await where.getByLabel('Email address').fill(email);
      await where.getByLabel('Password', { exact: true }).fill('not the password');
      await where.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
      await expect(
        where
          .getByRole('main')
          .getByText(/Check your email address|Too many tries/)
          .first(),
      ).toBeVisible();
    };
    await page.goto('/login');
    for (let count = 0; count < 6; count += 1) {
      await guess(page);
      await expect(page.getByLabel('Password', { exact: true })).toHaveValue('');
    }
    await expect(problem(page)).toHaveText(/Too many tries\. Try again in 1 minute/);

    const plain = await visitor({ javaScriptEnabled: false });
    await plain.goto('/login');
    const answer = plain.waitForResponse((response) => response.request().method() === 'POST');
    await guess(plain);
    expect((await answer).status()).toBe(429);
    expect(Number((await answer).headers()['retry-after'])).toBeGreaterThan(0);
  });
});
