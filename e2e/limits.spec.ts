import { setTimeout as sleep } from 'node:timers/promises';
import { softPasskey } from '@/lib/testing/authenticator';
import { findPostgres, type PostgresCluster, startPostgres } from '@/lib/testing/postgres-cluster';
import { Authenticator } from './authenticator';
import { hiddenFields, multipart } from './forms-over-http';
import { type Answer, Caller, send } from './http';
import { expectGoodPage } from './page-checks';
import { drawnLanguages } from './page-frame';
import { demonstrationPassword, goodPassword, newAddress, problem, roles } from './people';
import { type Portal, quickHashes, startPortal } from './portal';
import { expect, test } from './test';

// docs/security.md, "Limits": exact when fifty try at once at two processes with one PostgreSQL, and said in words. The client's
// address is what a trusted proxy says, so that each test has one of its own.

// biome-ignore lint/suspicious/noSkippedTests: loudly, where the machine lacks the program
test.skip(!findPostgres(), '*** SKIPPED: PostgreSQL is not installed ***');

const FIFTY = 50;
const DATABASE = 'portal';
const wrong = 'not the password';
let cluster: PostgresCluster;
/** Two processes of one portal: each takes every other request. */
let portals: [Portal, Portal];
/** The portal's own address, which a proxy before the two would keep. */
let host: string;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  cluster = await startPostgres();
  const url = await cluster.createDatabase(DATABASE);
  const settings = { ...quickHashes, DATABASE_URL: url, TRUSTED_PROXY_HOPS: '1', CONFIRM_EMAIL: 'on' };
  const first = await startPortal({ settings, empty: true });
  host = `localhost:${first.port}`;
  const second = await startPortal({
    settings: { ...settings, APP_URL: `http://${host}`, SMTP_URL: first.mail.url },
    empty: true,
  });
  portals = [first, second];
});
test.afterAll(async () => {
  for (const portal of portals ?? []) await portal.dispose();
  await cluster?.stop();
});
test.afterEach(() => {
  const errors = portals
    .flatMap((portal) => portal.output().split('\n'))
    .filter((line) => /^\{.*"level":\s*("error"|"fatal"|50|60)/.test(line));
  expect(errors, 'errors in the logs of the portals').toEqual([]);
});

let places = 0;
/** A client address that no other test has. */
function anotherPlace(): string {
  places += 1;
  return `10.7.${places >> 8}.${places & 255}`;
}

const headersFrom = (place: string) => ({ accept: '*/*', host, 'x-forwarded-for': place });

/** A program at a place of its own. */
const callerAt = (place = anotherPlace()) => new Caller(portals[0], headersFrom(place));

type Sent = { path: string; body: unknown; place: string; cookie?: string };

/** Sends all of it at once, to the two processes in turn. */
function atOnce(count: number, sent: (index: number) => Sent): Promise<Answer[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const { path, body, place, cookie } = sent(index);
      return send(portals[index % 2] ?? portals[0], 'POST', path, {
        headers: {
          ...headersFrom(place),
          'content-type': 'application/json',
          ...(cookie ? { cookie } : {}),
        },
        body: JSON.stringify(body),
      });
    }),
  );
}

