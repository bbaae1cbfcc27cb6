import { linkKinds } from './link-kinds.mjs';

/** Every address of the portal is built here, so that a page can move and no link breaks. */

/** Parts of a query; those without a value are left out. */
export type Query = Record<string, string | number | readonly string[] | null | undefined>;

function withQuery(path: string, query: Query = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query))
    for (const one of Array.isArray(value) ? value : [value])
      if (one !== undefined && one !== null && one !== '') search.append(name, String(one));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** Where to go on to; the home page needs no telling. */
const beyond = (next?: string) => (next === '/' ? undefined : next);

/** What anybody may open. */
const open = {
  site: {
    home: () => '/',
    help: () => '/help',
    privacy: () => '/privacy',
    accessibility: () => '/accessibility',
  },
  signIn: {
    /** `again`: a sign-in was begun and came to nothing, which the page says. */
    start: (next?: string, { again = false } = {}) =>
      withQuery('/login', { next: beyond(next), again: again ? 1 : undefined }),
    problem: (query: Query) => withQuery('/login', query),
    provider: () => '/login/provider',
    secondFactor: (next?: string, by?: 'app' | 'recovery' | 'passkey') =>
      withQuery('/two-factor', { next: beyond(next), by }),
  },
  registration: {
    start: () => '/register',
    sent: () => '/register/sent',
    county: () => '/register/county',
  },
  // `mailed` is the address in a mail; the token leaves it at once, for `link`.
  passwordReset: {
    ask: () => '/reset',
    sent: () => '/reset/sent',
    mailed: (token: string) => `/reset/${token}`,
    link: () => '/reset/link',
  },
  confirmation: {
    ask: () => '/confirm',
    sent: () => '/confirm/sent',
    mailed: (token: string) => `/confirm/${token}`,
    link: () => '/confirm/link',
  },
  notMe: {
    mailed: (token: string) => `/not-me/${token}`,
    link: () => '/not-me/link',
    done: (isMailed = true) => (isMailed ? '/not-me/done' : '/not-me/call'),
  },
  accountReset: {
    ask: () => '/account-reset',
    mailed: (token: string) => `/account-reset/${token}`,
    link: () => '/account-reset/link',
    mailedCancel: (token: string) => `/cancel-reset/${token}`,
    cancel: () => '/cancel-reset/link',
  },
  developers: {
    list: (query?: Query) => withQuery('/developers', query),
    show: (id: string) => `/developers/${id}`,
    document: () => '/api/v1/openapi.json',
  },
  api: {
    session: () => '/api/session',
    passwordAdvice: () => '/api/password-advice',
    passkeyOptions: (purpose: 'add' | 'factor' | 'reauthenticate' | 'sign-in') => `/api/passkeys/${purpose}`,
  },
  dev: { mailbox: () => '/dev/mailbox' },
} as const;

