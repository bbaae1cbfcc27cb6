import type { Page } from '@playwright/test';
import type { Authenticator } from './authenticator';
import { Caller } from './http';
import { expectGoodAddress, expectGoodPage } from './page-checks';
import { drawnLanguages } from './page-frame';
import {
  demonstrationPassword,
  enterAs,
  enterAsNewResident,
  fillSignIn,
  goodPassword,
  problem,
  roles,
  setUpApp,
  shownCodes,
  signIn,
  typedSecret,
  ways,
} from './people';
import { expect, test } from './test';

// Two-step sign-in: the app and the recovery codes, by the pages and by JSON. docs/contract.md, sections 4 and 8.

const main = (page: Page) => page.getByRole('main');
const codeField = (page: Page) => page.getByLabel('Security code');
const goOn = (page: Page) => main(page).getByRole('button', { name: 'Continue' }).click();
async function signOut(page: Page) {
  await page.getByRole('banner').getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('status')).toHaveText('You are signed out.');
}

/** The first step of a sign-in that asks for a second. */
async function begin(page: Page, email: string, password = goodPassword) {
  await page.goto('/login');
  await fillSignIn(page, email, password);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm it is you');
  await expect(page).toHaveURL(/\/two-factor\?next=%2Fdashboard$/);
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('an app is set up, asked for at the next sign-in, stood in for by a recovery code, and turned off', {
      tag: '@turn',
    }, async ({ page, portal }) => {
      const email = await enterAsNewResident(page);
      await page.goto('/security');
      await page.getByRole('link', { name: 'Set up two-step sign-in' }).click();
      await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
      await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
      await codeField(page).fill('12345');
      await goOn(page);
      await expect(problem(page)).toContainText('Security code must be six digits');
      await expect(codeField(page)).toHaveAttribute('aria-invalid', 'true');
      await page.goto('/security/two-factor');
      const { app, codes } = await setUpApp(page);
      expect(new Set(codes).size).toBe(10);
      await portal.mail.mailTo(email, /^Two-step sign-in was set up/);
      await page.getByRole('link', { name: 'I have kept them' }).click();
      await expect(main(page)).toContainText('You have 10 recovery codes left.');
      await expect(main(page), 'shown this once').not.toContainText(codes[0] ?? '-');
      await signOut(page);

      await begin(page, email);
      await page.goto('/dashboard');
      await expect(page, 'nothing is open between the steps').toHaveURL(/\/two-factor\?next=%2Fdashboard/);
      await codeField(page).fill(app.wrongCode());
      await goOn(page);
      await expect(problem(page)).toContainText(
        'That code is not right. Enter the one that your app shows now',
      );
      await expect(codeField(page)).toHaveAttribute('aria-invalid', 'true');
      await codeField(page).fill(await app.code());
      await goOn(page);
      await expect(page).toHaveURL(/\/dashboard$/);
      await signOut(page);

      await begin(page, email);
      await page.getByRole('link', { name: 'Use a recovery code' }).click();
      await page.getByLabel('Recovery code').fill('0000 0000 0000 0000');
      await goOn(page);
      await expect(problem(page)).toContainText('That recovery code is not right, or was used before');
      await page.getByLabel('Recovery code').fill((codes[0] ?? '').toUpperCase().replaceAll('-', ' '));
      await goOn(page);
      await expect(page).toHaveURL(/\/dashboard$/);

      await page.goto('/security/two-factor');
      await expect(main(page)).toContainText('You have 9 recovery codes left.');
      await page.getByRole('link', { name: 'Create new recovery codes' }).click();
      await page.getByRole('button', { name: 'Create new recovery codes' }).click();
      const newer = await shownCodes(page);
      await portal.mail.mailTo(email, /^You have new recovery codes$/);
      await signOut(page);
      await begin(page, email);
      await page.getByRole('link', { name: 'Use a recovery code' }).click();
      await page.getByLabel('Recovery code').fill(codes[1] ?? '');
      await goOn(page);
      await expect(problem(page), 'the old set is void').toContainText('not right, or was used before');
      await page.getByLabel('Recovery code').fill(newer[0] ?? '');
      await goOn(page);
      await expect(page).toHaveURL(/\/dashboard$/);

      await page.goto('/security/two-factor');
      await page.getByRole('link', { name: 'Turn the app off' }).click();
      await page.getByRole('button', { name: 'Turn off' }).click();
      await expect(page.getByRole('status')).toHaveText('Your authenticator app is off.');
      await portal.mail.mailTo(email, /^A second step of your sign-in was turned off$/);
      await signOut(page);
      await signIn(page, email, goodPassword);
    });

    test('a browser that is remembered is not asked again, until it is forgotten; it is the only one', {
      tag: '@turn',
    }, async ({ page, visitor }) => {
      const email = await enterAsNewResident(page);
      await page.goto('/security/two-factor');
      const { app } = await setUpApp(page);
      await signOut(page);
      await begin(page, email);
      await page.getByLabel('Do not ask again on this device for 30 days').check();
      await codeField(page).fill(await app.code());
      await goOn(page);
      await expect(page).toHaveURL(/\/dashboard$/);
      for (let time = 0; time < 2; time += 1) {
        await signOut(page);
        await signIn(page, email, goodPassword);
      }
      await begin(await visitor(), email);
      await page.goto('/security/two-factor');
      await page
        .getByRole('button', { name: /^Ask again/ })
        .first()
        .click();
      await expect(page.getByRole('status')).toHaveText('That device is asked for the second step again.');
      await signOut(page);
      await begin(page, email);
    });

    test('a code of the app proves again who it is, in place of the password', { tag: '@smoke' }, async ({
      page,
    }) => {
      await enterAsNewResident(page);
      await page.goto('/reauthenticate?next=/profile/email');
      await expect(page.getByRole('link', { name: 'Use a code instead' }), 'without an app').toHaveCount(0);
      await page.goto('/security/two-factor');
      const { app } = await setUpApp(page);
      await page.goto('/reauthenticate?next=/profile/email');
      await page.getByRole('link', { name: 'Use a code instead' }).click();
      await codeField(page).fill(app.wrongCode());
      await goOn(page);
      await expect(problem(page)).toContainText('That code is not right');
      await codeField(page).fill(await app.code());
      await goOn(page);
      await expect(page).toHaveURL(/\/profile\/email$/);
      await page.goto('/reauthenticate?by=code&next=/profile/email');
      await page.getByRole('link', { name: 'Use your password instead' }).click();
      await page.getByLabel('Password', { exact: true }).fill(goodPassword);
      await goOn(page);
      await expect(page).toHaveURL(/\/profile\/email$/);
    });
  });
}

