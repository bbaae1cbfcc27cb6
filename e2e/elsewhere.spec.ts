import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { type OidcServer, oidcClient, startOidcServer } from './oidc-server';
import { expectAccessible, expectGoodPage, expectNoOverflow } from './page-checks';
import { drawnLanguages } from './page-frame';
import { enterAs, enterAsNewResident, goodPassword, newAddress, problem, ways } from './people';
import { loggedErrors, type Portal, quickHashes, startPortal } from './portal';
import { expect, test } from './test';

// Sign-in elsewhere, by a real OpenID provider that runs in this process.

type Elsewhere = { state: OidcServer; bank: OidcServer; portal: Portal };

/** Started when the first test asks for its portal, which hooks do too; a worker has one. */
let elsewhere: Elsewhere | undefined;

async function startElsewhere(): Promise<Elsewhere> {
  const state = await startOidcServer('/api/auth/callback/state');
  const bank = await startOidcServer('/api/auth/callback/bank');
  const of = (id: string, name: string, issuer: string) => ({
    [`OIDC_${id}_ISSUER`]: issuer,
    [`OIDC_${id}_CLIENT_ID`]: oidcClient.id,
    [`OIDC_${id}_CLIENT_SECRET`]: oidcClient.secret,
    [`OIDC_${id}_NAME`]: name,
  });
  const portal = await startPortal({
    settings: {
      RATE_LIMITS: 'off',
      ...quickHashes,
      OIDC_PROVIDERS: 'state,bank,gone',
      ...of('STATE', 'State ID', state.issuer),
      ...of('BANK', 'Bank ID', bank.issuer),
      // The discard port: nobody listens.
      ...of('GONE', 'Gone ID', 'http://127.0.0.1:9'),
      OIDC_STATE_ICON:
        'data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIyMCIgaGVpZ2h0PSIyMCI+PGNpcmNsZSBjeD0iMTAiIGN5PSIxMCIgcj0iOSIgZmlsbD0iIzE0NTMyZCIvPjwvc3ZnPg==',
    },
  });
  state.serve(portal.url);
  bank.serve(portal.url);
  return { state, bank, portal };
}

/** The one that runs. */
function running(): Elsewhere {
  if (!elsewhere) throw new Error('No test has asked for the portal');
  return elsewhere;
}

test.afterAll(async () => {
  await elsewhere?.portal.dispose();
  await elsewhere?.state.close();
  await elsewhere?.bank.close();
});

test.use({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from here
  portal: async ({}, use) => {
    elsewhere ??= await startElsewhere();
    const { portal, state, bank } = elsewhere;
    const before = portal.output().length;
    await use(portal);
    state.mischief = null;
    bank.mischief = null;
    const written = portal.output().slice(before);
    expect(written, 'no secret in the log').not.toMatch(
      new RegExp(`${oidcClient.secret}|id_token|access_token|eyJ[\\w-]{20}|[?&]code=(?!\\[redacted)`),
    );
    expect(loggedErrors(written), 'errors in the log of the portal').toEqual([]);
  },
});

let names = 0;
/** Somebody new at the provider. */
function somebody(server: OidcServer, claims: Parameters<OidcServer['add']>[1] = {}): string {
  names += 1;
  const name = `person-${process.pid}-${names}`;
  server.add(name, { email_verified: true, given_name: 'Rosa', family_name: 'Rivera', ...claims });
  return name;
}

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** Fills in the provider's own page. */
async function enterThere(page: Page, name: string): Promise<void> {
  await expect(page.getByRole('heading', { name: 'State sign-in' })).toBeVisible();
  await page.getByLabel('Name').fill(name);
  await button(page, 'Enter').click();
}

async function signInWith(page: Page, name: string, next = ''): Promise<void> {
  await page.goto(`/login${next}`);
  await button(page, 'Sign in with State ID').click();
  await enterThere(page, name);
}

