import { readdirSync } from 'node:fs';
import path from 'node:path';
import { expect } from '@playwright/test';
import { softPasskey } from '@/lib/testing/authenticator';
import { Authenticator } from './authenticator';
import { formsOf, multipart, postForm } from './forms-over-http';
import { type Answer, Caller } from './http';
import { type OidcServer, oidcClient, startOidcServer } from './oidc-server';
import { demonstrationPassword, goodPassword, newAddress } from './people';
import { type Portal, quickHashes, root, startPortal } from './portal';

// Every address that somebody guards, derived from the folders of app/; who may read each; and who tries without.

export type Reader = 'owner' | 'beginner' | 'admin' | 'system';

/** A caller who may not read an address, as they come: with the cookies of what they are, or were. */
export type Intruder = {
  name: string;
  caller: Caller;
  /** An address of their own, which is shown to them wherever they are. */
  email: string;
  /** Whether they have no business at an address at all. */
  mayNot(at: Guarded): boolean;
  /** What they may open: nothing that stands there too is anything that was kept from them. */
  open: readonly string[];
};

export type Guarded = {
  /** `/admin/users/[id]` */
  pattern: string;
  /** The same with the ids of the world. */
  path: string;
  kind: 'page' | 'file' | 'json';
  reader: Reader;
};

export type World = {
  portal: Portal;
  readers: Record<Reader, Caller>;
  intruders: Intruder[];
  guarded: Guarded[];
  /** Everything that an intruder could have changed, as the people it belongs to see it. */
  state(): Promise<unknown>;
};

/** What leads to a second factor is open to whoever must set one up: docs/security.md, "Second factor". */
const beforeFactor = new Set([
  '/reauthenticate',
  '/security/two-factor',
  '/security/two-factor/app',
  '/security/two-factor/passkeys/new',
  '/api/v1/me/two-factor',
]);
/** Of API v1: docs/contract.md, section 8, "Without sign-in". */
const publicApi = new Set(['/api/v1/counties', '/api/v1/openapi.json']);
/** Administration; the rest of API v1 is everybody's own. */
const staffOnly =
  /^\/(admin(\/|$)|auth\/users|api\/v1\/(users|audit-events|service-tokens|roles|permissions|counties))/;

const html = { accept: 'text/html' };
const lesson = ['/dashboard', '/auth/current-user', '/auth/users'];
/** docs/contract.md, section 4: what a caller of an address asks for. */
export const asks = { page: html, file: html, json: { accept: 'application/json' } } as const;

/** The addresses below a folder of app/ whose files have this name. */
export function addressesIn(folder: string, name: string): string[] {
  const base = path.join(root, 'app', folder);
  return readdirSync(base, { recursive: true, encoding: 'utf8' })
    .filter((file) => path.basename(file) === name)
    .map((file) => path.posix.join('/', path.dirname(file).replaceAll(path.sep, '/')))
    .sort();
}

function readerOf(pattern: string): Reader {
  if (/\/counties(\/|$)/.test(pattern)) return 'system';
  if (pattern.startsWith('/api/v1/me') || pattern === '/auth/current-user') return 'owner';
  if (pattern === '/security/two-factor/app') return 'beginner';
  return /^\/(admin|auth|api)(\/|$)/.test(pattern) ? 'admin' : 'owner';
}

function fill(pattern: string, ids: Record<string, string>): string {
  if (ids[pattern]?.startsWith('/')) return ids[pattern];
  const shown = pattern.replace(/^\/api\/v1/, '/admin');
  let filled = '';
  let soFar = '';
  for (const segment of shown.split('/').slice(1)) {
    soFar += `/${segment}`;
    const id = ids[soFar];
    if (segment.startsWith('[') && !id) throw new Error(`Which ${soFar}? Say it in e2e/guarded-world.ts`);
    filled += `/${id ?? segment}`;
  }
  return pattern === shown ? filled : filled.replace(/^\/admin/, '/api/v1');
}

