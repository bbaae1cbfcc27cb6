import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { expectGoodAddress, expectGoodPage } from './page-checks';
import { drawnLanguages } from './page-frame';
import {
  demonstrationPassword,
  enterAs,
  enterAsNewResident,
  fillSignIn,
  goodPassword,
  newAddress,
  otherPassword,
  problem,
  setUpApp,
  signIn,
  ways,
} from './people';
import { quickHashes, startPortal } from './portal';
import { expect, test } from './test';

// What tells an owner of their account, and how they take it back: the history of sign-ins, "This was not me", the reset
// of lost factors; and help with a new password.

const main = (page: Page) => page.getByRole('main');
const linkOf = (links: string[], kind: string) => links.find((link) => link.includes(`/${kind}/`)) ?? '';
const speak = (context: BrowserContext, language: string, url: string) =>
  context.addCookies([{ name: 'portal-language', value: language, url }]);

async function signOut(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
}

/** A new resident with an app, signed out; the page stands at the second step. */
async function atSecondStep(page: Page): Promise<{ email: string; codes: string[] }> {
  const email = await enterAsNewResident(page);
  await page.goto('/security/two-factor');
  const { codes } = await setUpApp(page);
  await signOut(page);
  await page.goto('/login');
  await fillSignIn(page, email, goodPassword);
  await expect(page).toHaveURL(/\/two-factor/);
  return { email, codes };
}