/** How many answers had which status. */
function tally(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

/** Those that were stopped are told for how long, in seconds and in words. */
function expectWaits(answers: Answer[], [least, most]: [number, number], words: RegExp): void {
  const stopped = answers.filter(({ status }) => status === 429);
  expect(stopped.length).toBeGreaterThan(0);
  for (const answer of stopped) {
    const seconds = Number(answer.headers['retry-after']);
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
    expect(answer.json()).toEqual({ error: expect.stringMatching(words), status: 429 });
  }
}

const cookieOf = ({ cookies }: Caller) => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** The token of the last link in a mail to an address. */
async function tokenTo(email: string, subject: RegExp): Promise<string> {
  const mail = await portals[0].mail.mailTo(email, subject);
  return /\/(?:reset|confirm)\/([\w-]{43})/.exec(mail.text)?.[1] ?? '';
}

const confirmMail = /confirm/i;
const resetMail = /password/i;

/** Registers, and answers the token of the mail, and the browser that registered. */
async function register(email = newAddress()): Promise<{ email: string; token: string; browser: Caller }> {
  const browser = callerAt();
  expect((await browser.post('/register', { email, password: goodPassword })).status).toBe(200);
  return { email, token: await tokenTo(email, confirmMail), browser };
}

async function signedIn(email: string, place?: string): Promise<Caller> {
  const caller = callerAt(place);
  const answer = await caller.post('/login', { email, password: goodPassword });
  expect(answer.status, answer.text).toBe(200);
  return caller;
}

/** A new resident who is signed in. */
async function newResident(): Promise<{ email: string; caller: Caller }> {
  const { email, token, browser } = await register();
  expect((await browser.post(`/confirm/${token}`)).status).toBe(200);
  return { email, caller: await signedIn(email) };
}

/** A new resident with an authenticator app in use. */
async function newResidentWithApp() {
  const { email, caller } = await newResident();
  const begun = await caller.post('/api/v1/me/two-factor');
  const app = new Authenticator(begun.json<{ secret: string }>().secret);
  const confirmed = await caller.post('/api/v1/me/two-factor/confirm', { code: await app.code() });
  expect(confirmed.status, confirmed.text).toBe(200);
  return { email, app, recoveryCodes: confirmed.json<{ recoveryCodes: string[] }>().recoveryCodes };
}

/** Cookies of so many browsers in which the right password was given. */
async function attempts(email: string, count: number): Promise<string[]> {
  const cookies: string[] = [];
  for (let made = 0; made < count; made += 1) cookies.push(cookieOf(await signedIn(email)));
  return cookies;
}

// Every day: one that is counted and one that a row decides, for all that are tried by twenty at once in lib/accounts, and those
// that are tried nowhere else.
const deep = { tag: '@deep' };

test.describe('fifty at once at two processes', () => {
  test('wrong passwords for an address from one place: five are looked at, for an account and for none', async () => {
    for (const email of [roles.Citizen, newAddress('nobody')]) {
      const place = anotherPlace();
      const answers = await atOnce(FIFTY, () => ({
        path: '/login',
        body: { email, password: wrong },
        place,
      }));
      expect(tally(answers)).toEqual({ 400: 5, 429: 45 });
      expectWaits(answers, [1, 60], /^Too many tries\. Try again in 1 minute$/);
    }
  });

  test(
    'wrong passwords for an address from everywhere: fifteen in a quarter of an hour, fifty in twelve hours',
    deep,
    async () => {
      const { email } = await newResident();
      const everywhere = () =>
        atOnce(FIFTY, () => ({
          path: '/login',
          body: { email, password: wrong },
          place: anotherPlace(),
        }));
      for (const lookedAt of [15, 15, 15, 5]) {
        const answers = await everywhere();
        expect(tally(answers)).toEqual({ 400: lookedAt, 429: FIFTY - lookedAt });
        if (lookedAt === 15) expectWaits(answers, [800, 900], /Try again in 1[45] minutes$/);
        // A quarter of an hour later, for the limiter.
        await cluster.execute(DATABASE, `delete from rate_limit where key like 'sign-in-wrong-quarter:%'`);
      }
      // The right password is not looked at either; who reads the account's mail gets in all the same.
      const late = await callerAt().post('/login', { email, password: goodPassword });
      expectWaits([late], [11 * 3600, 12 * 3600], /Try again in (12 hours|11 hours and 5\d minutes)$/);
      const owner = callerAt();
      expect((await owner.post('/reset', { email })).status).toBe(200);
      const token = await tokenTo(email, resetMail);
      expect((await owner.post(`/reset/${token}`, { password: demonstrationPassword })).status).toBe(200);
      expect((await owner.post('/login', { email, password: demonstrationPassword })).status).toBe(200);
    },
  );

  test('sign-ins from one place, whomever they are for: twenty a minute', deep, async () => {
    const place = anotherPlace();
    const answers = await atOnce(FIFTY, () => ({
      path: '/login',
      body: { email: newAddress('nobody'), password: wrong },
      place,
    }));
    expect(tally(answers)).toEqual({ 400: 20, 429: 30 });
    expectWaits(answers, [1, 60], /Try again in 1 minute$/);
  });

  test('wrong codes: five of an attempt, ten of an account in a quarter of an hour', deep, async () => {
    const { email, app } = await newResidentWithApp();
    const code = app.wrongCode();
    const [one = ''] = await attempts(email, 1);
    const place = anotherPlace();
    const ofOne = await atOnce(FIFTY, () => ({ path: '/two-factor', body: { code }, place, cookie: one }));
    expect(tally(ofOne)).toEqual({ 400: 5, 401: 45 });

    const others = await attempts(email, 5);
    const ofFive = await atOnce(FIFTY, (index) => ({
      path: '/two-factor',
      body: { code },
      place,
      cookie: others[index % 5] ?? '',
    }));
    const counted = tally(ofFive);
    expect(counted[400], 'five and five are ten').toBe(5);
    expect((counted[401] ?? 0) + (counted[429] ?? 0), 'an attempt may be over before the account').toBe(45);
    expectWaits(ofFive, [840, 900], /Try again in 1[45] minutes$/);
    const [late = ''] = await attempts(email, 1);
    const right = { code: await app.code() };
    const [answer] = await atOnce(1, () => ({ path: '/two-factor', body: right, place, cookie: late }));
    expect(answer?.status, 'nor is a right one tried').toBe(429);
  });

  test('one right code: one is let in; so of one recovery code', async () => {
    const { email, app, recoveryCodes } = await newResidentWithApp();
    for (const body of [{ code: await app.code() }, { recovery_code: recoveryCodes[0] }]) {
      const cookies = await attempts(email, 5);
      const answers = await atOnce(FIFTY, (index) => ({
        path: '/two-factor',
        body,
        place: anotherPlace(),
        cookie: cookies[index % 5] ?? '',
      }));
      expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
      const sessions = answers.flatMap(({ cookies: set }) =>
        set.filter((line) => /^portal-session=./.test(line)),
      );
      expect(sessions).toHaveLength(1);
      // The losers' tries were wrong codes: a quarter of an hour later, for the second of the two.
      await cluster.execute(DATABASE, `update "SignInRecord" set "at" = "at" - interval '15 minutes'`);
    }
  });

  test('one link of a mail: one counts, to confirm and to reset', deep, async () => {
    const { email, token, browser } = await register();
    const confirming = await atOnce(FIFTY, () => ({
      path: `/confirm/${token}`,
      body: {},
      place: anotherPlace(),
      cookie: cookieOf(browser),
    }));
    expect(tally(confirming)).toEqual({ 200: 1, 400: 49 });

    expect((await callerAt().post('/reset', { email })).status).toBe(200);
    const reset = await tokenTo(email, resetMail);
    const passwordOf = (index: number) => `${goodPassword} ${index}`;
    const resetting = await atOnce(FIFTY, (index) => ({
      path: `/reset/${reset}`,
      body: { password: passwordOf(index) },
      place: anotherPlace(),
    }));
    expect(tally(resetting)).toEqual({ 200: 1, 400: 49 });
    const winner = resetting.findIndex(({ status }) => status === 200);
    const password = passwordOf(winner);
    expect((await callerAt().post('/login', { email, password })).status, 'the one that was told so').toBe(
      200,
    );
  });

  test('one answer of a passkey: one is let in', deep, async () => {
    const { caller } = await newResident();
    const origin = `http://${host}`;
    // One that never counts: its challenge alone decides.
    const passkey = softPasskey({ counts: false });
    const html = { accept: 'text/html', origin };
    const options = (await caller.post('/api/passkeys/add', {})).json<Parameters<typeof passkey.make>[0]>();
    const page = '/security/two-factor/passkeys/new';
    const adding = multipart({
      ...(await hiddenFields(caller, page, 'passkey-form')),
      name: 'Key',
      answer: passkey.make(options, { origin }),
    });
    const added = await caller.call('POST', page, {
      headers: { ...adding.headers, ...html },
      body: adding.body,
    });
    expect(added.status, 'it is kept').toBe(200);

    const stranger = callerAt();
    const asked = (await stranger.post('/api/passkeys/sign-in', {})).json<{
      challenge: string;
      rpId: string;
    }>();
    const { headers, body } = multipart({
      ...(await hiddenFields(stranger, '/login', 'passkey-form')),
      answer: passkey.use(asked, { origin }),
    });
    // Each draws a page: fifty of those would try the machine, not the limit.
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        send(portals[index % 2] ?? portals[0], 'POST', '/login', {
          headers: { ...headersFrom(anotherPlace()), ...headers, ...html },
          body,
        }),
      ),
    );
    const entered = answers.filter(({ cookies }) => cookies.some((line) => /^portal-session=./.test(line)));
    expect(entered).toHaveLength(1);
    expect(tally(answers)).toEqual({ 200: 19, 303: 1 });
  });

  test('mails to one address: five an hour, known or not, of each kind', deep, async () => {
    const known = newAddress('known');
    await register(known);
    const before = portals[0].mail.allTo(known).length;
    for (const email of [known, newAddress('nobody')])
      for (const path of ['/reset', '/confirm']) {
        const answers = await atOnce(FIFTY, () => ({ path, body: { email }, place: anotherPlace() }));
        expect(tally(answers), `${path} ${email}`).toEqual({ 200: 5, 429: 45 });
        expectWaits(answers, [3500, 3600], /Try again in (1 hour|59 minutes)$/);
      }
    const registering = await atOnce(FIFTY, () => ({
      path: '/register',
      body: { email: known, password: goodPassword },
      place: anotherPlace(),
    }));
    expect(tally(registering), 'one was before').toEqual({ 200: 4, 429: 46 });
    // Nobody has confirmed it: there is no account whose password could be reset.
    await expect.poll(() => portals[0].mail.allTo(known).length - before, { timeout: 20_000 }).toBe(5 + 4);
    await sleep(500);
    expect(portals[0].mail.allTo(known).length - before).toBe(5 + 4);
  });

  test('registrations from one place: ten an hour', deep, async () => {
    const place = anotherPlace();
    const answers = await atOnce(FIFTY, () => ({
      path: '/register',
      body: { email: newAddress(), password: goodPassword },
      place,
    }));
    expect(tally(answers)).toEqual({ 200: 10, 429: 40 });
    expectWaits(answers, [3500, 3600], /Try again in (1 hour|59 minutes)$/);
  });

  test('the own password in one session: five wrong ones a minute, at both doors together', async () => {
    const { caller } = await newResident();
    const cookie = cookieOf(caller);
    const change = { password: wrong, new_password: goodPassword, new_password_confirm: goodPassword };
    const answers = await atOnce(FIFTY, (index) => ({
      ...(index % 4 < 2
        ? { path: '/reauthenticate', body: { password: wrong } }
        : { path: '/change-password', body: change }),
      place: anotherPlace(),
      cookie,
    }));
    expect(tally(answers)).toEqual({ 400: 5, 429: 45 });
    expectWaits(answers, [1, 60], /Try again in 1 minute$/);
  });

  test('forms that cost, from one place: three hundred in five minutes', async () => {
    const place = anotherPlace();
    const counted: Answer[] = [];
    for (let round = 0; round < 7; round += 1)
      counted.push(
        ...(await atOnce(FIFTY, () => ({
          path: `/reset/${'A'.repeat(43)}`,
          body: { password: goodPassword },
          place,
        }))),
      );
    expect(tally(counted)).toEqual({ 400: 300, 429: 50 });
    expectWaits(counted, [200, 300], /Try again in [45] minutes$/);
  });
});