/** The pages of app/(portal), for who has signed in. */
const signedIn = {
  dashboard: { show: () => '/dashboard' },
  profile: {
    show: () => '/profile',
    email: () => '/profile/email',
    password: () => '/change-password',
  },
  security: {
    show: () => '/security',
    problem: (query: Query) => withQuery('/security', query),
    unlink: (id: string) => `/security/sign-in/${id}/unlink`,
    history: (query?: Query) => withQuery('/security/history', query),
    signOutOthers: () => '/security/sign-out-others',
    reauthenticate: (next?: string, by?: 'code') => withQuery('/reauthenticate', { next: beyond(next), by }),
    reauthenticateProblem: (query: Query) => withQuery('/reauthenticate', query),
  },
  factors: {
    show: () => '/security/two-factor',
    app: () => '/security/two-factor/app',
    removeApp: () => '/security/two-factor/app/remove',
    newPasskey: () => '/security/two-factor/passkeys/new',
    passkey: (id: string) => `/security/two-factor/passkeys/${id}`,
    removePasskey: (id: string) => `/security/two-factor/passkeys/${id}/remove`,
    recoveryCodes: () => '/security/two-factor/recovery-codes',
  },
  tokens: {
    list: () => '/security/tokens',
    new: () => '/security/tokens/new',
    revoke: (id: string) => `/security/tokens/${id}/revoke`,
  },
  admin: { show: () => '/admin' },
  people: {
    list: (query?: Query) => withQuery('/admin/users', query),
    invite: () => '/admin/users/invite',
    import: () => '/admin/users/import',
    export: (query?: Query) => withQuery('/admin/users/export', query),
    exportFile: (query?: Query) => withQuery('/admin/users/export/file', query),
    batch: (id: string) => `/admin/users/batches/${id}`,
    show: (id: string) => `/admin/users/${id}`,
    edit: (id: string) => `/admin/users/${id}/edit`,
    roles: (id: string) => `/admin/users/${id}/roles`,
    departments: (id: string) => `/admin/users/${id}/departments`,
    deactivate: (id: string) => `/admin/users/${id}/deactivate`,
    reactivate: (id: string) => `/admin/users/${id}/reactivate`,
    resetFactors: (id: string) => `/admin/users/${id}/reset-factors`,
    signOut: (id: string) => `/admin/users/${id}/sign-out`,
  },
  departments: {
    list: (query?: Query) => withQuery('/admin/departments', query),
    new: () => '/admin/departments/new',
    show: (id: string, query?: Query) => withQuery(`/admin/departments/${id}`, query),
    deactivate: (id: string) => `/admin/departments/${id}/deactivate`,
    delete: (id: string) => `/admin/departments/${id}/delete`,
    newOfficer: (id: string) => `/admin/departments/${id}/officers/new`,
    officer: (id: string, userId: string) => `/admin/departments/${id}/officers/${userId}`,
    endOfficer: (id: string, userId: string) => `/admin/departments/${id}/officers/${userId}/end`,
  },
  roles: {
    list: () => '/admin/roles',
    new: () => '/admin/roles/new',
    show: (id: string) => `/admin/roles/${id}`,
    edit: (id: string) => `/admin/roles/${id}/edit`,
    delete: (id: string) => `/admin/roles/${id}/delete`,
  },
  audit: {
    list: (query?: Query) => withQuery('/admin/audit', query),
    show: (id: string) => `/admin/audit/${id}`,
    verify: () => '/admin/audit/verify',
    export: (query?: Query) => withQuery('/admin/audit/export', query),
  },
  serviceTokens: {
    list: () => '/admin/tokens',
    new: () => '/admin/tokens/new',
    revoke: (id: string) => `/admin/tokens/${id}/revoke`,
  },
  counties: {
    list: (query?: Query) => withQuery('/admin/counties', query),
    new: () => '/admin/counties/new',
    show: (id: string) => `/admin/counties/${id}`,
    deactivate: (id: string) => `/admin/counties/${id}/deactivate`,
    /** Of the own county. */
    settings: () => '/admin/settings',
  },
} as const;

/** Every page by its area: `paths.people.edit(id)`. */
export const paths = { ...open, ...signedIn } as const;

const base = 'http://portal.invalid';

/**
 * An own absolute path (with its query) of a text that a caller sent, or null: another site's address, a
 * protocol-relative one, a backslash or a control character in any encoding, or no path at all.
 */
export function ownPath(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 2000 || !text.startsWith('/')) return null;
  let plain = text;
  // Encoded forms of the same tricks, also encoded twice.
  for (let round = 0; round < 3; round += 1) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
    if (/^\/[/\\]|[\\\u0000-\u001f\u007f]/.test(plain)) return null;
    try {
      plain = decodeURIComponent(plain);
    } catch {
      if (round === 0) return null;
      break;
    }
  }
  if (!URL.canParse(text, base)) return null;
  const url = new URL(text, base);
  return url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search : null;
}

const firstPart = (pathname: string) => pathname.split('/')[1] ?? '';

type Page = (...parts: never[]) => string;
/** The folders of app/(portal). What a page's address is told (an id, a query) never stands in its first part. */
const guarded = new Set(
  Object.values(signedIn).flatMap((area) =>
    Object.values<Page>(area).map((page) => firstPart((page as () => string)())),
  ),
);

/**
 * Whether nobody gets to an address without signing in. middleware.ts uses it to save a visitor a detour; pages guard
 * themselves.
 */
export function isGuarded(pathname: string): boolean {
  return guarded.has(firstPart(pathname));
}

export type LinkKind = (typeof linkKinds)[number];

const mailedLink = new RegExp(`^/(${linkKinds.join('|')})/([\\w-]{43})/?$`);

/** For the address of a mailed link: its kind, its token, and the page that uses it. Null for every other address. */
export function linkPageOf(pathname: string): { kind: LinkKind; page: string; token: string } | null {
  const [, name, token] = mailedLink.exec(pathname) ?? [];
  const kind = linkKinds.find((each) => each === name);
  if (!kind || !token) return null;
  return { kind, page: `/${kind}/link`, token };
}