test('the history tells of sign-ins, and of who tried', { tag: '@turn' }, async ({
  page,
  visitor,
  context,
  portal,
}) => {
  const email = await enterAsNewResident(page);
  const other = await visitor({
    userAgent: 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
  });
  await other.goto('/login');
  await fillSignIn(other, email, 'not the password');
  await expect(problem(other)).toBeVisible();
  await enterAs(other, email, goodPassword);
  await page.goto('/security');
  await page.getByRole('link', { name: 'See your sign-in history' }).click();
  const rows = page.getByRole('table').getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(1)).toContainText(/Today, .*Signed in.*Password.*Firefox on Linux.*127\.0\.0\.1/);
  await expect(rows.nth(2)).toContainText(/Not let in.*Password.*Not known.*127\.0\.0\.1/);
  await expect(rows.nth(3)).toContainText(/Signed in.*Registration.*Chrome/);
  for (const language of drawnLanguages('es')) {
    await speak(context, language, portal.url);
    for (const address of [
      '/security/history',
      '/security/history?page=2',
      '/security/history?page=x&perPage=1',
    ])
      await expectGoodAddress(page, address, language);
  }
});

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('“This was not me” locks the account; a mailed link opens it for its owner alone', async ({
      page,
      visitor,
      portal,
    }) => {
      const email = await enterAsNewResident(page);
      const stranger = await visitor();
      await enterAs(stranger, email, goodPassword);
      const alert = await portal.mail.mailTo(email, /^A new device signed in to your account$/);
      expect(alert.text).toContain('This was not me:');
      const link = linkOf(alert.links, 'not-me');
      const owner = await visitor(use);
      await owner.goto(link);
      await expect(owner, 'the token leaves the address').toHaveURL(/\/not-me\/link$/);
      await stranger.goto('/profile');
      await expect(stranger, 'opening it changes nothing').toHaveURL(/\/profile$/);
      const since = portal.mail.mails.length;
      await owner.getByRole('button', { name: 'Lock my account' }).click();
      await expect(main(owner)).toContainText('Nobody is signed in to your account any more.');
      for (const one of [stranger, page]) {
        await one.goto('/profile');
        await expect(one).toHaveURL(/\/login/);
      }
      await fillSignIn(stranger, email, goodPassword);
      await expect(problem(stranger)).toContainText('Check your email address and password');
      await owner.goto(link);
      await expect(main(owner)).toContainText('This link was used already');

      const reset = await portal.mail.mailTo(email, /^Reset your password$/, { since });
      await owner.goto(linkOf(reset.links, 'reset'));
      await owner.getByLabel('New password', { exact: true }).fill(otherPassword);
      await owner.getByLabel('Confirm new password').fill(otherPassword);
      await owner.getByRole('button', { name: 'Save new password' }).click();
      await expect(owner.getByRole('status')).toContainText('Your password is changed.');
      await signIn(owner, email, otherPassword);
    });

    test('an address that a stranger changed goes back', { tag: '@turn' }, async ({
      page,
      visitor,
      portal,
    }) => {
      const email = await enterAsNewResident(page);
      const wanted = newAddress('stranger');
      await page.goto('/profile/email');
      await page.getByLabel('New email address').fill(wanted);
      await page.getByRole('button', { name: 'Send link to the new address' }).click();
      await page.goto((await portal.mail.mailTo(wanted, /^Confirm your new email address$/)).links[0] ?? '');
      await page.getByRole('button', { name: 'Confirm email address' }).click();
      const alert = await portal.mail.mailTo(email, /^Your email address was changed$/);
      const owner = await visitor(use);
      await owner.goto(linkOf(alert.links, 'not-me'));
      await owner.getByRole('button', { name: 'Lock my account' }).click();
      const reset = await portal.mail.mailTo(email, /^Reset your password$/);
      await owner.goto(linkOf(reset.links, 'reset'));
      await owner.getByLabel('New password', { exact: true }).fill(otherPassword);
      await owner.getByLabel('Confirm new password').fill(otherPassword);
      await owner.getByRole('button', { name: 'Save new password' }).click();
      await expect(owner.getByRole('status')).toContainText('Your password is changed.');
      await signIn(owner, email, otherPassword);
      expect(portal.mail.allTo(wanted), 'the stranger gets no word').toHaveLength(1);
    });

    test('lost everything: a reset is asked for, told at once, and cancelled by its link', {
      tag: '@turn',
    }, async ({ page, visitor, portal }) => {
      const { email } = await atSecondStep(page);
      await page.getByRole('link', { name: 'I have lost my phone and my codes' }).click();
      await page.getByRole('button', { name: 'Ask for the reset' }).click();
      await expect(page.getByRole('status')).toHaveText('You asked for a reset. We have told you by mail.');
      await expect(main(page)).toContainText('We mail you the link after this time:');
      const told = await portal.mail.mailTo(email, /^Somebody asked to reset your two-step sign-in$/);
      const owner = await visitor(use);
      await owner.goto(linkOf(told.links, 'cancel-reset'));
      await expect(owner).toHaveURL(/\/cancel-reset\/link$/);
      await owner.getByRole('button', { name: 'Cancel the reset' }).click();
      await expect(owner.getByRole('status')).toContainText('The reset is cancelled.');
      await expect(owner).toHaveURL(/\/reset$/);
      await page.goto('/account-reset');
      await expect(page.getByRole('button', { name: 'Ask for the reset' })).toBeVisible();
      await page.goto('/two-factor');
      await expect(page.getByLabel('Security code')).toBeVisible();
    });
  });
}

