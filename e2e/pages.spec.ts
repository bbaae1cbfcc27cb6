import type { Page } from '@playwright/test';
import { expectGoodPage, isDrawn } from './page-checks';
import { drawnLanguages } from './page-frame';
import { publicPages, roleNames, templatesOf } from './page-list';
import { enterAs, enterAsNewResident, newAddress, problem, roles } from './people';
import { expect, test } from './test';

// Every page in the browser, in its turn, as it is and with a form's faults shown: its frame, 320 px, axe. The guard of every
// test adds: no error in the console, none of the policy. At every commit, for every role: pages-over-http.spec.ts.

// Nothing here depends on what came before: both workers share the work.
test.describe.configure({ mode: 'parallel' });

const send = (page: Page) => page.locator('main form button[type=submit]').first().click();

for (const language of drawnLanguages('en')) {
  test.describe(language === 'en' ? 'in English' : 'in Spanish', () => {
    test.beforeEach(async ({ context, portal }) => {
      await context.addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
    });
    /** After a sign-in, which speaks the language of the account. */
    const speak = (page: Page, url: string) =>
      page.context().addCookies([{ name: 'portal-language', value: language, url }]);

    test('public pages', async ({ page }) => {
      for (const path of publicPages.filter(isDrawn)) {
        await page.goto(path);
        await expectGoodPage(page, path, language);
      }
    });

    test('a page that does not exist', async ({ page, guard, portal }) => {
      guard.allow(/status of 404/);
      await enterAs(page, roles.Citizen);
      await speak(page, portal.url);
      for (const path of ['/nothing', '/admin/nothing', '/dev/mailbox']) {
        const answer = await page.goto(path);
        expect(answer?.status(), path).toBe(404);
        await expectGoodPage(page, path, language);
      }
    });

    test('a page that one may not see', async ({ page, guard, portal }) => {
      guard.allow(/status of 403/);
      await enterAs(page, roles.Citizen);
      await speak(page, portal.url);
      const answer = await page.goto('/admin/users');
      expect(answer?.status()).toBe(403);
      await expectGoodPage(page, '/admin/users of a Citizen', language);
    });

    test('public forms with faults', async ({ page }) => {
      for (const path of ['/login', '/register', '/reset', '/confirm']) {
        await page.goto(path);
        await send(page);
        await expect(problem(page)).toBeVisible();
        await expectGoodPage(page, `${path} with faults`, language);
      }
    });

    test('pages behind mailed links, with and without faults', async ({ page, portal }) => {
      const email = newAddress();
      await page.request.post('/register', { data: { email, password: 'marmot lantern 47' } });
      await page.context().clearCookies();
      await speak(page, portal.url);
      await page.request.post('/confirm', { data: { email } });
      await page.request.post('/reset', { data: { email } });
      const [confirm = ''] = (await portal.mail.mailTo(email, /^(Confirm your|Confirme su)/)).links;
      const [reset = ''] = (await portal.mail.mailTo(email, /^(Reset your|Restablezca su|Cambie su)/)).links;
      await page.goto(confirm);
      await expectGoodPage(page, '/confirm/link', language);
      await page.goto(reset);
      await expectGoodPage(page, '/reset/link', language);
      await send(page);
      await expect(problem(page)).toBeVisible();
      await expectGoodPage(page, '/reset/link with faults', language);
    });

    for (const role of roleNames) {
      test(`pages of a ${role}`, async ({ page, portal }) => {
        await enterAs(page, roles[role]);
        await speak(page, portal.url);
        for (const path of templatesOf(role).filter((each) => isDrawn(`${each} of a ${role}`))) {
          await page.goto(path);
          expect.soft(new URL(page.url()).pathname).toBe(path);
          await expectGoodPage(page, `${path} of a ${role}`, language);
        }
      });
    }

    test('own forms with faults', async ({ page, portal }) => {
      await enterAsNewResident(page);
      await speak(page, portal.url);
      for (const path of ['/profile', '/profile/email', '/change-password', '/reauthenticate']) {
        await page.goto(path);
        if (path === '/profile')
          for (const name of ['#firstName', '#lastName']) await page.locator(name).fill('');
        await send(page);
        await expect(problem(page)).toBeVisible();
        await expectGoodPage(page, `${path} with faults`, language);
      }
      await page.goto('/profile');
      await page.locator('#firstName').fill('Rosa María');
      await send(page);
      await expect(page.getByRole('status')).toBeVisible();
      await expectGoodPage(page, '/profile with a flash message', language);
      await page.goto('/dashboard');
      await expectGoodPage(page, '/dashboard of a new resident', language);
    });
  });
}

test.describe('the mailbox of the demonstration', () => {
  test.use({ kind: 'lesson' });

  test('holds the mails that would have been sent, with links that work', async ({ page }) => {
    const email = await enterAsNewResident(page);
    await page.request.post('/confirm', { data: { email } });
    await expect(async () => {
      await page.goto('/dev/mailbox');
      await expect(page.getByText(email).first()).toBeVisible({ timeout: 500 });
    }).toPass();
    await expectGoodPage(page, '/dev/mailbox', 'en');
    await page
      .getByRole('listitem')
      .filter({ hasText: email })
      .getByRole('link', { name: /\/confirm\// })
      .click();
    await page.getByRole('button', { name: 'Confirm email address' }).click();
    await expect(page.getByRole('status')).toHaveText('Your email address is confirmed.');
  });
});