test('five wrong codes end the attempt, and the password begins another; after ten it is said how long to wait', async ({
  page,
}) => {
  const email = await enterAsNewResident(page);
  await page.goto('/security/two-factor');
  const { app } = await setUpApp(page);
  await signOut(page);
  for (let attempt = 0; attempt < 2; attempt += 1) {
    await begin(page, email);
    for (let time = 0; time < 5; time += 1) {
      await codeField(page).fill(app.wrongCode());
      await goOn(page);
      await expect(problem(page)).toContainText('That code is not right');
      await page.reload();
    }
    await expect(page).toHaveURL(/\/login\?next=%2Fdashboard&again=1$/);
    await expect(main(page)).toContainText('Your sign-in took too long or had too many wrong codes.');
    await expectGoodPage(page, 'the sign-in page after too many codes', 'en');
  }
  await begin(page, email);
  await codeField(page).fill(await app.code());
  await goOn(page);
  await expect(problem(page)).toContainText(/Too many tries\. Try again in 1[45] minutes/);
});

test.describe('by JSON', () => {
  const register = async (portal: ConstructorParameters<typeof Caller>[0]) => {
    const caller = new Caller(portal);
    const email = `two-step-${Date.now().toString(36)}-${Math.random().toString(36).slice(2)}@example.com`;
    expect((await caller.post('/register', { email, password: goodPassword })).status).toBe(200);
    return { caller, email };
  };

  test('the whole story, as docs/contract.md, sections 4, 5 and 8 tell it', async ({ portal }) => {
    const { caller, email } = await register(portal);
    const { Authenticator } = await import('./authenticator');
    const begun = await caller.post('/api/v1/me/two-factor');
    expect(begun.status).toBe(201);
    const app: Authenticator = new Authenticator(begun.json<{ secret: string }>().secret);
    expect((await caller.post('/api/v1/me/two-factor/confirm', { code: app.wrongCode() })).status).toBe(422);
    const confirmed = await caller.post('/api/v1/me/two-factor/confirm', { code: await app.code() });
    expect(confirmed.status).toBe(200);
    const { recoveryCodes } = confirmed.json<{ recoveryCodes: string[] }>();
    expect(recoveryCodes).toHaveLength(10);
    expect((await caller.get('/api/v1/me/two-factor')).json()).toEqual({
      enabled: true,
      recoveryCodesLeft: 10,
      passkeys: 0,
    });

    const other = new Caller(portal);
    const asked = await other.post('/login?include_auth_token', { email, password: goodPassword });
    expect(asked.status).toBe(200);
    expect(asked.json()).toEqual({
      meta: { code: 200 },
      response: { tf_required: true, tf_state: 'ready', tf_method: 'authenticator' },
    });
    expect(asked.cookies.join(), 'no session').not.toContain('portal-session=');
    for (const address of ['/dashboard', '/auth/current-user', '/api/v1/me'])
      expect((await other.get(address)).status, address).toBe(401);
    const wrong = await other.post('/two-factor', { code: app.wrongCode() });
    expect(wrong.status).toBe(400);
    expect(wrong.json()).toMatchObject({ response: { field_errors: { code: [expect.any(String)] } } });
    const right = await other.post('/two-factor?include_auth_token', { code: await app.code() });
    expect(right.status).toBe(200);
    const { response } = right.json<{ response: { user: { authentication_token?: string } } }>();
    expect(response.user.authentication_token).toMatch(/\S{20,}/);
    expect((await other.get('/dashboard')).status).toBe(200);
    expect((await other.post('/two-factor', { code: app.wrongCode() })).status, 'it is over').toBe(401);

    expect((await other.post('/reauthenticate', { code: app.wrongCode() })).status).toBe(400);
    expect((await other.post('/reauthenticate', { password: 'not the password' })).status).toBe(400);
    expect((await other.post('/reauthenticate', { code: await app.code() })).status).toBe(200);

    const third = new Caller(portal);
    await third.post('/login', { email, password: goodPassword });
    expect((await third.post('/two-factor', { recovery_code: 'not one of them' })).status).toBe(400);
    expect((await third.post('/two-factor', { recovery_code: recoveryCodes[0] })).status).toBe(200);
    expect((await third.get('/dashboard')).status).toBe(200);
    const renewed = await third.post('/api/v1/me/recovery-codes');
    expect(renewed.status).toBe(201);
    expect((await third.call('DELETE', '/api/v1/me/two-factor')).status).toBe(204);
    expect((await new Caller(portal).post('/login', { email, password: goodPassword })).json()).toEqual({
      meta: { code: 200 },
      response: { user: {} },
    });
  });

  test('a stranger’s code is answered 401; five wrong ones end the attempt', async ({ portal }) => {
    expect((await new Caller(portal).post('/two-factor', { code: '123456' })).status).toBe(401);
    const { caller, email } = await register(portal);
    const { Authenticator } = await import('./authenticator');
    const begun = await caller.post('/api/v1/me/two-factor');
    const app = new Authenticator(begun.json<{ secret: string }>().secret);
    await caller.post('/api/v1/me/two-factor/confirm', { code: await app.code() });
    const other = new Caller(portal);
    await other.post('/login', { email, password: goodPassword });
    for (let time = 0; time < 5; time += 1)
      expect((await other.post('/two-factor', { code: app.wrongCode() })).status).toBe(400);
    expect((await other.post('/two-factor', { code: await app.code() })).status).toBe(401);
    // Five more make ten of the account in a quarter of an hour.
    await other.post('/login', { email, password: goodPassword });
    for (let time = 0; time < 5; time += 1) await other.post('/two-factor', { code: app.wrongCode() });
    await other.post('/login', { email, password: goodPassword });
    const limited = await other.post('/two-factor', { code: await app.code() });
    expect(limited.status).toBe(429);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(840);
    expect(limited.json()).toMatchObject({
      status: 429,
      error: expect.stringMatching(/Try again in 1[45] minutes/),
    });
  });
});