test('a day later: the link comes, and takes the lost factors away, with the password', {
  tag: '@turn',
}, async ({ browser, guard }) => {
  const folder = mkdtempSync(path.join(tmpdir(), 'portal-clock-'));
  const clock = path.join(folder, 'ahead');
  writeFileSync(clock, '0');
  const portal = await startPortal({
    settings: {
      ...quickHashes,
      RATE_LIMITS: 'off',
      TIDY_AFTER_SECONDS: '2',
      E2E_CLOCK: clock,
      NODE_OPTIONS: `--import=${path.join(import.meta.dirname, 'shifted-clock.mjs')}`,
    },
  });
  try {
    const context = await browser.newContext({ baseURL: portal.url, locale: 'en-US' });
    await guard.watch(context);
    const page = await context.newPage();
    const { email } = await atSecondStep(page);
    await page.goto('/account-reset');
    await page.getByRole('button', { name: 'Ask for the reset' }).click();
    await portal.mail.mailTo(email, /^Somebody asked to reset your two-step sign-in$/);
    await portal.stop();
    writeFileSync(clock, String(24 * 3_600_000));
    await portal.startAgain();
    // Soon after a start the portal looks for what is due.
    const ready = await portal.mail.mailTo(email, /^You can reset your two-step sign-in now$/, {
      patience: 120_000,
    });
    await page.goto(linkOf(ready.links, 'account-reset'));
    await expect(page).toHaveURL(/\/account-reset\/link$/);
    for (const language of drawnLanguages('es')) {
      await speak(context, language, portal.url);
      await page.goto('/account-reset/link');
      await expectGoodPage(page, '/account-reset/link', language);
      await main(page).locator('form button[type=submit]').last().click();
      await expect(problem(page)).toBeVisible();
      await expectGoodPage(page, '/account-reset/link with faults', language);
    }
    await speak(context, 'en', portal.url);
    await page.goto('/account-reset/link');
    await page.getByLabel('Password', { exact: true }).fill('not the password');
    await page.getByRole('button', { name: 'Take them off my account' }).click();
    await expect(problem(page)).toContainText('The password is not right. Try again');
    await page.getByLabel('Password', { exact: true }).fill(goodPassword);
    await page.getByRole('button', { name: 'Take them off my account' }).click();
    await expect(page.getByRole('status')).toHaveText(
      'Your second steps are off. Sign in, and set up a new one.',
    );
    await signIn(page, email, goodPassword);
    await portal.mail.mailTo(email, /^Two-step sign-in is off for your account$/);
    await context.close();
  } finally {
    await portal.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
});

for (const language of drawnLanguages('es')) {
  test(`the pages are good in ${language === 'en' ? 'English' : 'Spanish'}`, { tag: '@turn' }, async ({
    page,
    context,
    portal,
  }) => {
    const { email } = await atSecondStep(page);
    await speak(context, language, portal.url);
    await page.goto('/account-reset');
    await expectGoodPage(page, '/account-reset', language);
    await main(page).locator('form button[type=submit]').click();
    await expect(page.getByRole('status')).toBeVisible();
    await expectGoodPage(page, '/account-reset, waiting', language);
    const told = await portal.mail.mailTo(email, /reset your two-step|restablecer su inicio/);
    const alert = await portal.mail.mailTo(email, /was set up for your account|Se configuró el inicio/);
    await page.goto(linkOf(told.links, 'cancel-reset'));
    await expectGoodPage(page, '/cancel-reset/link', language);
    await page.goto(linkOf(alert.links, 'not-me'));
    await expectGoodPage(page, '/not-me/link', language);
    await main(page).locator('form button[type=submit]').click();
    await expect(page).toHaveURL(/\/not-me\/done$/);
    for (const address of [
      '/not-me/done',
      '/not-me/call',
      '/not-me/link',
      '/cancel-reset/link',
      '/account-reset/link',
    ])
      await expectGoodAddress(page, address, language);
  });

  test.describe(`a limit in ${language === 'en' ? 'English' : 'Spanish'}`, () => {
    test.use({ kind: 'lesson' });

    test('says for how long, at the form and to programs', { tag: '@turn' }, async ({
      page,
      context,
      portal,
    }) => {
      const email = newAddress();
      await speak(context, language, portal.url);
      const words = language === 'en' ? /Try again in 1 minute/ : /Intente de nuevo en 1 minuto/;
      await page.goto('/login');
      for (let time = 0; time < 6; time += 1) {
        await page.locator('#email').fill(email);
        await page.locator('#password').fill('not the password');
        await main(page).locator('form button[type=submit]').click();
        await expect(problem(page)).toContainText(
          time < 5 ? /Check your email|Revise su correo|Compruebe/ : words,
        );
        if (time < 5) await page.reload();
      }
      await expectGoodPage(page, '/login, limited', language);
      const answer = await page.request.post('/login', { data: { email, password: 'not the password' } });
      expect(answer.status()).toBe(429);
      expect(Number(answer.headers()['retry-after'])).toBeGreaterThan(0);
      expect((await answer.json()).error).toMatch(words);
    });
  });
}

test('staff ask their administrator', { tag: '@turn' }, async ({ page }) => {
  await enterAs(page, 'supervisor@birch.test');
  await page.goto('/security/two-factor');
  await setUpApp(page);
  await signOut(page);
  await page.goto('/login');
  await fillSignIn(page, 'supervisor@birch.test', demonstrationPassword);
  await page.getByRole('link', { name: 'I have lost my phone and my codes' }).click();
  await expect(main(page)).toContainText('an administrator of your county resets this for you');
  await expectGoodPage(page, '/account-reset of staff', 'en');
});

test.describe('help with a new password', () => {
  test.use({ kind: 'strict' });
  const check = (page: Page) => page.getByRole('button', { name: 'Check this password' });
  const said = (page: Page) => main(page).getByRole('status').filter({ hasText: /\S/ });

  test('says what would be better when it is asked, and marks nothing as wrong', { tag: '@turn' }, async ({
    page,
  }) => {
    await page.goto('/register');
    const field = page.getByLabel('Password', { exact: true });
    await check(page).click();
    await expect(said(page)).toHaveText('Enter a password first.');
    await page.getByLabel('First name').fill('Rosalinda');
    await field.fill('short');
    await expect(said(page), 'nothing is said while somebody types').toHaveCount(0);
    await check(page).click();
    await expect(said(page)).toContainText('Password must be at least 12 characters long');
    await expect(field).not.toHaveAttribute('aria-invalid', 'true');
    await expectGoodPage(page, '/register with advice', 'en');
    await field.fill('Rosalinda 77777');
    await check(page).click();
    await expect(said(page)).toContainText('Password must not be made of your name');
    await field.fill(goodPassword);
    await check(page).click();
    await expect(said(page)).toHaveText('This password will do.');
    await page.getByRole('button', { name: 'Create an account' }).click();
    await expect(problem(page)).toBeVisible();
    await expect(said(page)).toHaveCount(0);
  });

  test('at a change and at a reset, too, in Spanish as well; with the county away it says so', {
    tag: '@turn',
  }, async ({ page, context, guard, portal }) => {
    await enterAs(page, 'citizen@test.com');
    await page.goto('/change-password');
    await page.getByLabel('New password', { exact: true }).fill('passwordpassword');
    await check(page).click();
    await expect(said(page)).toContainText('on a list of common or stolen passwords');
    await speak(context, 'es', portal.url);
    await page.goto('/change-password');
    await page.locator('#newPassword').fill('corta');
    await page.getByRole('button', { name: 'Comprobar esta contraseña' }).click();
    await expect(said(page)).toContainText('La contraseña debe tener 12 caracteres o más');
    await expectGoodPage(page, '/change-password with advice', 'es');
    guard.allow(/password-advice/);
    await page.route('**/api/password-advice', (route) => route.abort());
    await page.getByRole('button', { name: 'Comprobar esta contraseña' }).click();
    await expect(said(page)).toContainText('No se pudo comprobar ahora.');
  });

  test('is for this portal’s own pages', { tag: '@turn' }, async ({ page, portal }) => {
    const ask = (origin: string) =>
      page.request.post('/api/password-advice', { headers: { origin }, data: { password: 'short' } });
    expect((await ask('https://evil.example')).status()).toBe(403);
    const answer = await ask(portal.url);
    expect(answer.status()).toBe(200);
    expect(await answer.json()).toEqual({ strong: false, advice: ['errors.password.min12'] });
  });

  test.describe('without scripts', () => {
    test.use({ javaScriptEnabled: false });

    test('is not there', { tag: '@turn' }, async ({ page }) => {
      await page.goto('/register');
      await expect(check(page)).toHaveCount(0);
    });
  });
});
