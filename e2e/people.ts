import { type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
import { testSize } from '@/lib/testing/size';
import { Authenticator } from './authenticator';

/** docs/contract.md, section 3. */
export const demonstrationPassword = 'password123';
/** Long and unlike anything: every policy takes it. */
export const goodPassword = 'marmot lantern 47 gravel';
export const otherPassword = 'cobalt ferry 93 walnut';

export const roles = {
  Citizen: 'citizen@test.com',
  'Department Officer': 'officer@test.com',
  'County Admin': 'admin@test.com',
  'System Administrator': 'system@test.com',
} as const;
export type Role = keyof typeof roles;

/** How a journey is walked: for `test.use`, and for every other browser of the journey. */
export type Way = { name: string; use: Pick<BrowserContextOptions, 'javaScriptEnabled' | 'viewport'> };
const withScripts: Way = { name: 'with scripts', use: { javaScriptEnabled: true } };
const withoutScripts: Way = { name: 'without scripts', use: { javaScriptEnabled: false } };
const onPhone: Way = {
  name: 'on a phone',
  use: { javaScriptEnabled: true, viewport: { width: 360, height: 740 } },
};
/** Of the three journeys that stand for all others: an account's life, a form's faults, people and their roles. */
export const everyWay: readonly Way[] = [withScripts, withoutScripts, onPhone];
/**
 * Of every other journey of a form. Below the deep size scripts are on: that each form works without them is shown over
 * HTTP (forms-over-http.spec.ts).
 */
export const ways: readonly Way[] = testSize === 'deep' ? [withScripts, withoutScripts] : [withScripts];
/** Of the great ones, which the deep size walks on a phone as well. */
export const waysAndPhone: readonly Way[] = testSize === 'deep' ? everyWay : [withScripts];

let made = 0;

/** An address that nobody has used yet. */
export function newAddress(name = 'resident'): string {
  made += 1;
  return `${name}-${process.pid}-${Date.now().toString(36)}-${made}@example.com`;
}

/** Signs in as a person does, by the form. */
export async function signIn(page: Page, email: string, password = demonstrationPassword): Promise<void> {
  await page.goto('/login');
  await fillSignIn(page, email, password);
  await expect(page).toHaveURL(/\/dashboard$/);
  await expect(page.getByRole('button', { name: 'Sign out' })).toBeVisible();
}

/** Fills in the sign-in form and sends it. */
export async function fillSignIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Gives the page's browser a session without its form: for tests of something else. */
export async function enterAs(page: Page, email: string, password = demonstrationPassword): Promise<void> {
  const answer = await page.request.post('/login', { data: { email, password } });
  expect(answer.status(), await answer.text()).toBe(200);
}

/** Registers a new resident of Alder County in the page's browser, which is signed in then. Demonstration only. */
export async function enterAsNewResident(page: Page, password = goodPassword): Promise<string> {
  const email = newAddress();
  const data = { email, password, first_name: 'Rosa', last_name: 'Rivera' };
  const answer = await page.request.post('/register', { data });
  expect(answer.status(), await answer.text()).toBe(200);
  return email;
}

export type Known = { id: string; email: string; version: number; fullName: string; roles: string[] };

/** A person, by address or family name, as the signed-in administrator finds them through the API. */
export async function personOf(page: Page, email: string): Promise<Known> {
  const answer = await page.request.get(`/api/v1/users?q=${encodeURIComponent(email)}`);
  expect(answer.status(), await answer.text()).toBe(200);
  const { items } = (await answer.json()) as { items: Known[] };
  const found = items.find((each) => each.email === email || each.fullName.endsWith(email));
  if (!found) throw new Error(`${email} is not among the people`);
  return found;
}

/** Fills in the registration form and sends it. */
export async function fillRegistration(
  page: Page,
  { email, password, firstName = 'Rosa' }: { email: string; password: string; firstName?: string },
): Promise<void> {
  await page.getByLabel('First name').fill(firstName);
  await page.getByLabel('Last name').fill('Rivera');
  await page.getByLabel('Email address').fill(email);
  await page.getByLabel('Phone number (optional)').fill('555-010-1234');
  await page.getByLabel('County', { exact: true }).selectOption('BIR');
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm password').fill(password);
  await page.getByRole('button', { name: 'Create an account' }).click();
}

/** The error summary. Next keeps an alert of its own on every page, empty or with the page's title. */
export function problem(page: Page): Locator {
  return page.getByRole('alert', { name: /^(There is a problem|Hay un problema)$/ });
}

/** Sets an authenticator app up at the pages, from the list of the own factors on; answers it and the recovery codes. */
export async function setUpApp(page: Page): Promise<{ app: Authenticator; codes: string[] }> {
  await page
    .getByRole('button', { name: /^(Set up an authenticator app|Configurar una aplicación)/ })
    .click();
  const app = new Authenticator(await typedSecret(page));
  await page.getByLabel(/^(Security code|Código de seguridad)$/).fill(await app.code());
  await page.getByRole('button', { name: /^(Continue|Continuar)$/ }).click();
  return { app, codes: await shownCodes(page) };
}

/** The secret of the app that is being set up, as it stands on the page to be typed. */
export async function typedSecret(page: Page): Promise<string> {
  const key = page.getByText(/^([A-Z2-7]{4} ?){8}$/);
  await expect(key).toBeVisible();
  return ((await key.textContent()) ?? '').replace(/\s/g, '');
}

/** The ten recovery codes that the page shows this once. */
export async function shownCodes(page: Page): Promise<string[]> {
  const list = page.getByRole('list', { name: /^(Recovery codes|Códigos de recuperación)$/ });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  return list.getByRole('listitem').allTextContents();
}
