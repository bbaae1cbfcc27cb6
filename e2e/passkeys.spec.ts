import type { CDPSession, Page } from '@playwright/test';
import { paths } from '@/lib/shared/paths';
import { send } from './http';
import { expectGoodPage } from './page-checks';
import { enterAs, enterAsNewResident, fillSignIn, goodPassword, problem, roles } from './people';
import { expect, test } from './test';

// Passkeys with Chrome's virtual authenticator, at localhost: an IP address can have none.

test.use({ baseURL: async ({ portal }, use) => use(`http://localhost:${portal.port}`) });

type Device = { cdp: CDPSession; id: string };

/** A device that holds passkeys and says at once that it is its owner. */
async function deviceOf(page: Page): Promise<Device> {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable', { enableUI: false });
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, id: authenticatorId };
}

/** Whether the device finds its owner there: otherwise it gives nothing. */
const setVerified = ({ cdp, id }: Device, isUserVerified: boolean) =>
  cdp.send('WebAuthn.setUserVerified', { authenticatorId: id, isUserVerified });

/** Whether somebody touches the device when it asks. */
const setTouched = ({ cdp, id }: Device, enabled: boolean) =>
  cdp.send('WebAuthn.setAutomaticPresenceSimulation', { authenticatorId: id, enabled });

/** Adds a passkey by the pages, from wherever one is. */
async function addPasskey(page: Page, name: string): Promise<void> {
  await page.goto('/security/two-factor');
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill(name);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
}

const signOut = (page: Page) => page.getByRole('button', { name: 'Sign out' }).click();
const panel = (page: Page) => page.getByRole('region', { name: 'Passkeys' });

test('a passkey is added, opens the account without a password, is the second step, confirms, is renamed and removed', async ({
  page,
  portal,
}) => {
  const email = await enterAsNewResident(page);
  const device = await deviceOf(page);
  await page.goto('/security');
  await page.getByRole('link', { name: 'Set up two-step sign-in' }).click();
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await expectGoodPage(page, 'adding a passkey', 'en');

  // Nothing typed: told at the field, and the device is not asked.
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(problem(page)).toContainText('Enter a name for the passkey');
  await expectGoodPage(page, 'adding a passkey with faults', 'en');

  await page.getByLabel('Name of the passkey').fill('My laptop');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('Keep these ten codes now')).toBeVisible();
  await expectGoodPage(page, 'recovery codes of a first passkey', 'en');
  await page.getByRole('link', { name: 'I have kept them' }).click();
  await expect(panel(page)).toContainText('My laptop');
  await expect(panel(page)).toContainText('not used yet');
  await expect(panel(page)).toContainText('On one device only');
  await expectGoodPage(page, 'security with a passkey', 'en');
  expect((await portal.mail.mailTo(email, /^A passkey was added/)).text).toContain('My laptop');

  // The same device makes no second one.
  await page.getByRole('link', { name: 'Add a passkey' }).click();
  await page.getByLabel('Name of the passkey').fill('Again');
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await expect(page.getByText('This device holds a passkey for your account already')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add a passkey' })).toBeFocused();
  await expect(page.getByLabel('Name of the passkey')).toHaveValue('Again');

  // Without a password. Nobody touches the device until the button is pressed: otherwise the address's own offer is quicker.
  await setTouched(device, false);
  await signOut(page);
  await page.goto('/login?next=/profile');
  await expect(page.getByLabel('Email address')).toHaveAttribute('autocomplete', 'username webauthn');
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible();
  await expectGoodPage(page, '/login with passkeys', 'en');
  // Touched after the button has begun and before the device is asked, which does not look for it again.
  await page.route(
    `**${paths.api.passkeyOptions('sign-in')}`,
    async (route) => {
      await setTouched(device, true);
      await route.continue();
    },
    { times: 1 },
  );
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL('/profile');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();

  // As the second step.
  await setTouched(device, false);
  await signOut(page);
  await page.goto('/login?next=/profile');
  await fillSignIn(page, email, goodPassword);
  await expect(page).toHaveURL(/\/two-factor/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Confirm it is you');
  await expect(page.getByRole('link', { name: 'Use a recovery code' })).toBeVisible();
  await expectGoodPage(page, '/two-factor by passkey', 'en');
  await setTouched(device, true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL('/profile');

  // To confirm.
  await page.goto('/reauthenticate?next=/security/two-factor');
  await expectGoodPage(page, '/reauthenticate with passkeys', 'en');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/\/security\/two-factor$/);
  await expect(panel(page)).toContainText('last used');

  await panel(page)
    .getByRole('link', { name: /^Rename ?: My laptop/ })
    .click();
  await expectGoodPage(page, 'renaming a passkey', 'en');
  await page.getByLabel('Name of the passkey').fill('');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(problem(page)).toContainText('Enter a name for the passkey');
  await expectGoodPage(page, 'renaming a passkey with faults', 'en');
  await page.getByLabel('Name of the passkey').fill('Old laptop');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByRole('status')).toHaveText('Your passkey has its new name.');

  await panel(page)
    .getByRole('link', { name: /^Remove ?: Old laptop/ })
    .click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Remove “Old laptop”');
  await expectGoodPage(page, 'removing a passkey', 'en');
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('status')).toContainText('Your passkey is removed');
  await expect(panel(page)).not.toContainText('Old laptop');
  expect((await portal.mail.mailTo(email, /^A passkey of your account was removed/)).text).toContain(
    'Old laptop',
  );

  // It is still on the device, and opens nothing.
  await signOut(page);
  await page.goto('/login');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.getByText('That passkey cannot be used here')).toBeVisible();
  await expect(problem(page)).toBeHidden();
  expect(await page.title()).not.toContain('Error');
  await fillSignIn(page, email, goodPassword);
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('a passkey that is chosen where the address is typed opens the account', { tag: '@turn' }, async ({
  page,
}) => {
  await enterAsNewResident(page);
  const device = await deviceOf(page);
  await addPasskey(page, 'My phone');
  await expect(page.getByText('Keep these ten codes now')).toBeVisible();
  await signOut(page);
  await page.goto('/');
  // The virtual device chooses at once; a person would do so in the list below the field.
  await setTouched(device, true);
  await page.goto('/login?next=/profile');
  await expect(page).toHaveURL('/profile');
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
});