test.describe('whoever must have a factor', () => {
  test.use({ kind: 'factors' });

  test('an officer reaches only the page that sets one up, by any address; then everything', async ({
    page,
    portal,
  }) => {
    await page.goto('/login?next=/admin/users');
    await fillSignIn(page, roles['Department Officer'], demonstrationPassword);
    await expect(page).toHaveURL(/\/security\/two-factor$/);
    await expect(main(page)).toContainText('Your county asks for a second step when you sign in.');
    for (const address of [
      '/dashboard',
      '/profile',
      '/profile/email',
      '/change-password',
      '/security',
      '/security/tokens',
      '/admin',
    ]) {
      await page.goto(address);
      await expect(page, address).toHaveURL(/\/security\/two-factor$/);
    }
    for (const address of [
      '/dashboard',
      '/auth/current-user',
      '/api/v1/me',
      '/api/v1/users',
      '/api/v1/departments',
    ])
      expect(
        (await page.request.get(address, { headers: { accept: 'application/json' } })).status(),
        address,
      ).toBe(403);
    const token = await page.request.post('/api/v1/me/tokens', {
      headers: { origin: portal.url },
      data: { name: 'x', scopes: ['account.manage'], expiresInDays: 1 },
    });
    expect(token.status()).toBe(403);
    await page.goto('/reauthenticate?next=/security/two-factor');
    await page.getByLabel('Password', { exact: true }).fill(demonstrationPassword);
    await goOn(page);
    await expect(page).toHaveURL(/\/security\/two-factor$/);
    await expectGoodPage(page, 'the set-up page of who must', 'en');
    await setUpApp(page);
    await page.goto('/dashboard');
    await expect(page).toHaveURL(/\/dashboard$/);
    await page.goto('/security/two-factor');
    await expect(page.getByRole('link', { name: 'Turn the app off' }), 'it must stay').toHaveCount(0);
    await page.goto('/security/two-factor/app/remove');
    await page.getByRole('button', { name: 'Turn off' }).click();
    await expect(problem(page)).toContainText('Your county asks for a second step.');
  });

  test('whoever must, can sign out', async ({ page }) => {
    await page.goto('/login');
    await fillSignIn(page, 'supervisor@test.com', demonstrationPassword);
    await expect(page).toHaveURL(/\/security\/two-factor$/);
    await signOut(page);
  });
});