async function signOut(page: Page): Promise<void> {
  await page.context().clearCookies();
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('the first sign-in makes an account, the second signs in to it', async ({ page }) => {
      const email = newAddress('elsewhere');
      const name = somebody(running().state, { email });
      await signInWith(page, name);
      await expect(page).toHaveURL(/\/dashboard$/);
      await expect(page.getByRole('status')).toHaveText('Your account is ready. Welcome!');
      await expect(page.getByRole('banner')).toContainText('Rosa Rivera');
      const first = await (await page.request.get('/auth/current-user')).json();
      expect(first.user).toMatchObject({ email, roles: ['Citizen'] });
      const cookies = (await page.context().cookies(running().portal.url)).map((cookie) => cookie.name);
      expect(cookies).toContain('portal-session');
      expect(cookies.filter((cookie) => /trip|state|nonce|pkce|authjs|callback/.test(cookie))).toEqual([]);

      await signOut(page);
      await signInWith(page, name, '?next=%2Fprofile');
      await expect(page).toHaveURL(/\/profile$/);
      const second = await (await page.request.get('/auth/current-user')).json();
      expect(second.user.id).toBe(first.user.id);
    });

    test('linking from Security, signing in by it, and unlinking', { tag: '@turn' }, async ({ page }) => {
      const email = await enterAsNewResident(page);
      const name = somebody(running().state, { email: newAddress('there') });
      await page.goto('/security');
      await button(page, 'Link State ID').click();
      await enterThere(page, name);
      await expect(page).toHaveURL(/\/security$/);
      await expect(page.getByRole('status')).toHaveText('You can sign in that way now.');
      await running().portal.mail.mailTo(email, /^State ID was linked to your account$/);
      await signOut(page);
      await signInWith(page, name);
      await expect(page).toHaveURL(/\/dashboard$/);
      const me = await (await page.request.get('/auth/current-user')).json();
      expect(me.user.email).toBe(email);
      await page.goto('/security');
      await page.getByRole('link', { name: /^Unlink\s?: State ID/ }).click();
      await expect(page.getByRole('heading', { name: 'Unlink State ID' })).toBeVisible();
      await button(page, 'Unlink').click();
      await expect(page.getByRole('status')).toHaveText(
        'It is unlinked. You can no longer sign in that way.',
      );
      await running().portal.mail.mailTo(email, /^State ID was unlinked from your account$/);
      await expect(button(page, 'Link State ID')).toBeVisible();
    });

    test('a provider that is away is said so, on the page that asked', { tag: '@turn' }, async ({ page }) => {
      await page.goto('/login?next=%2Fprofile');
      await button(page, 'Sign in with Gone ID').click();
      await expect(problem(page)).toContainText('Gone ID does not answer at the moment');
      await expect(page).toHaveTitle(/^Error: Sign in – /);
      await expect(page).toHaveURL(/next=%2Fprofile/);
      // What is said goes with the next sending.
      await page.getByRole('button', { name: 'Sign in', exact: true }).click();
      await expect(problem(page)).toHaveText(/Enter your email address/);
    });
  });
}

test('the policy of forms stays strict; the provider is reached by a page in between', {
  tag: '@turn',
}, async ({ page }) => {
  const policies: string[] = [];
  page.on('response', (response) => {
    const policy = response.headers()['content-security-policy'];
    if (policy && response.url().startsWith(running().portal.url)) policies.push(policy);
  });
  await signInWith(page, somebody(running().state, { email: newAddress() }));
  await expect(page).toHaveURL(/\/dashboard$/);
  for (const policy of policies) expect(policy).not.toContain(running().state.issuer);
  expect(policies.some((policy) => policy.includes("form-action 'self'"))).toBe(true);
});

