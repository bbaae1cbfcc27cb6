import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isGuarded } from '@/lib/shared/paths';
import { share, testSize } from '@/lib/testing/size';
import { type Place, type Trick, tricks } from './bypass-tricks';
import { actionOf, formsOf, multipart } from './forms-over-http';
import {
  addressesIn,
  asks,
  type Guarded,
  type Intruder,
  makeWorld,
  type Reader,
  type World,
  withGuardedPortal,
} from './guarded-world';
import { type Answer, Caller, type Sending, send } from './http';
import { type Markers, markersIn, markersOf, without } from './markers';
import type { OidcServer } from './oidc-server';
import { loggedErrors, type Portal, root } from './portal';
import { headerFaults, unruly } from './safe-headers';
import { expect, test } from './test';
import { copyWithoutMiddleware } from './without-middleware';

// Nobody gets around the guards: not by what one says of a request, not by how one writes an address, not by posting an
// action elsewhere; and no guard is the middleware's, so all of it holds when there is none. The lists: bypass-tricks.ts,
// guarded-world.ts.

// Two portals, one for each worker.
test.describe.configure({ mode: 'parallel' });

/**
 * An address meets one in so many tricks, its neighbour others, and each trick one in so many addresses: the guard of a
 * page, which everybody meets, knows nothing of tricks, and what does is the same for all pages. Below the deep size it is
 * one in twelve of those, others at the next commit.
 */
const SHARE = 12;

const html = { accept: 'text/html' };
const cookieOf = (caller: Caller) =>
  [...caller.cookies].map(([name, value]) => `${name}=${value}`).join('; ');