test('a county that demands it of residents, and an administrator who resets a lost one, with a reason', {
  tag: '@turn',
}, async ({ page, visitor, portal }) => {
  const admin = await visitor();
  await enterAs(admin, 'admin@birch.test');
  const demand = async (choice: string) => {
    await admin.goto('/admin/settings');
    await admin.getByRole('group', { name: 'Two-step sign-in of residents' }).getByLabel(choice).check();
    await admin.getByRole('button', { name: 'Save changes' }).click();
    await expect(admin.getByRole('status')).toHaveText('The settings are saved.');
  };
  const email = `birch-${Date.now().toString(36)}@example.com`;
  const data = { email, password: goodPassword, first_name: 'Rosa', last_name: 'Rivera', county: 'BIR' };
  expect((await page.request.post('/register', { data })).status()).toBe(200);
  await demand('Every resident must set it up');
  try {
    await page.goto('/profile');
    await expect(page).toHaveURL(/\/security\/two-factor$/);
    const { app } = await setUpApp(page);
    await page.goto('/profile');
    await expect(page).toHaveURL(/\/profile$/);

    await admin.goto(`/admin/users?q=${encodeURIComponent(email)}`);
    await admin
      .getByRole('link', { name: /Rivera/ })
      .first()
      .click();
    await admin.getByRole('link', { name: /second step|two-step/i }).click();
    await admin.getByLabel(/^Reason/).fill('Lost the phone; came to the counter with a passport');
    await admin.getByRole('main').getByRole('button').last().click();
    await expect(admin.getByRole('status')).toHaveText(
      'The second step was reset, and the person told by mail.',
    );
    expect((await portal.mail.mailTo(email, /^The second step of your sign-in was reset$/)).text).toContain(
      'Lost the phone',
    );
    await page.goto('/profile');
    await expect(page, 'signed out').toHaveURL(/\/login/);
    await fillSignIn(page, email, goodPassword);
    await expect(page).toHaveURL(/\/security\/two-factor$/);
    expect(app.secret).not.toBe('');
  } finally {
    await demand('Each resident chooses');
  }
});

for (const language of drawnLanguages('en')) {
  test(`the pages are good in ${language === 'en' ? 'English' : 'Spanish'}, as they are and with faults`, {
    tag: '@turn',
  }, async ({ page, context, portal }) => {
    const email = await enterAsNewResident(page);
    const speak = () => context.addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
    await speak();
    const send = () => main(page).locator('form button[type=submit]').last().click();
    await page.goto('/security/two-factor');
    await expectGoodPage(page, '/security/two-factor, none', language);
    await main(page).locator('form button[type=submit]').click();
    await typedSecret(page);
    await expectGoodPage(page, '/security/two-factor/app', language);
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, '/security/two-factor/app with faults', language);
    await page.goto('/security/two-factor');
    const { app } = await setUpApp(page);
    await expectGoodPage(page, 'ten codes', language);
    for (const path of ['', '/recovery-codes', '/app/remove'])
      await expectGoodAddress(page, `/security/two-factor${path}`, language);
    await expectGoodAddress(page, '/reauthenticate?by=code', language);
    await send();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, '/reauthenticate by code with faults', language);
    await context.clearCookies();
    await page.request.post('/login', { data: { email, password: goodPassword } });
    await speak();
    for (const path of ['/two-factor', '/two-factor?by=recovery']) {
      await expectGoodAddress(page, path, language);
      await send();
      await expect(problem(page)).toBeVisible();
      await expectGoodPage(page, `${path} with faults`, language);
    }
    expect(app.secret).toHaveLength(32);
  });
}
