import { enterAsNewResident, fillSignIn, goodPassword, problem, roles, ways } from './people';
import { expect, test } from './test';

// English and Spanish: the browser's wish first, then the choice, kept in a cookie and on the account.

const spanish = { locale: 'es-MX' };

test('the browser decides first, the choice afterwards', { tag: '@turn' }, async ({ visitor, portal }) => {
  const page = await visitor(spanish);
  await page.goto('/login');
  await expect(page.locator('html')).toHaveAttribute('lang', 'es');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Iniciar sesión');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  await expect(page).toHaveURL(`${portal.url}/login`);
  await page.goto('/register');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const french = await visitor({ locale: 'fr-FR' });
  await french.goto('/login');
  await expect(french.locator('html')).toHaveAttribute('lang', 'en');
});

for (const { name, use } of ways) {
  test(`the choice stays on the account ${name}, and mails follow it`, { tag: '@turn' }, async ({
    visitor,
    portal,
  }) => {
    const page = await visitor(use);
    const email = await enterAsNewResident(page);
    await page.goto('/security');
    await page.getByRole('button', { name: 'Español' }).click();
    await expect(page).toHaveURL(/\/security$/);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Seguridad');

    const elsewhere = await visitor(use);
    await elsewhere.goto('/login');
    await fillSignIn(elsewhere, email, goodPassword);
    await expect(elsewhere).toHaveURL(/\/dashboard$/);
    await expect(elsewhere.locator('html'), 'at the next sign-in too').toHaveAttribute('lang', 'es');
    await elsewhere.request.post('/reset', { data: { email } });
    const mail = await portal.mail.mailTo(email, /contraseña/);
    expect(mail.html).toContain('lang="es"');
    expect(mail.text).not.toMatch(/\b(password|link|Open)\b/);
  });
}

test('faults, flash messages and JSON speak Spanish too', { tag: '@smoke' }, async ({ visitor }) => {
  const page = await visitor(spanish);
  await page.goto('/login');
  await page.getByRole('main').getByRole('button', { name: 'Iniciar sesión' }).click();
  await expect(problem(page)).toContainText('Hay un problema');
  await expect(page).toHaveTitle(/^Error: Iniciar sesión/);
  await page.locator('#email').fill(roles.Citizen);
  await page.locator('#password').fill('no es esta');
  await page.getByRole('main').getByRole('button', { name: 'Iniciar sesión' }).click();
  await expect(problem(page).getByText(/correo electrónico y (su|la) contraseña/)).toBeVisible();
  const answer = await page.request.post('/login', {
    data: { email: roles.Citizen, password: 'no es esta' },
    headers: { 'accept-language': 'es-MX,es;q=0.9' },
  });
  expect(await answer.text()).toMatch(/contraseña/);
});