/** Every guarded address, with the ids (by the pattern up to them) of what stands there. */
function guardedAddresses(ids: Record<string, string>): Guarded[] {
  const at = (kind: Guarded['kind']) => (pattern: string) => ({
    pattern,
    kind,
    path: fill(pattern, ids),
    reader: readerOf(pattern),
  });
  // Those without a GET have nothing to read: their own tests post to them.
  const writesOnly =
    /\/(deactivate|departments|reactivate|reset-password|reset-two-factor|roles|sign-out)$|\/confirm$|\/(me\/sessions|me\/tokens|service-tokens)\/\[id\]$|recovery-codes$/;
  const api = addressesIn('api/v1', 'route.ts')
    .map((address) => `/api/v1${address}`)
    .filter(
      (pattern) => !publicApi.has(pattern) && !(/\[id\]|\/me\//.test(pattern) && writesOnly.test(pattern)),
    );
  return [
    ...addressesIn('(portal)', 'page.tsx').map(at('page')),
    ...addressesIn('(portal)', 'route.ts').map(at('file')),
    ...[...api, ...lesson].map(at('json')),
  ];
}

const succeeded = (answer: Answer, what: string) => {
  expect([200, 201, 204], `${what}: ${answer.text.slice(0, 300)}`).toContain(answer.status);
  return answer;
};

type Made = { id: string; version: number };
const itemsOf = async (caller: Caller, address: string) =>
  succeeded(await caller.get(`/api/v1${address}`), address).json<{ items: Made[] }>().items;

/** Signs in, and by a recovery code where the account has a factor. */
async function entered(portal: Portal, email: string, password: string, recoveryCode?: string) {
  const caller = new Caller(portal);
  succeeded(await caller.post('/login', { email, password }), email);
  if (recoveryCode) succeeded(await caller.post('/two-factor', { recovery_code: recoveryCode }), email);
  return caller;
}

async function withApp(caller: Caller): Promise<string[]> {
  const { secret } = succeeded(await caller.post('/api/v1/me/two-factor'), 'an app').json<{
    secret: string;
  }>();
  const answer = await caller.post('/api/v1/me/two-factor/confirm', {
    code: await new Authenticator(secret).code(),
  });
  return succeeded(answer, 'an app').json<{ recoveryCodes: string[] }>().recoveryCodes;
}

async function registered(portal: Portal, name: string): Promise<{ caller: Caller; email: string }> {
  const caller = new Caller(portal);
  const email = newAddress(name);
  const person = { email, password: goodPassword, first_name: 'Rosalind', last_name: `Of ${name}` };
  succeeded(await caller.post('/register', person), email);
  return { caller, email };
}

async function personOf(admin: Caller, email: string): Promise<Made> {
  const [person] = await itemsOf(admin, `/users?q=${encodeURIComponent(email)}`);
  if (!person) throw new Error(`${email} is not among the people`);
  return person;
}

async function addPasskey(portal: Portal, owner: Caller): Promise<void> {
  const address = '/security/two-factor/passkeys/new';
  const options = succeeded(await owner.post('/api/passkeys/add', {}), 'a passkey').json<
    Parameters<ReturnType<typeof softPasskey>['make']>[0]
  >();
  const answer = softPasskey().make(options, { origin: `http://localhost:${portal.port}` });
  await postForm(owner, address, { name: 'My laptop', answer }, { origin: portal.url });
}

/** Links an account at the provider, as a browser without scripts walks there and back. */
async function linkElsewhere(portal: Portal, owner: Caller, provider: OidcServer): Promise<void> {
  provider.add('rosalind', { email: newAddress('elsewhere'), email_verified: true });
  const page = await owner.get('/security', html);
  const form = formsOf(page.text).find((fields) => 'provider' in fields) ?? {};
  const { headers, body } = multipart(form);
  await owner.call('POST', '/security', { headers: { ...html, ...headers, origin: portal.url }, body });
  const between = await owner.get('/login/provider', html);
  const there = /content="0;url=([^"]+)"/.exec(between.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const elsewhere = new Caller({ port: Number(new URL(provider.issuer).port) });
  const pathOf = (address: string) => address.replace(/^https?:\/\/[^/]+/, '');
  let answer = await elsewhere.get(pathOf(there));
  answer = await elsewhere.call('POST', pathOf(String(answer.headers.location)), {
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'name=rosalind&do=enter',
  });
  answer = await elsewhere.get(pathOf(String(answer.headers.location)));
  answer = await owner.get(pathOf(String(answer.headers.location)), html);
  expect(answer.headers.location, 'linked').toMatch(/\/security$/);
}