test('when the device says no, a line says so; the focus stays and nothing is lost', {
  tag: '@turn',
}, async ({ page }) => {
  const email = await enterAsNewResident(page);
  const device = await deviceOf(page);
  await setVerified(device, false);
  await addPasskey(page, 'My phone');
  const button = page.getByRole('button', { name: 'Add a passkey' });
  await expect(page.locator('main').getByRole('alert')).toContainText('No passkey was made');
  await expect(button).toBeFocused();
  await expect(page.getByLabel('Name of the passkey')).toHaveValue('My phone');
  await expectGoodPage(page, 'adding a passkey that was not made', 'en');
  await setVerified(device, true);
  await button.click();
  await expect(page.getByText('Keep these ten codes now')).toBeVisible();

  await signOut(page);
  await setVerified(device, false);
  await page.goto('/login');
  await page.getByLabel('Email address').fill(email);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('No passkey was used');
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeFocused();
  await expect(page.getByLabel('Email address')).toHaveValue(email);
  await expectGoodPage(page, '/login after a passkey that was not used', 'en');
  await page.getByLabel('Password', { exact: true }).fill(goodPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/two-factor/);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page.locator('main').getByRole('alert')).toContainText('No passkey was used');
  await page.getByRole('link', { name: 'Use a recovery code' }).click();
  await expect(page.getByLabel('Recovery code')).toBeVisible();
  await page.getByRole('link', { name: 'Use a passkey' }).click();
  await setVerified(device, true);
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL(/\/dashboard$/);
});

test('at 127.0.0.1 the demonstration says where passkeys work', { tag: '@turn' }, async ({
  page,
  portal,
}) => {
  await page.goto(`${portal.url}/login?next=/profile`);
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toHaveCount(0);
  const link = page.getByRole('link', { name: 'Open this page at localhost' });
  await link.click();
  await expect(page).toHaveURL(`http://localhost:${portal.port}/login?next=/profile`);
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toBeVisible();
});

