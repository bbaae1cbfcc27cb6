import { readFile } from 'node:fs/promises';
import { send } from './http';
import { enterAs, newAddress, roles, ways } from './people';
import { expect, test } from './test';

// The trail from the browser and through the API: who did what is found, opened, checked and taken along.

for (const { name, use } of ways) {
  test.describe(name, () => {
    test.use(use);

    test('an administrator finds a failed sign-in, opens it, and checks the trail', {
      tag: '@smoke',
    }, async ({ page }) => {
      const wrong = await page.request.post('/login', {
        data: { email: roles.Citizen, password: 'not the password' },
      });
      expect(wrong.status()).toBe(400);
      await enterAs(page, roles['County Admin']);
      await page.goto('/admin');
      await page.getByRole('main').getByRole('link', { name: 'Audit trail' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Audit trail');

      await page.getByLabel('Event', { exact: true }).selectOption({ label: 'Sign-in' });
      await page.getByText('More filters').click();
      await page.getByLabel('Outcome', { exact: true }).selectOption({ label: 'Failed' });
      await page.getByRole('button', { name: 'Search' }).click();
      await expect(page).toHaveURL(/event=accounts\.signIn/);
      await expect(page.getByRole('list', { name: 'Filters that are set' })).toContainText('Outcome: Failed');
      const row = page.getByRole('row').nth(1);
      await expect(row).toContainText('Failed');
      await row.getByRole('link', { name: 'Sign-in' }).click();

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-in');
      await expect(page.getByRole('main')).toContainText('accounts.signIn');
      await expect(page.getByRole('main')).toContainText(/Number of the request in the log\s*[\w-]{8,}/);
      await expect(page.getByRole('table')).toContainText(roles.Citizen);
      await page.getByRole('link', { name: 'All events about this' }).click();
      await expect(page).toHaveURL(/entityId=/);
      await expect(page.getByRole('caption')).toContainText(/\d+ events?, the newest first/);

      await page.getByRole('link', { name: 'Check the trail' }).click();
      await expect(page.getByRole('heading', { name: 'Alder County' })).toBeVisible();
      await expect(page.getByRole('main')).toContainText('The trail holds');
      await expect(page.getByRole('main')).toContainText(/Keep it to compare later: \d+:[0-9a-f]{64}/);
      await expect(page.getByRole('main')).not.toContainText('Birch');
    });
  });
}

test('the filtered events are taken along as CSV and JSON lines, and that leaves an event', {
  tag: '@turn',
}, async ({ page }) => {
  await enterAs(page, roles['County Admin']);
  await page.goto('/admin/audit?event=accounts.signIn');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Export as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/^audit-events-\d{4}-\d\d-\d\d\.csv$/);
  const text = await readFile(await file.path(), 'utf8');
  const [header, ...rows] = text.trimEnd().split('\r\n');
  expect(header).toBe('\ufeffid,at,actorId,actorEmail,event,entity,entityId,outcome,ip,before,after');
  expect(rows.length).toBeGreaterThan(0);
  for (const row of rows) expect(row).toContain(',accounts.signIn,');

  const lines = await page.request.get('/api/v1/audit-events/export?event=accounts.signIn&format=jsonl');
  expect(lines.headers()['content-type']).toContain('application/jsonl');
  expect((await lines.text()).trimEnd().split('\n').length).toBe(rows.length);
  await page.goto('/admin/audit?event=audit.exportEvents');
  await expect(page.getByRole('row').nth(1)).toContainText('Audit trail exported');
  await expect(page.getByRole('row')).toHaveCount(3);
});

test('who looks at every county sees whose trail an event stands in; others have one trail', {
  tag: '@turn',
}, async ({ page }) => {
  await enterAs(page, roles['County Admin']);
  await page.goto('/admin/audit');
  await expect(page.getByRole('columnheader', { name: 'When' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'County' })).toHaveCount(0);
  await enterAs(page, roles['System Administrator']);
  await page.goto('/admin/audit?county=ALD');
  await expect(page.getByRole('columnheader', { name: 'County' })).toBeVisible();
  await expect(page.getByRole('row').nth(1)).toContainText('Alder County');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByRole('main')).toContainText('Alder County');
  const file = await page.request.get('/admin/audit/export?county=ALD');
  const [header, row] = (await file.text()).split('\r\n');
  expect(header).toMatch(/,county$/);
  expect(row).toMatch(/,ALD$/);
});

test('nothing found says what to do; a page past the end leads back', async ({ page }) => {
  await enterAs(page, roles['County Admin']);
  await page.goto(`/admin/audit?actor=${newAddress()}`);
  await expect(page.getByText('No event fits these filters')).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Clear all filters' }).first().click();
  await expect(page).toHaveURL(/\/admin\/audit$/);
  await page.goto('/admin/audit?page=999999');
  await page.getByRole('link', { name: 'Go to the first page' }).click();
  await expect(page.getByRole('table')).toBeVisible();
});

test('officers and residents are refused, pages and API alike', async ({ page, guard }) => {
  guard.allow(/status of 403/);
  for (const role of ['Department Officer', 'Citizen'] as const) {
    await enterAs(page, roles[role]);
    for (const path of ['/admin/audit', '/admin/audit/verify', '/admin/audit/x'])
      expect((await page.goto(path))?.status(), path).toBe(403);
    for (const path of ['', '/x', '/verify', '/export']) {
      const answer = await page.request.get(`/api/v1/audit-events${path}`);
      expect([answer.status(), (await answer.json()).code], path).toEqual([403, 'forbidden']);
    }
    expect((await page.request.get('/admin/audit/export')).status()).toBe(403);
  }
});

test('the API: a list, one event, the check; junk is 422, another county not there', async ({
  page,
  portal,
}) => {
  type List = { items: { id: string }[]; total: number };
  const get = async (path: string) => page.request.get(`/api/v1/audit-events${path}`);
  await enterAs(page, 'admin@birch.test');
  const birch = (await (await get('?perPage=1')).json()) as List;
  await enterAs(page, roles['County Admin']);
  const list = (await (await get('?perPage=2')).json()) as List;
  expect(Object.keys(list).sort()).toEqual(['items', 'nextCursor', 'page', 'perPage', 'total']);
  const [first] = list.items;
  expect(Object.keys(first ?? {}).sort()).toEqual(
    ['id', 'at', 'actor', 'event', 'entity', 'entityId', 'outcome', 'ip', 'before', 'after'].sort(),
  );
  expect(await (await get(`/${first?.id}`)).json()).toEqual(first);
  // %00 does not pass the front.
  for (const id of [birch.items[0]?.id, 'nothing', '%00', 'x'.repeat(500)])
    expect([400, 404, 422], id).toContain((await get(`/${id}`)).status());
  expect((await get(`/${birch.items[0]?.id}`)).status()).toBe(404);
  expect(await (await get('/verify')).json()).toMatchObject({ ok: true, firstBroken: null });
  for (const query of ['from=yesterday', 'outcome=x', 'perPage=101', 'page=0', 'cursor=x', 'sort=hash'])
    expect((await get(`?${query}`)).status(), query).toBe(422);
  expect((await get('/export?format=xml')).status()).toBe(422);
  expect((await send(portal, 'GET', '/api/v1/audit-events/export')).status).toBe(401);
  expect((await page.request.post('/api/v1/audit-events', { data: {} })).status()).toBe(405);
});

test('a link to an export leads a stranger to the sign-in', { tag: '@turn' }, async ({ page }) => {
  await page.goto('/admin/audit/export?event=accounts.signIn');
  await expect(page).toHaveURL(/\/login\?next=/);
});