const languages = {
  en: {
    name: 'English',
    minute: 'Too many tries. Try again in 1 minute',
    quarter: /^Too many tries\. Try again in 1[45] minutes$/,
    hour: /Too many tries\. Try again in (1 hour|59 minutes)/,
    halfDay: /Too many tries\. Try again in (12 hours|11 hours and 5\d minutes)/,
  },
  es: {
    name: 'Spanish',
    minute: 'Demasiados intentos. Intente de nuevo en 1 minuto',
    quarter: /^Demasiados intentos\. Intente de nuevo en 1[45] minutos$/,
    hour: /Demasiados intentos\. Intente de nuevo en (1 hora|59 minutos)/,
    halfDay: /Demasiados intentos\. Intente de nuevo en (12 horas|11 horas y 5\d minutos)/,
  },
} as const;

for (const language of drawnLanguages('es')) {
  const words = languages[language];

  test.describe(`a wait in words, in ${words.name}`, () => {
    const place = anotherPlace();
    test.use({
      baseURL: async ({ kind: _kind }, use) => use(`http://${host}`),
      extraHTTPHeaders: { 'x-forwarded-for': place },
      locale: language === 'en' ? 'en-US' : 'es-US',
    });

    test('at the sign-in it grows, and what was typed stays, but for the password', async ({ page }) => {
      const email = newAddress('guessed');
      const guess = async () => {
        await page.locator('#email').fill(email);
        await page.locator('#password').fill(wrong);
        await page.getByRole('main').locator('form button[type=submit]').first().click();
        await expect(problem(page)).toBeVisible();
        await expect(page.locator('#email')).toHaveValue(email);
        await expect(page.locator('#password')).toHaveValue('');
      };
      const tries = (count: number, from: () => string) =>
        atOnce(count, () => ({ path: '/login', body: { email, password: wrong }, place: from() }));
      const summary = problem(page).getByRole('listitem');

      await tries(5, () => place);
      await page.goto('/login');
      await guess();
      await expect(summary).toHaveText(words.minute);
      await expectGoodPage(page, '/login, stopped', language);

      await tries(10, anotherPlace);
      await cluster.execute(DATABASE, `delete from rate_limit where key like 'sign-in-wrong:%'`);
      await page.goto('/login');
      await guess();
      await expect(summary).toHaveText(words.quarter);

      for (let rounds = 0; rounds < 3; rounds += 1) {
        await cluster.execute(DATABASE, `delete from rate_limit where key like 'sign-in-wrong-quarter:%'`);
        await tries(15, anotherPlace);
      }
      await cluster.execute(DATABASE, `delete from rate_limit where key like 'sign-in-wrong-quarter:%'`);
      await page.goto('/login');
      await guess();
      await expect(summary).toHaveText(words.halfDay);
    });

    test('at the second step it stands there, and the code is asked for still', async ({ page }) => {
      const { email, app } = await newResidentWithApp();
      const cookies = await attempts(email, 2);
      await atOnce(10, (index) => ({
        path: '/two-factor',
        body: { code: app.wrongCode() },
        place: anotherPlace(),
        cookie: cookies[index % 2] ?? '',
      }));
      await page.goto('/login');
      await page.locator('#email').fill(email);
      await page.locator('#password').fill(goodPassword);
      await page.getByRole('main').locator('form button[type=submit]').first().click();
      await expect(page).toHaveURL(/\/two-factor\?/);
      await page.locator('#code').fill(await app.code());
      await page.getByRole('main').locator('form button[type=submit]').first().click();
      await expect(problem(page).getByRole('listitem')).toHaveText(words.quarter);
      await expect(page).toHaveURL(/\/two-factor\?/);
      await expect(page.locator('#code')).toBeEditable();
      await expectGoodPage(page, '/two-factor, stopped', language);
    });

    test('without scripts: 429 and Retry-After at every form that has a limit', async () => {
      const email = newAddress('typed');
      const { email: known, caller: resident } = await newResident();
      // The language of the account is theirs from the sign-in on.
      resident.cookies.set('portal-language', language);
      const post = async (caller: Caller, path: string, fields: Record<string, string>, form?: string) => {
        const { headers, body } = multipart({ ...(await hiddenFields(caller, path, form)), ...fields });
        return caller.call('POST', path, {
          headers: {
            ...headers,
            accept: 'text/html',
            'accept-language': language,
            origin: `http://${host}`,
          },
          body,
        });
      };
      const expectStopped = (answer: Answer, wait: RegExp | string, typed: string[] = []) => {
        expect(answer.status).toBe(429);
        expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
        const main = /<main[\s\S]*<\/main>/.exec(answer.text)?.[0] ?? '';
        expect(main).toMatch(wait);
        for (const value of typed) expect(main).toContain(`value="${value}"`);
        expect(main).not.toContain(goodPassword);
      };

      // Five mails an hour.
      await atOnce(5, () => ({ path: '/reset', body: { email }, place: anotherPlace() }));
      expectStopped(await post(callerAt(), '/reset', { email }), words.hour, [email]);
      await atOnce(5, () => ({ path: '/confirm', body: { email }, place: anotherPlace() }));
      expectStopped(await post(callerAt(), '/confirm', { email }), words.hour, [email]);

      // Ten registrations an hour from one place.
      const crowd = anotherPlace();
      await atOnce(10, () => ({
        path: '/register',
        body: { email: newAddress(), password: goodPassword },
        place: crowd,
      }));
      const form = {
        firstName: 'Rosa',
        lastName: 'Rivera',
        email,
        phoneNumber: '',
        county: 'BIR',
        password: goodPassword,
        passwordConfirm: goodPassword,
      };
      expectStopped(await post(callerAt(crowd), '/register', form), words.hour, ['Rosa', 'Rivera', email]);

      // Five wrong ones of the own password, by whichever door.
      const cookie = cookieOf(resident);
      await atOnce(5, () => ({
        path: '/reauthenticate',
        body: { password: wrong },
        place: anotherPlace(),
        cookie,
      }));
      expectStopped(await post(resident, '/reauthenticate', { password: goodPassword }), words.minute);
      expectStopped(
        await post(resident, '/change-password', {
          password: goodPassword,
          newPassword: goodPassword,
          newPasswordConfirm: goodPassword,
        }),
        words.minute,
      );

      // Twenty sign-ins a minute from one place, by a password or a passkey.
      const busy = anotherPlace();
      await atOnce(20, () => ({
        path: '/login',
        body: { email: newAddress('nobody'), password: wrong },
        place: busy,
      }));
      expectStopped(
        await post(callerAt(busy), '/login', { email: known, password: goodPassword }),
        words.minute,
        [known],
      );
      expectStopped(await post(callerAt(busy), '/login', { answer: '{}' }, 'passkey-form'), words.minute);
    });
  });
}