/** Does a thing with each, a few at a time. */
async function withEach<T>(
  things: readonly T[],
  work: (thing: T, index: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const go = async () => {
    for (let index = next++; index < things.length; index = next++) await work(things[index] as T, index);
  };
  await Promise.all(Array.from({ length: 6 }, go));
}

/** What is read at every guarded address by its rightful reader, and what it is known by. */
type Seen = Map<Guarded, { answer: Answer; markers: Markers }>;

/** Reads all of them: nothing would be proven by an answer to nobody. */
async function read({ guarded, readers }: World): Promise<Seen> {
  const seen: Seen = new Map();
  await withEach(guarded, async (at) => {
    const answer = await readers[at.reader].get(at.path, asks[at.kind]);
    expect.soft(answer.status, `${at.path}, by its reader`).toBe(200);
    const markers = markersOf(answer, at);
    expect
      .soft(markersIn(answer, markers).length, `${at.path} has something to know it by`)
      .toBeGreaterThan(0);
    seen.set(at, { answer, markers });
  });
  expect(test.info().errors).toEqual([]);
  return seen;
}

/** A page, or the one that it leads to: two of them are there in the middle of a way alone. */
async function opened(caller: Caller, address: string): Promise<Answer> {
  const answer = await caller.get(address, { accept: 'text/html' });
  const { location } = answer.headers;
  return location ? caller.get(location, { accept: 'text/html' }) : answer;
}

/** No page holds what its own policy refuses: those of everybody, of who is between two steps, and of who is signed in. */
async function expectRuly({ portal, readers, intruders }: World, seen: Seen): Promise<void> {
  const expectRulyAnswer = (address: string, answer: Answer) => {
    expect.soft(answer.status, address).toBe(200);
    const policy = String(answer.headers['content-security-policy']);
    expect.soft(unruly(answer.text, policy), address).toEqual([]);
    expect.soft(headerFaults(answer), address).toEqual([]);
  };
  const between = intruders.find(({ name }) => name.includes('between'))?.caller ?? readers.owner;
  const visits: [Caller, string[]][] = [
    [new Caller(portal), addressesIn('(public)', 'page.tsx').map(filled)],
    [between, addressesIn('(account)', 'page.tsx').map(filled)],
  ];
  for (const [caller, addresses] of visits)
    await withEach(addresses, async (address) => expectRulyAnswer(address, await opened(caller, address)));
  for (const [{ kind, path }, { answer }] of seen) if (kind === 'page') expectRulyAnswer(path, answer);
}

/** An operation of the reference; a page behind a mailed link, as it is without one. */
const filled = (pattern: string) => pattern.replace('[operation]', 'inviteUser').replace('[token]', 'link');

/** What none of an intruder's answers may hold: all that is kept from them and stands nowhere else. */
async function keptFrom({ caller, email, open, name }: Intruder, seen: Seen): Promise<Map<Guarded, Markers>> {
  const shown: Answer[] = [];
  for (const address of open)
    shown.push(await send(caller.portal, 'GET', address, { headers: { ...html, cookie: cookieOf(caller) } }));
  const kept = new Map([...seen].map(([at, { markers }]) => [at, without(markers, shown, email)] as const));
  const known = [...kept.values()].filter(({ headings, texts }) => headings.length + texts.length > 0);
  expect(known.length, `${name}: nearly every address can be known`).toBeGreaterThan(0.9 * kept.size);
  return kept;
}

/** What is wrong with an answer that somebody got who should get nothing. */
function faultsOf(answer: Answer, markers: Markers, portalUrl: string): string[] {
  const { location } = answer.headers;
  return [
    ...(answer.status >= 500 ? [`status ${answer.status}`] : []),
    ...headerFaults(answer),
    ...markersIn(answer, markers).map((marker) => `holds “${marker}”`),
    ...(location && new URL(location, portalUrl).origin !== portalUrl ? [`leads to ${location}`] : []),
    ...(answer.cookies.some((line) => /portal-session=[^;]/.test(line)) ? ['gives a session'] : []),
  ];
}

/** Where whoever may not is sent to, when nothing is tried: to prove who they are, or away. */
const refusals = {
  page: {
    statuses: [303, 307, 403, 404],
    leadsTo: /^\/(login|two-factor|security\/two-factor|reauthenticate)(\?|$)/,
  },
  file: {
    statuses: [303, 401, 403, 404],
    leadsTo: /^\/(login|two-factor|security\/two-factor|reauthenticate)(\?|$)/,
  },
  json: { statuses: [401, 403, 404], leadsTo: /^$/ },
};

type Kept = Map<Intruder, Map<Guarded, Markers>>;

async function tryTricks(world: World, kept: Kept, offset: number): Promise<void> {
  const { portal, guarded, intruders } = world;
  const thoseWhoMayNot = (at: Guarded) => intruders.filter((intruder) => intruder.mayNot(at));
  const buildId = readFileSync(path.join(root, '.next', 'BUILD_ID'), 'utf8');
  const [plain, ...others] = tricks;
  // Without a trick: everybody. By each trick: one of them, another at the next address.
  const untried = plain
    ? guarded.flatMap((at) => thoseWhoMayNot(at).map((intruder) => ({ at, trick: plain, intruder })))
    : [];
  const by = guarded.flatMap((at, row) => {
    const those = thoseWhoMayNot(at);
    return others.flatMap((trick, column) =>
      (row + column + offset) % SHARE === 0
        ? [{ at, trick, intruder: those[(row + column) % those.length] as Intruder }]
        : [],
    );
  });
  const tries = [...untried, ...share(by, 12)];
  const wrong: string[] = [];
  await withEach(tries, async ({ at, trick, intruder }) => {
    const answer = await attempt(portal, { ...at, portalUrl: portal.url, buildId }, trick, intruder);
    const markers = kept.get(intruder)?.get(at) as Markers;
    const faults = faultsOf(answer, markers, portal.url);
    if (trick.name === 'nothing') {
      const { statuses, leadsTo } = refusals[at.kind];
      const location = String(answer.headers.location ?? '').replace(portal.url, '');
      if (!statuses.includes(answer.status)) faults.push(`status ${answer.status}`);
      if (location && !leadsTo.test(location)) faults.push(`leads to ${location}`);
      if (!String(answer.headers['cache-control']).includes('no-store')) faults.push('is kept');
    }
    if (faults.length > 0)
      wrong.push(`${at.path} | ${trick.name} | ${intruder.name} | ${answer.status}: ${faults.join(', ')}`);
  });
  expect(wrong).toEqual([]);
}

/** Sends it; and on, where Next leads scripts to the same page under the number that it gives to their request. */
async function attempt(portal: Portal, at: Place, trick: Trick, { caller }: Intruder): Promise<Answer> {
  const own = cookieOf(caller);
  const cookie = trick.cookie ? trick.cookie(own) : own;
  const sending = {
    headers: { ...asks[at.kind], ...(cookie ? { cookie } : {}), ...trick.headers?.(at) },
    ...(trick.body === undefined ? {} : { body: trick.body }),
  };
  const answer = await send(portal, trick.method ?? 'GET', trick.path?.(at) ?? at.path, sending);
  const { location = '' } = answer.headers;
  return location.startsWith('/') && location.includes('_rsc=')
    ? send(portal, trick.method ?? 'GET', location, sending)
    : answer;
}

type Form = { id: string; at: Guarded; fields: Record<string, string> };

/** Every action of the forms of guarded pages, each once, with what its form sends. */
function formsOfPages(seen: Seen): Form[] {
  const forms = new Map<string, Form>();
  for (const [at, { answer }] of seen) {
    if (at.kind !== 'page') continue;
    for (const fields of formsOf(answer.text)) {
      const id = actionOf(fields);
      if (id && !forms.has(id)) forms.set(id, { id, at, fields });
    }
  }
  return [...forms.values()];
}

const isFramework = (name: string) => name.startsWith('$ACTION');

/** A form as a browser without scripts posts it, and as the scripts of the portal do. */
const postings: Record<string, (form: Form, portal: Portal) => Sending> = {
  'without scripts': ({ fields }, { url }) => {
    const { headers, body } = multipart(fields);
    return { headers: { ...html, ...headers, origin: url }, body };
  },
  'by scripts': ({ id, fields }, { url }) => {
    const typed = Object.entries(fields).filter(([name]) => !isFramework(name));
    // What refers to the fields comes after them, or they would be missed.
    const { headers, body } = multipart([
      ...typed.map(([name, value]): [string, string] => [`_1_${name}`, value]),
      ['0', '[{"status":"idle"},"$K1"]'],
    ]);
    return { headers: { accept: 'text/x-component', ...headers, origin: url, 'next-action': id }, body };
  },
};

/** Every field that is typed into holds something else than before. */
function changed({ fields, ...form }: Form): Form {
  const change = (name: string, value: string) =>
    isFramework(name) || /id$|version|requestKey|roles|departments|locale|settings/i.test(name)
      ? value
      : `${value}9`;
  return {
    ...form,
    fields: Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(name, value)])),
  };
}