test('refused linking: it belongs to somebody else', { tag: '@turn' }, async ({ page, visitor }) => {
  const name = somebody(running().state, { email: newAddress() });
  await signInWith(page, name);
  await expect(page).toHaveURL(/\/dashboard$/);
  const other = await visitor();
  await enterAsNewResident(other);
  await other.goto('/security');
  await button(other, 'Link State ID').click();
  await enterThere(other, name);
  await expect(problem(other)).toHaveText(/This account at State ID belongs to another account here/);
  await expect(other).toHaveTitle(/^Error: Security – /);
  await expect(button(other, 'Link State ID')).toBeVisible();
});

test('refused linking: an address whose county does not allow it; allowed, it opens the account', {
  tag: '@turn',
}, async ({ page, visitor }) => {
  const email = await enterAsNewResident(await visitor());
  const name = somebody(running().state, { email });
  await signInWith(page, name);
  await expect(problem(page)).toHaveText(/Your address at State ID already has an account here/);
  await expect(page).toHaveURL(/\/login\?/);
  expect((await page.request.get('/auth/current-user')).status()).toBe(401);

  const admin = await visitor();
  await enterAs(admin, 'admin@test.com');
  await admin.goto('/admin/settings');
  await admin.getByLabel('It also opens the account with the same confirmed email address').check();
  await button(admin, 'Save changes').click();
  await expect(admin.getByRole('status')).toHaveText('The settings are saved.');
  // Of an address that nobody has confirmed here: still not.
  const again = await visitor();
  await signInWith(again, name);
  await expect(problem(again)).toHaveText(/Your address at State ID already has an account here/);
  const known = await visitor();
  running().state.add('citizen-there', { email: 'citizen@test.com', email_verified: true });
  await signInWith(known, 'citizen-there');
  await expect(known).toHaveURL(/\/dashboard$/);
  const me = await (await known.request.get('/auth/current-user')).json();
  expect(me.user.email).toBe('citizen@test.com');
  await running().portal.mail.mailTo('citizen@test.com', /^State ID was linked to your account$/);
});

test('an address that the provider has not verified makes no account', { tag: '@turn' }, async ({ page }) => {
  await signInWith(page, somebody(running().state, { email: newAddress(), email_verified: false }));
  await expect(problem(page)).toHaveText(/State ID has not confirmed an email address of yours/);
});

test('thinking better of it leads back without a word', { tag: '@turn' }, async ({ page }) => {
  await page.goto('/login?next=%2Fprofile');
  await button(page, 'Sign in with State ID').click();
  await button(page, 'Refuse').click();
  await expect(page).toHaveURL(/\/login\?next=%2Fprofile$/);
  await expect(problem(page)).toHaveCount(0);
});