test('a browser without passkeys is told, and signs in as ever', { tag: '@turn' }, async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, 'PublicKeyCredential'));
  await page.goto('/login');
  await expect(page.getByRole('button', { name: 'Use a passkey' })).toHaveCount(0);
  await enterAs(page, roles.Citizen);
  await page.goto('/security/two-factor/passkeys/new');
  await expect(page.getByText('This browser cannot use passkeys')).toBeVisible();
  await expectGoodPage(page, 'adding a passkey without any', 'en');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('no button stands there that does nothing, and the password signs in', { tag: '@turn' }, async ({
    page,
  }) => {
    await page.goto('/login');
    await expect(page.getByRole('button', { name: 'Use a passkey' })).toHaveCount(0);
    await fillSignIn(page, roles.Citizen, 'password123');
    await expect(page).toHaveURL(/\/dashboard$/);
    await page.goto('/security/two-factor/passkeys/new');
    await expect(page.getByText('Passkeys need JavaScript')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Add a passkey' })).toHaveCount(0);
  });
});

test("what a device is asked for is given to the portal's own pages alone, and tells nothing", async ({
  portal,
}) => {
  const ask = (purpose: string, headers: Record<string, string> = {}, method = 'POST') =>
    send(portal, method, `/api/passkeys/${purpose}`, {
      headers: { 'content-type': 'application/json', ...headers },
      ...(method === 'POST' ? { body: '{}' } : {}),
    });
  for (const purpose of ['add', 'factor', 'reauthenticate', 'sign-in']) {
    expect((await ask(purpose, { origin: 'https://evil.example' })).status, purpose).toBe(403);
    expect((await ask(purpose, {}, 'GET')).status, purpose).toBe(405);
    const answer = await ask(purpose);
    expect(answer.status, purpose).toBe(purpose === 'sign-in' ? 200 : 401);
    expect(answer.headers['cache-control'], purpose).toContain('no-store');
  }
  const { challenge, ...rest } = JSON.parse((await ask('sign-in')).text);
  expect(challenge).toMatch(/^[\w-]{43}$/);
  expect(rest).toEqual({ rpId: 'localhost', timeout: 300_000, userVerification: 'required' });
});

test('in Spanish', { tag: '@turn' }, async ({ page, portal }) => {
  const email = await enterAsNewResident(page);
  const device = await deviceOf(page);
  const url = `http://localhost:${portal.port}`;
  const speak = () => page.context().addCookies([{ name: 'portal-language', value: 'es', url }]);
  await speak();
  await page.goto('/security/two-factor');
  await page.getByRole('link', { name: 'Agregar una llave de acceso' }).click();
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click();
  await expect(problem(page)).toContainText('Escriba un nombre para la llave de acceso');
  await expectGoodPage(page, 'adding a passkey with faults', 'es');
  await page.getByLabel('Nombre de la llave de acceso').fill('Mi teléfono');
  await page.getByRole('button', { name: 'Agregar una llave de acceso' }).click();
  await page.getByRole('link', { name: 'Ya los guardé' }).click();
  await expectGoodPage(page, 'security with a passkey', 'es');
  await page.getByRole('link', { name: /^Cambiar el nombre ?: Mi teléfono/ }).click();
  await expectGoodPage(page, 'renaming a passkey', 'es');
  await page.goBack();
  await page.getByRole('link', { name: /^Quitar ?: Mi teléfono/ }).click();
  await expectGoodPage(page, 'removing a passkey', 'es');
  await page.goto('/reauthenticate');
  await expectGoodPage(page, '/reauthenticate with passkeys', 'es');
  await setTouched(device, false);
  await page.getByRole('button', { name: 'Cerrar sesión' }).click();
  await page.goto('/login');
  await expectGoodPage(page, '/login with passkeys', 'es');
  await page.locator('#email').fill(email);
  await page.locator('#password').fill(goodPassword);
  await page.getByRole('button', { name: 'Iniciar sesión', exact: true }).click();
  await expect(page).toHaveURL(/\/two-factor/);
  await expectGoodPage(page, '/two-factor by passkey', 'es');
});
