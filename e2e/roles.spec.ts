import { enterAs, fillSignIn, type Role, roles, ways } from './people';
import { expect, test } from './test';

// Each role's dashboard, and what it must not reach.

const panels: Record<Role, { shown: (string | RegExp)[]; absent: (string | RegExp)[] }> = {
  Citizen: {
    shown: ['What you can do now', 'Last sign-ins'],
    absent: ['Departments', 'Your departments', 'Counties', 'Latest events', 'People'],
  },
  'Department Officer': {
    shown: ['Your departments', 'Last sign-ins'],
    absent: ['Departments', 'Counties', 'Latest events', 'People'],
  },
  'County Admin': {
    shown: ['People', 'Departments', 'Latest events', 'Last sign-ins'],
    absent: ['Counties', 'What you can do now'],
  },
  'System Administrator': {
    shown: ['Counties', 'Latest events', 'Last sign-ins'],
    absent: ['What you can do now', 'Your departments'],
  },
};

for (const role of Object.keys(roles) as Role[]) {
  test(`the dashboard of a ${role}`, { tag: '@smoke' }, async ({ page }) => {
    await page.goto('/dashboard');
    await expect(page).toHaveURL(/\/login\?next=%2Fdashboard$/);
    await fillSignIn(page, roles[role], 'password123');
    await expect(page).toHaveURL(/\/dashboard$/);
    for (const name of panels[role].shown)
      await expect(page.getByRole('heading', { name, exact: true }), String(name)).toBeVisible();
    for (const name of panels[role].absent)
      await expect(page.getByRole('heading', { name, exact: true }), String(name)).toHaveCount(0);
    // One navigation for all; every link on the page leads somewhere.
    const links = await page
      .getByRole('link')
      .evaluateAll((all) => [...new Set(all.map((link) => (link as HTMLAnchorElement).pathname))]);
    for (const path of links) {
      const answer = await page.request.get(path, { headers: { accept: 'text/html' } });
      expect(answer.status(), path).toBe(200);
    }
  });
}

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('the list of people: the own county for its administrator, every one for the System Administrator, 403 for the others', async ({
      page,
      guard,
    }) => {
      guard.allow(/status of 403/);
      for (const role of Object.keys(roles) as Role[]) {
        await enterAs(page, roles[role]);
        const mayLook = role === 'County Admin' || role === 'System Administrator';
        const answer = await page.goto('/admin/users?role=County+Admin');
        expect(answer?.status(), role).toBe(mayLook ? 200 : 403);
        const main = page.getByRole('main');
        if (mayLook) {
          await expect(main).toContainText('admin@test.com');
          const other = expect(main, role);
          await (role === 'County Admin' ? other.not : other).toContainText('admin@birch.test');
        } else {
          await expect(page.getByRole('heading', { level: 1 })).toHaveText('You cannot open this page');
          await expect(main).not.toContainText('test.com');
          await main.getByRole('link', { name: 'Go to the home page' }).click();
          await expect(page).toHaveURL(/\/dashboard$/);
        }
      }
    });

    test('what is not there says so', async ({ page, guard }) => {
      guard.allow(/status of 404/);
      for (const path of ['/nothing', '/reset/x/y', '/confirm/a/b']) {
        expect((await page.goto(path))?.status(), path).toBe(404);
        await expect(page.getByRole('heading', { level: 1 })).toHaveText('Page not found');
      }
    });
  });
}

test('figures and names stay within the county', async ({ page }) => {
  await enterAs(page, 'admin@birch.test');
  await page.goto('/dashboard');
  await expect(page.getByRole('banner')).toContainText('Birch County');
  // What a System Administrator did here is in this county's trail too, under their name.
  const text = (await page.getByRole('main').textContent())?.replaceAll('system@test.com', '');
  expect(text).not.toContain('test.com');
  expect(text).not.toContain('Alder');
  const answer = await page.request.get('/dashboard', { headers: { accept: 'text/html' } });
  const html = (await answer.text()).replaceAll('system@test.com', '');
  expect(html, 'the data for scripts hold no more').not.toMatch(/@test\.com|passwordHash|\$2b\$/);
});

test('no page shows a hash or another person in its data for scripts', async ({ page }) => {
  await enterAs(page, roles.Citizen);
  for (const path of ['/dashboard', '/profile', '/security', '/change-password']) {
    const html = await (await page.request.get(path, { headers: { accept: 'text/html' } })).text();
    expect(html, path).not.toMatch(/passwordHash|\$2b\$|admin@test\.com|officer@test\.com|uniquifier/i);
  }
});

test('pages of the account lead strangers to the sign-in page and back', async ({ page }) => {
  for (const path of [
    '/dashboard',
    '/profile',
    '/profile/email',
    '/change-password',
    '/security',
    '/reauthenticate',
    '/security/sign-out-others',
    '/admin/users',
    '/admin/users/invite',
    '/admin/users/export',
  ]) {
    await page.goto(path);
    await expect(page).toHaveURL(`/login?next=${encodeURIComponent(path)}`);
  }
});

test('API of administrators: 403 for residents and officers, 404 for people of another county', async ({
  page,
  visitor,
}) => {
  await enterAs(page, roles['County Admin']);
  const other = await visitor();
  await enterAs(other, 'citizen@birch.test');
  const { user } = await (await other.request.get('/auth/current-user')).json();
  const elsewhere = await page.request.post(`/api/v1/users/${user.id}/deactivate`);
  expect(elsewhere.status(), await elsewhere.text()).toBe(404);
  expect(elsewhere.headers()['content-type']).toContain('application/problem+json');

  const resident = await visitor();
  for (const email of [roles.Citizen, roles['Department Officer']]) {
    await enterAs(resident, email);
    for (const act of ['deactivate', 'reactivate'])
      expect(
        (await resident.request.post(`/api/v1/users/${user.id}/${act}`)).status(),
        `${email} ${act}`,
      ).toBe(403);
  }
  expect((await other.request.get('/dashboard')).status(), 'still active').toBe(200);
});

test('a deactivated person is out at the next click, and told so after the right password alone', async ({
  page,
  visitor,
}) => {
  const data = { email: `gone-${Date.now()}@example.com`, password: 'marmot lantern 47' };
  const gone = await visitor();
  await gone.request.post('/register', { data });
  await gone.goto('/profile');
  const { user } = await (await gone.request.get('/auth/current-user')).json();
  await enterAs(page, roles['County Admin']);
  expect((await page.request.post(`/api/v1/users/${user.id}/deactivate`, { data: {} })).status()).toBe(204);

  await gone.getByRole('link', { name: 'Security' }).click();
  await expect(gone).toHaveURL(/\/login\?next=%2Fsecurity$/);
  await fillSignIn(gone, data.email, 'not the password');
  await expect(gone.getByRole('main')).toContainText('Check your email address and password');
  await fillSignIn(gone, data.email, data.password);
  await expect(gone.getByRole('main')).toContainText('Your account is deactivated');
  expect((await page.request.post(`/api/v1/users/${user.id}/reactivate`)).status()).toBe(204);
  await gone.goto('/dashboard');
  await expect(gone, 'the old session is not revived').toHaveURL(/\/login/);
  await fillSignIn(gone, data.email, data.password);
  await expect(gone).toHaveURL(/\/dashboard$/);
});