test('a deactivated person is told so', { tag: '@turn' }, async ({ page, visitor }) => {
  const email = newAddress('gone');
  const name = somebody(running().state, { email });
  await signInWith(page, name);
  await expect(page).toHaveURL(/\/dashboard$/);
  const { user } = await (await page.request.get('/auth/current-user')).json();
  const admin = await visitor();
  await enterAs(admin, 'admin@test.com');
  const answer = await admin.request.post(`/api/v1/users/${user.id}/deactivate`, {
    data: { reason: 'Moved away' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  expect((await page.request.get('/auth/current-user')).status()).toBe(401);
  await signOut(page);
  await signInWith(page, name);
  await expect(problem(page)).toHaveText(/Your account is deactivated/);
});

test('a person with a second factor is asked for it', { tag: '@turn' }, async ({ page }) => {
  const name = somebody(running().state, { email: newAddress('factor') });
  await signInWith(page, name);
  await expect(page).toHaveURL(/\/dashboard$/);
  const { secret } = await (await page.request.post('/api/v1/me/two-factor')).json();
  const confirmed = await page.request.post('/api/v1/me/two-factor/confirm', {
    data: { code: new TOTP({ secret }).generate() },
  });
  expect(confirmed.ok(), await confirmed.text()).toBe(true);
  await signOut(page);
  await signInWith(page, name, '?next=%2Fprofile');
  await expect(page).toHaveURL(/\/two-factor\?next=%2Fprofile$/);
  expect((await page.request.get('/auth/current-user')).status()).toBe(401);
  await page
    .getByLabel('Security code')
    .fill(new TOTP({ secret }).generate({ timestamp: Date.now() + 30_000 }));
  await button(page, 'Continue').click();
  await expect(page).toHaveURL(/\/profile$/);
});

test('without a password: the last way in stays, and being fresh again goes by the provider', {
  tag: '@turn',
}, async ({ page }) => {
  const email = newAddress('nopassword');
  const name = somebody(running().state, { email });
  await signInWith(page, name);
  await expect(page).toHaveURL(/\/dashboard$/);
  await page.goto('/security');
  await expect(page.getByText('Your account has no password.')).toBeVisible();
  await page.getByRole('link', { name: /^Unlink\s?: State ID/ }).click();
  await button(page, 'Unlink').click();
  await expect(problem(page)).toHaveText(/This is the only way into your account/);

  await page.goto('/reauthenticate?next=%2Fprofile%2Femail');
  await expect(page.getByLabel('Password', { exact: true })).toHaveCount(0);
  await button(page, 'Confirm with State ID').click();
  // Although its session there still stands, it is asked again.
  await enterThere(page, name);
  await expect(page).toHaveURL(/\/profile\/email$/);
  await page.goto('/reauthenticate');
  await button(page, 'Confirm with State ID').click();
  await enterThere(page, somebody(running().state, { email: newAddress() }));
  await expect(problem(page)).toHaveText(/This account at State ID is not linked to yours/);

  await page.goto('/reset');
  await page.getByLabel('Email address').fill(email);
  await button(page, 'Send reset link').click();
  const [link = ''] = (await running().portal.mail.mailTo(email, /password/i)).links;
  await page.goto(link);
  await page.getByLabel('New password', { exact: true }).fill(goodPassword);
  await page.getByLabel('Confirm new password').fill(goodPassword);
  await button(page, 'Save new password').click();
  await expect(page.getByRole('status')).toHaveText('Your password is changed. Sign in with the new one.');
  await enterAs(page, email, goodPassword);
});

test.describe('what is wrong on the way back', () => {
  /** A browser that stands at the provider, and the address that it is led back to. */
  async function stopAtTheDoor(page: Page, state: OidcServer): Promise<string> {
    state.mischief = 'holds';
    await signInWith(page, somebody(state, { email: newAddress() }));
    await expect(page).toHaveTitle('Held');
    state.mischief = null;
    return state.back;
  }
  const nobody = async (page: Page) =>
    expect((await page.request.get('/auth/current-user')).status()).toBe(401);

  test('a forged state, none, and a browser that did not begin', async ({ page, visitor }) => {
    const back = await stopAtTheDoor(page, running().state);
    const before = running().state.seen.length;
    for (const change of [
      (url: URL) => url.searchParams.set('state', 'forged'),
      (url: URL) => url.searchParams.delete('state'),
      (url: URL) => url.searchParams.set('state', `${url.searchParams.get('state')}x`),
    ]) {
      const url = new URL(back);
      change(url);
      await page.goto(url.href);
      await expect(problem(page)).toHaveText(/Your sign-in with State ID took too long/);
      await nobody(page);
    }
    const stranger = await visitor();
    await stranger.goto(back);
    await expect(problem(stranger)).toHaveText(/Your sign-in with State ID took too long/);
    await nobody(stranger);
    expect(running().state.seen.length, 'nothing was asked of the provider').toBe(before);
    // The one who began goes on.
    await page.goto(back);
    await expect(page).toHaveURL(/\/dashboard$/);
  });

  test('a code that was used', { tag: '@turn' }, async ({ page }) => {
    const back = await stopAtTheDoor(page, running().state);
    const cookies = await page.context().cookies();
    await page.goto(back);
    await expect(page).toHaveURL(/\/dashboard$/);
    await page.goto(back);
    await expect(page).toHaveURL(/\/dashboard/);
    // Even with every cookie of the first time.
    await page.context().clearCookies();
    await page.context().addCookies(cookies);
    await page.goto(back);
    await expect(problem(page)).toHaveText(/State ID could not confirm who you are/);
    await nobody(page);
  });

  const wrongs: Record<string, (claims: Record<string, unknown>) => void> = {
    nonce: (claims) => Object.assign(claims, { nonce: 'another' }),
    'nonce (none)': (claims) => Object.assign(claims, { nonce: undefined }),
    audience: (claims) => Object.assign(claims, { aud: 'another' }),
    issuer: (claims) => Object.assign(claims, { iss: 'https://another.example' }),
    end: (claims) => Object.assign(claims, { exp: 1 }),
    subject: (claims) => Object.assign(claims, { sub: 'another' }),
  };
  test('a wrong nonce, audience, issuer, end or subject', async ({ page }) => {
    for (const [what, mischief] of Object.entries(wrongs)) {
      await signOut(page);
      running().state.mischief = mischief;
      await signInWith(page, somebody(running().state, { email: newAddress() }));
      await expect(problem(page), what).toHaveText(/State ID could not confirm who you are/);
      await nobody(page);
    }
    expect(running().portal.output()).toContain('a sign-in elsewhere was refused');
  });

  test("one provider's answer at another's door", async ({ page }) => {
    const back = await stopAtTheDoor(page, running().state);
    await page.goto(back.replace('/callback/state', '/callback/bank'));
    await expect(problem(page)).toHaveText(/Your sign-in with Bank ID took too long/);
    await nobody(page);
  });

  test('a provider that breaks or hangs on the way: in words, within 6 s', { tag: '@turn' }, async ({
    page,
  }) => {
    for (const mischief of ['token endpoint broken', 'hangs'] as const) {
      await signOut(page);
      running().state.mischief = null;
      const back = await stopAtTheDoor(page, running().state);
      running().state.mischief = mischief;
      const began = Date.now();
      await page.goto(back);
      await expect(problem(page)).toHaveText(/State ID does not answer at the moment/);
      expect(Date.now() - began).toBeLessThan(6500);
      await nobody(page);
    }
    const began = Date.now();
    await page.goto('/login');
    await button(page, 'Sign in with State ID').click();
    await expect(problem(page)).toHaveText(/State ID does not answer at the moment/);
    expect(Date.now() - began).toBeLessThan(6500);
  });

  test('linking that came back to another session links nothing', async ({ page }) => {
    await enterAsNewResident(page);
    const name = somebody(running().state, { email: newAddress() });
    running().state.mischief = 'holds';
    await page.goto('/security');
    await button(page, 'Link State ID').click();
    await enterThere(page, name);
    await expect(page).toHaveTitle('Held');
    running().state.mischief = null;
    await enterAsNewResident(page);
    await page.goto(running().state.back);
    await expect(problem(page)).toHaveText(/Your sign-in with State ID took too long/);
    await expect(button(page, 'Link State ID')).toBeVisible();
  });
});

test("NextAuth's own door to a provider is closed, and no other method ends a round trip", async ({
  page,
}) => {
  const { url } = running().portal;
  const csrf = await (await page.request.get('/api/auth/csrf')).json();
  const begun = await page.request.post('/api/auth/signin/state', {
    form: { csrfToken: csrf.csrfToken, callbackUrl: url },
    headers: { origin: url },
    maxRedirects: 0,
  });
  expect(begun.status()).toBe(404);
  for (const method of ['POST', 'HEAD'])
    expect(
      (await page.request.fetch('/api/auth/callback/state', { method, headers: { origin: url } })).status(),
    ).toBe(405);
  expect((await page.request.get('/auth/current-user')).status()).toBe(401);
});

for (const language of drawnLanguages('es')) {
  test(`the pages are good pages: ${language}`, { tag: '@turn' }, async ({ visitor }) => {
    const page = await visitor({ locale: `${language}-US` });
    for (const path of [
      '/login',
      '/register',
      '/login?problem=linkFirst&with=state',
      '/login?problem=nonsense&with=%3Cb%3E',
    ]) {
      await page.goto(path);
      await expectGoodPage(page, path, language);
    }
    // The page in between, held: what it leads to is not let through.
    await page.route(`${running().state.issuer}/**`, (route) => route.abort('aborted'));
    await page.goto('/login');
    await page.getByRole('button', { name: /State ID$/ }).click();
    await expect(page).toHaveURL(/\/login\/provider$/);
    await expectGoodPage(page, '/login/provider', language);
    await page.unroute(`${running().state.issuer}/**`);

    await page.goto('/login');
    await page.getByRole('button', { name: /State ID$/ }).click();
    await enterThere(page, somebody(running().state, { email: newAddress('nueva') }));
    await expect(page).toHaveURL(/\/dashboard$/);
    for (const path of [
      '/security',
      '/security?problem=taken&with=bank',
      '/reauthenticate',
      '/reauthenticate?problem=notFresh&with=state',
    ]) {
      await page.goto(path);
      await expectGoodPage(page, path, language);
    }
    await page.goto('/security');
    await page.locator('a[href$="/unlink"]').click();
    await page.waitForURL(/\/unlink$/);
    await expectGoodPage(page, 'unlink', language);
    await page.getByRole('main').getByRole('button').click();
    await expect(problem(page)).toBeVisible();
    await expectGoodPage(page, 'unlink refused', language);
  });
}

test('with several counties and none of its own, the portal asks which', { tag: '@turn' }, async ({
  guard,
  browser,
}) => {
  const state = await startOidcServer('/api/auth/callback/state');
  const portal = await startPortal({
    settings: {
      RATE_LIMITS: 'off',
      ...quickHashes,
      // No county of this code: the portal is nobody's in particular.
      DEFAULT_COUNTY: 'XXX',
      OIDC_PROVIDERS: 'state',
      OIDC_STATE_ISSUER: state.issuer,
      OIDC_STATE_CLIENT_ID: oidcClient.id,
      OIDC_STATE_CLIENT_SECRET: oidcClient.secret,
      OIDC_STATE_NAME: 'State ID',
    },
  });
  state.serve(portal.url);
  try {
    const context = await browser.newContext({ baseURL: portal.url, locale: 'en-US' });
    await guard.watch(context);
    const page = await context.newPage();
    const email = newAddress('chooser');
    await signInWith(page, somebody(state, { email }), '?next=%2Fprofile');
    await expect(page).toHaveURL(/\/register\/county$/);
    await expect(page.getByRole('main')).toContainText(email);
    for (const [language, heading, send] of [
      ['es', 'Elija su condado', 'Crear una cuenta'],
      ['en', 'Choose your county', 'Create an account'],
    ] as const) {
      await context.addCookies([{ name: 'portal-language', value: language, url: portal.url }]);
      await page.reload();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
      await expectAccessible(page, `county, ${language}`);
      await expectNoOverflow(page, `county, ${language}`);
      await button(page, send).click();
      await expect(problem(page)).toContainText(heading);
      await expectAccessible(page, `county with a fault, ${language}`);
    }
    await page.getByLabel('County', { exact: true }).selectOption('BIR');
    await button(page, 'Create an account').click();
    await expect(page).toHaveURL(/\/profile$/);
    await expect(page.getByRole('main')).toContainText('Birch County');
    await page.context().clearCookies();
    await page.goto('/register/county');
    await expect(page).toHaveURL(/\/login$/);
    await context.close();
  } finally {
    await portal.dispose();
    await state.close();
  }
});