async function tryActions({ portal, intruders }: World, seen: Seen, kept: Kept): Promise<void> {
  const forms = formsOfPages(seen).map(changed);
  expect(forms.length, 'actions of guarded pages').toBeGreaterThan(40);
  const elsewhere = ['/', '/login', '/help', '/nothing', '/reset/link', '/status/200', '/developers'];
  // Below the deep size each action meets a sixth of the intruders and ways, others at the next commit.
  const posts = share(
    forms.flatMap((form, row) =>
      intruders
        .filter((intruder) => intruder.mayNot(form.at))
        .flatMap((intruder, column) =>
          Object.entries(postings).map(([way, posting], turn) => {
            // In turn to its own page and to one where it does not belong.
            const isHome = (row + column + turn) % 2 === 0;
            const to = isHome ? form.at.path : (elsewhere[(row + column) % elsewhere.length] as string);
            return { form, intruder, way, to, posting };
          }),
        ),
    ),
    6,
  );
  const wrong: string[] = [];
  await withEach(posts, async ({ form, intruder, way, to, posting }) => {
    const { headers, body } = posting(form, portal);
    const cookie = cookieOf(intruder.caller);
    const answer = await send(portal, 'POST', to, {
      headers: { ...headers, ...(cookie ? { cookie } : {}) },
      body,
    });
    const faults = faultsOf(answer, kept.get(intruder)?.get(form.at) as Markers, portal.url);
    if (faults.length > 0)
      wrong.push(
        `${form.id} of ${form.at.path} ${way} to ${to} | ${intruder.name} | ${answer.status}: ${faults.join(', ')}`,
      );
  });
  expect(wrong).toEqual([]);
}