/** Starts a portal (of these files) in which such a world can be made, for as long as the work lasts. */
export async function withGuardedPortal(
  from: string,
  work: (portal: Portal, provider: OidcServer) => Promise<void>,
): Promise<void> {
  const provider = await startOidcServer('/api/auth/callback/state');
  const portal = await startPortal({
    from,
    settings: {
      RATE_LIMITS: 'off',
      ...quickHashes,
      REQUIRE_STAFF_2FA: 'on',
      OIDC_PROVIDERS: 'state',
      OIDC_STATE_ISSUER: provider.issuer,
      OIDC_STATE_CLIENT_ID: oidcClient.id,
      OIDC_STATE_CLIENT_SECRET: oidcClient.secret,
      OIDC_STATE_NAME: 'State ID',
    },
  });
  provider.serve(portal.url);
  try {
    await work(portal, provider);
  } finally {
    await portal.dispose();
    await provider.close();
  }
}

/** Makes it all in a portal of which staff must have a second factor, and that knows the provider `state`. */
export async function makeWorld(portal: Portal, provider: OidcServer): Promise<World> {
  const admin = await entered(portal, 'admin@test.com', demonstrationPassword);
  const codes = await withApp(admin);
  const system = await entered(portal, 'system@test.com', demonstrationPassword);
  await withApp(system);
  const neighbour = await entered(portal, 'admin@birch.test', demonstrationPassword);
  await withApp(neighbour);

  const { caller: owner, email: ownersEmail } = await registered(portal, 'owner');
  await linkElsewhere(portal, owner, provider);
  await addPasskey(portal, owner);
  await withApp(owner);
  const token = { name: 'Weekly figures', scopes: ['account.manage'], expiresInDays: 30 };
  const ownToken = succeeded(await owner.post('/api/v1/me/tokens', token), 'a token').json<Made>();
  const security = await owner.get('/security', html);
  const factors = await owner.get('/security/two-factor', html);
  const linkIn = (page: Answer, pattern: RegExp) => pattern.exec(page.text)?.[1] ?? '';

  const { caller: beginner } = await registered(portal, 'beginner');
  succeeded(await beginner.post('/api/v1/me/two-factor'), 'an app');

  // Somebody who was an administrator until just now.
  const leaver = await registered(portal, 'leaver');
  const { id: leaversId, version } = await personOf(admin, leaver.email);
  const roles = { roles: ['County Admin'], version };
  succeeded(await admin.call('PUT', `/api/v1/users/${leaversId}/roles`, json(roles)), 'a role');
  const gone = await entered(portal, leaver.email, goodPassword);
  await withApp(gone);
  succeeded(await gone.get('/api/v1/users'), 'a person who is not gone yet');
  succeeded(await admin.post(`/api/v1/users/${leaversId}/deactivate`, { reason: 'Left' }), 'deactivated');

  const left = await entered(portal, 'admin@test.com', demonstrationPassword, codes[0]);
  const replayed = new Caller(portal);
  for (const [name, value] of left.cookies) replayed.cookies.set(name, value);
  succeeded(await replayed.get('/api/v1/users'), 'a session that is not over yet');
  succeeded(await left.post('/logout'), 'signed out');
  const between = await entered(portal, 'admin@test.com', demonstrationPassword);
  const citizen = await entered(portal, 'citizen@test.com', demonstrationPassword);
  const officer = await entered(portal, 'officer@test.com', demonstrationPassword);

  const role = {
    name: 'Reader',
    description: 'Reads',
    permissions: [{ name: 'audit.view', reach: 'county' }],
  };
  const ownRole = succeeded(await admin.post('/api/v1/roles', role), 'a role').json<Made>();
  const service = { name: 'Open data', scopes: ['department.view'], expiresInDays: 30 };
  const serviceToken = succeeded(await admin.post('/api/v1/service-tokens', service), 'a token').json<Made>();
  const text = `email,first_name,last_name,roles,departments\n${newAddress('imported')},Ana,Muñoz,Citizen,`;
  const batch = await postForm(admin, '/admin/users/import', { text }, { origin: portal.url });
  const departments = (await itemsOf(admin, '/departments')) as (Made & { code: string })[];
  const people = {
    owner: await personOf(admin, ownersEmail),
    officer: await personOf(admin, 'officer@test.com'),
  };
  const [event] = await itemsOf(admin, '/audit-events');
  const [county] = ((await itemsOf(system, '/counties')) as (Made & { code: string })[]).filter(
    ({ code }) => code === 'ALD',
  );
  const ids: Record<string, string> = {
    '/admin/audit/[id]': event?.id ?? '',
    '/admin/audit-events/[id]': event?.id ?? '',
    '/admin/counties/[id]': county?.id ?? '',
    '/admin/departments/[id]': departments.find(({ code }) => code === 'BLD')?.id ?? '',
    '/admin/departments/[id]/officers/[userId]': people.officer.id,
    '/admin/roles/[id]': ownRole.id,
    '/admin/tokens/[id]': serviceToken.id,
    '/admin/users/[id]': people.owner.id,
    '/admin/users/[id]/reactivate': `/admin/users/${leaversId}/reactivate`,
    '/admin/users/batches/[id]': /batches\/([\w-]+)/.exec(String(batch.headers.location))?.[1] ?? '',
    '/security/sign-in/[id]': linkIn(security, /\/security\/sign-in\/([\w-]+)\/unlink/),
    '/security/tokens/[id]': ownToken.id,
    '/security/two-factor/passkeys/[id]': linkIn(factors, /\/passkeys\/([\w-]{20,})/),
  };
  const everything = () => true;
  const isOthers = ({ pattern }: Guarded) => pattern.includes('[');
  const publicPages = ['/', '/help', '/login', '/nothing', '/two-factor'];
  const ownPages = [...publicPages, '/dashboard', '/profile', '/security', '/security/two-factor'];
  return {
    portal,
    readers: { owner, beginner, admin, system },
    guarded: guardedAddresses(ids),
    intruders: [
      { name: 'a stranger', caller: new Caller(portal), email: '', mayNot: everything, open: publicPages },
      {
        name: 'somebody between password and second factor',
        caller: between,
        email: 'admin@test.com',
        mayNot: everything,
        open: publicPages,
      },
      {
        name: 'staff without the second factor',
        caller: officer,
        email: 'officer@test.com',
        mayNot: ({ pattern }) => !beforeFactor.has(pattern),
        open: [...publicPages, '/security/two-factor'],
      },
      {
        name: 'a resident',
        caller: citizen,
        email: 'citizen@test.com',
        // A department of the own county is everybody's to see: docs/contract.md, section 8.
        mayNot: (at) =>
          staffOnly.test(at.pattern) || (isOthers(at) && at.pattern !== '/api/v1/departments/[id]'),
        open: ownPages,
      },
      {
        name: 'an administrator of another county',
        caller: neighbour,
        email: 'admin@birch.test',
        mayNot: isOthers,
        open: [...ownPages, '/admin', '/admin/users'],
      },
      {
        name: 'the cookie of a session that was signed out',
        caller: replayed,
        email: 'admin@test.com',
        mayNot: everything,
        open: publicPages,
      },
      {
        name: 'the cookie of somebody deactivated',
        caller: gone,
        email: leaver.email,
        mayNot: everything,
        open: publicPages,
      },
    ],
    state: async () => {
      const seen: [string, Caller, string[]][] = [
        [
          'admin',
          admin,
          [
            '/me',
            '/me/sessions',
            '/me/two-factor',
            '/users?perPage=100',
            `/users/${leaversId}`,
            '/departments',
            '/roles?perPage=100',
            '/service-tokens',
            `/counties/${county?.id}`,
          ],
        ],
        ['system', system, ['/me', '/counties', '/users?perPage=100&county=BIR']],
        [
          'neighbour',
          neighbour,
          ['/me', '/me/sessions', '/users?perPage=100', '/departments', '/service-tokens'],
        ],
        ['owner', owner, ['/me', '/me/sessions', '/me/tokens', '/me/two-factor']],
        ['beginner', beginner, ['/me', '/me/two-factor']],
        ['citizen', citizen, ['/me', '/me/sessions', '/me/tokens', '/me/two-factor']],
      ];
      const state: Record<string, unknown> = {};
      for (const [name, caller, addresses] of seen)
        for (const address of addresses) {
          const answer = succeeded(await caller.get(`/api/v1${address}`), address);
          // When something was used last is no change.
          state[`${name}: ${address}`] = JSON.parse(answer.text, (key, value) =>
            /^(lastSeenAt|lastUsedAt)$/.test(key) ? undefined : value,
          );
        }
      return state;
    },
  };
}

const json = (body: object) => ({
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
