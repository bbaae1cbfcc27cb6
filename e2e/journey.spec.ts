import { postForm } from './forms-over-http';
import { Caller } from './http';
import {
  demonstrationPassword,
  everyWay,
  fillRegistration,
  fillSignIn,
  goodPassword,
  newAddress,
  otherPassword,
  problem,
  roles,
  signIn,
} from './people';
import { expect, test } from './test';

// A resident's way through the account pages, as a person goes it, with and without scripts.

for (const { name, use } of everyWay) {
  test.describe(name, () => {
    test.use({ ...use, kind: 'strict' });

    test('register, confirm by mail, sign in, change the password, sign out, reset by mail, sign in', async ({
      page,
      portal,
    }) => {
      const email = newAddress();
      await page.goto('/');
      await page.getByRole('main').getByRole('link', { name: 'Create an account' }).first().click();
      await expect(page).toHaveTitle('Create an account – Alder County Services');
      await fillRegistration(page, { email, password: goodPassword });
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');

      await page.goto('/login');
      await fillSignIn(page, email, goodPassword);
      await expect(
        problem(page).getByRole('link', { name: /^Confirm your email address first/ }),
      ).toBeVisible();
      await expect(page.getByRole('link', { name: 'Send the confirmation mail again' })).toBeVisible();

      const [confirmLink = ''] = (await portal.mail.mailTo(email, /^Confirm your email address$/)).links;
      await page.goto(confirmLink);
      await expect(page, 'the token has left the address bar').toHaveURL(/\/confirm\/link$/);
      await page.getByRole('button', { name: 'Confirm email address' }).click();
      await expect(page.getByRole('status')).toHaveText('Your email address is confirmed.');
      await fillSignIn(page, email, goodPassword);
      await expect(page).toHaveURL(/\/dashboard$/);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back, Rosa');
      await expect(page.getByRole('banner')).toContainText('Rosa Rivera');
      await expect(page.getByRole('banner')).toContainText('Birch County');

      await page.getByRole('link', { name: 'Change your password' }).click();
      await page.getByLabel('Current password').fill(goodPassword);
      await page.getByLabel('New password', { exact: true }).fill(otherPassword);
      await page.getByLabel('Confirm new password').fill(otherPassword);
      await page.getByRole('button', { name: 'Change password' }).click();
      await expect(page.getByRole('status')).toHaveText(
        'Your password is changed. Other devices are signed out.',
      );
      await portal.mail.mailTo(email, /^Your password was changed$/);

      await page.getByRole('button', { name: 'Sign out', exact: true }).first().click();
      await expect(page.getByRole('status')).toHaveText('You are signed out.');
      await page.goto('/login');
      await page.getByRole('link', { name: 'Reset your password' }).click();
      await page.getByLabel('Email address').fill(email);
      await page.getByRole('button', { name: 'Send reset link' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
      const [resetLink = ''] = (await portal.mail.mailTo(email, /^Reset your password$/)).links;
      await page.goto(resetLink);
      await expect(page).toHaveURL(/\/reset\/link$/);
      await page.getByLabel('New password', { exact: true }).fill('too short');
      await page.getByLabel('Confirm new password').fill('too short');
      await page.getByRole('button', { name: 'Save new password' }).click();
      await expect(problem(page)).toContainText('Password must be at least 12 characters long');
      await page.getByLabel('New password', { exact: true }).fill(goodPassword);
      await page.getByLabel('Confirm new password').fill(goodPassword);
      await page.getByRole('button', { name: 'Save new password' }).click();
      await expect(page.getByRole('status')).toHaveText(
        'Your password is changed. Sign in with the new one.',
      );
      await fillSignIn(page, email, goodPassword);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Welcome back, Rosa');

      await page.goto(resetLink);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link cannot be used');
    });
  });
}

test('in the demonstration a new account is signed in at once, and is told so once', {
  tag: '@smoke',
}, async ({ page }) => {
  await page.goto('/register');
  await fillRegistration(page, { email: newAddress(), password: goodPassword });
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole('status')).toHaveText('Your account is ready. Welcome!');
  await expect(page.getByRole('heading', { name: 'Confirm your email address' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('status')).toHaveCount(0);
});

test('a mailed link for a new address confirms it; the newest link counts', { tag: '@turn' }, async ({
  page,
  portal,
}) => {
  const email = newAddress();
  await page.goto('/register');
  await fillRegistration(page, { email, password: goodPassword });
  await expect(page).toHaveURL(/\/dashboard$/);
  const ask = async () => {
    await page.goto('/dashboard');
    await page.getByRole('main').getByRole('link', { name: 'Send confirmation link' }).click();
    await page.getByLabel('Email address').fill(email);
    const since = portal.mail.mails.length;
    await page.getByRole('button', { name: 'Send confirmation link' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check your mail');
    return (await portal.mail.mailTo(email, /^Confirm your email address$/, { since })).links[0] ?? '';
  };
  const older = await ask();
  const newer = await ask();
  await page.goto(older);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('This link cannot be used');
  await page.goto(newer);
  await page.getByRole('button', { name: 'Confirm email address' }).click();
  await expect(page.getByRole('status')).toHaveText('Your email address is confirmed.');
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole('heading', { name: 'Confirm your email address' })).toHaveCount(0);
});

test.describe('where to go after signing in', () => {
  test('back to the page that was asked for, with its query', { tag: '@turn' }, async ({ page }) => {
    await page.goto('/security?from=mail');
    await expect(page).toHaveURL(/\/login\?next=%2Fsecurity%3Ffrom%3Dmail$/);
    await fillSignIn(page, roles.Citizen, demonstrationPassword);
    await expect(page).toHaveURL(/\/security\?from=mail$/);
    await page.goto('/login?next=/profile');
    await expect(page, 'who is signed in already goes there at once').toHaveURL(/\/profile$/);
  });

  test('never elsewhere', async ({ portal }) => {
    for (const next of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example',
      '/%5Cevil.example',
      '/%2F/evil.example',
      'javascript:alert(1)',
      '/%09/evil.example',
      'dashboard',
    ]) {
      const path = `/login?next=${encodeURIComponent(next)}`;
      const fields = { email: roles.Citizen, password: demonstrationPassword };
      const answer = await postForm(new Caller(portal), path, fields, { origin: portal.url });
      expect(answer.headers.location, next).toMatch(new RegExp(`^(${portal.url})?/dashboard$`));
    }
  });
});

test('after signing out, Back shows nothing of the person', async ({ page }) => {
  await signIn(page, roles.Citizen);
  await page.goto('/profile');
  await expect(page.getByLabel('First name')).toHaveValue('Maria');
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
  await page.goBack();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await expect(page.getByText('Maria')).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText('Maria')).toHaveCount(0);
});

test('a script in a name is text', async ({ page }) => {
  const name = '<script>window.hit = 1</script><img src=x onerror="window.hit=2">';
  await page.goto('/register');
  await fillRegistration(page, { email: newAddress(), password: goodPassword, firstName: name });
  await expect(page.getByRole('heading', { level: 1 })).toContainText('<script>window.hit = 1</script>');
  await page.goto('/profile');
  await expect(page.getByLabel('First name')).toHaveValue(name);
  expect(await page.evaluate(() => 'hit' in window)).toBe(false);
});