/** The same posts do something when their owner sends them: what was refused would have worked. */
async function postAsOwners({ readers, portal }: World, seen: Seen): Promise<void> {
  const forms = formsOfPages(seen);
  const controls: [Reader, RegExp, string][] = [
    ['owner', /^\/profile$/, 'firstName'],
    ['admin', /^\/admin\/users\/\[id\]\/edit$/, 'firstName'],
    ['admin', /^\/admin\/departments\/\[id\]$/, 'name'],
  ];
  for (const [reader, pattern, field] of controls)
    for (const [way, posting] of Object.entries(postings)) {
      const form = forms.find(({ at, fields }) => pattern.test(at.pattern) && field in fields);
      if (!form) throw new Error(`No form at ${pattern}`);
      const shown = async () => {
        const page = await readers[reader].get(form.at.path, html);
        return formsOf(page.text).find((fields) => field in fields) ?? {};
      };
      const now = await shown();
      const value = `${now[field]} ${way}`;
      // Without scripts Next finds an action at its own page alone; scripts find it everywhere.
      const to = way === 'by scripts' ? '/help' : form.at.path;
      const sending = posting({ ...form, fields: { ...now, [field]: value } }, portal);
      await readers[reader].call('POST', to, sending);
      expect((await shown())[field], `${form.at.path} ${way}`).toBe(value);
    }
}

async function bypass(portal: Portal, provider: OidcServer, offset: number): Promise<void> {
  const world = await test.step('people, and what belongs to them', () => makeWorld(portal, provider));
  for (const { kind, path: at, pattern } of world.guarded)
    if (kind !== 'json') expect(isGuarded(at), `${pattern} is in a guarded area`).toBe(true);
  const seen = await test.step('whoever may, reads', () => read(world));
  await test.step('what is read keeps its own policy', () => expectRuly(world, seen));
  const kept: Kept = new Map();
  for (const intruder of world.intruders) kept.set(intruder, await keptFrom(intruder, seen));
  const before = await world.state();
  await test.step('whoever may not, gets nothing', () => tryTricks(world, kept, offset));
  expect(await world.state(), 'nothing has changed').toEqual(before);
  await test.step('nor by an action', () => tryActions(world, seen, kept));
  expect(await world.state(), 'nothing has changed by an action').toEqual(before);
  await test.step('whoever may, acts', () => postAsOwners(world, seen));
  expect(loggedErrors(portal.output()), 'errors in the log of the portal').toEqual([]);
}

test('no guard is gone around', async () => {
  await withGuardedPortal(root, (portal, provider) => bypass(portal, provider, 0));
});

test('nor where there is no middleware', { tag: '@turn' }, async () => {
  const copy = copyWithoutMiddleware();
  try {
    await withGuardedPortal(copy.folder, async (portal, provider) => {
      // It is gone: no nonce, no policy of a page, no token out of the address, no redirect of its own.
      const home = await send(portal, 'GET', '/', { headers: html });
      expect(home.status).toBe(200);
      expect(home.headers['content-security-policy']).not.toContain('nonce-');
      expect(home.text).not.toContain('nonce=');
      const link = await send(portal, 'GET', `/reset/${'a'.repeat(43)}`, { headers: html });
      expect(link.cookies).toEqual([]);
      expect((await send(portal, 'GET', '/profile', { headers: html })).headers.location).toBe(
        '/login?next=%2Fdashboard',
      );
      if (testSize === 'deep') await bypass(portal, provider, SHARE / 2);
      else await strangersGetNothing(portal);
    });
  } finally {
    copy.remove();
  }
});

/** A handful for every day: each guarded page and file that has an address without a number, asked for by nobody. */
async function strangersGetNothing(portal: Portal): Promise<void> {
  const addressesOf = (name: string) =>
    addressesIn('(portal)', name).filter((address) => !address.includes('['));
  const asked = [
    ...addressesOf('page.tsx').map((address) => ({ address, refused: refusals.page })),
    ...addressesOf('route.ts').map((address) => ({ address, refused: refusals.file })),
  ];
  expect(asked.length).toBeGreaterThan(25);
  for (const { address, refused } of asked) {
    const answer = await send(portal, 'GET', address, { headers: html });
    expect.soft(refused.statuses, address).toContain(answer.status);
    const { location } = answer.headers;
    if (location) expect.soft(location.replace(portal.url, ''), address).toMatch(refused.leadsTo);
    expect.soft(answer.text, address).not.toMatch(/<table|@test\.com/);
  }
}
