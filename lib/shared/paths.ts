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

export const paths = {
  home: () => '/',
  help: () => '/help',
  privacy: () => '/privacy',
  accessibility: () => '/accessibility',
  /** `again`: a sign-in was begun and came to nothing, which the page says. */
  login: (next?: string, { again = false } = {}) =>
    withQuery('/login', { next: beyond(next), again: again ? 1 : undefined }),
  loginProblem: (query: Query) => withQuery('/login', query),
  toProvider: () => '/login/provider',
  twoFactor: (next?: string, by?: 'app' | 'recovery' | 'passkey') =>
    withQuery('/two-factor', { next: beyond(next), by }),
  register: () => '/register',
  registered: () => '/register/sent',
  chooseCounty: () => '/register/county',
  reset: () => '/reset',
  resetSent: () => '/reset/sent',
  resetLink: (token: string) => `/reset/${token}`,
  resetWithLink: () => '/reset/link',
  confirm: () => '/confirm',
  confirmSent: () => '/confirm/sent',
  confirmLink: (token: string) => `/confirm/${token}`,
  confirmWithLink: () => '/confirm/link',
  notMeLink: (token: string) => `/not-me/${token}`,
  notMeWithLink: () => '/not-me/link',
  notMeDone: (isMailed = true) => (isMailed ? '/not-me/done' : '/not-me/call'),
  askAccountReset: () => '/account-reset',
  accountResetLink: (token: string) => `/account-reset/${token}`,
  accountResetWithLink: () => '/account-reset/link',
  cancelResetLink: (token: string) => `/cancel-reset/${token}`,
  cancelResetWithLink: () => '/cancel-reset/link',
  dashboard: () => '/dashboard',
  profile: () => '/profile',
  changeEmail: () => '/profile/email',
  changePassword: () => '/change-password',
  security: () => '/security',
  securityProblem: (query: Query) => withQuery('/security', query),
  unlinkProvider: (id: string) => `/security/sign-in/${id}/unlink`,
  twoFactorSettings: () => '/security/two-factor',
  setUpApp: () => '/security/two-factor/app',
  removeApp: () => '/security/two-factor/app/remove',
  addPasskey: () => '/security/two-factor/passkeys/new',
  renamePasskey: (id: string) => `/security/two-factor/passkeys/${id}`,
  removePasskey: (id: string) => `/security/two-factor/passkeys/${id}/remove`,
  passkeyOptions: (purpose: 'add' | 'factor' | 'reauthenticate' | 'sign-in') => `/api/passkeys/${purpose}`,
  signInHistory: (query?: Query) => withQuery('/security/history', query),
  recoveryCodes: () => '/security/two-factor/recovery-codes',
  signOutOthers: () => '/security/sign-out-others',
  session: () => '/api/session',
  passwordAdvice: () => '/api/password-advice',
  reauthenticate: (next?: string, by?: 'code') => withQuery('/reauthenticate', { next: beyond(next), by }),
  reauthenticateProblem: (query: Query) => withQuery('/reauthenticate', query),
  tokens: () => '/security/tokens',
  newToken: () => '/security/tokens/new',
  revokeToken: (id: string) => `/security/tokens/${id}/revoke`,
  developers: (query?: Query) => withQuery('/developers', query),
  apiOperation: (id: string) => `/developers/${id}`,
  apiDocument: () => '/api/v1/openapi.json',
  admin: () => '/admin',
  people: (query?: Query) => withQuery('/admin/users', query),
  invitePerson: () => '/admin/users/invite',
  importPeople: () => '/admin/users/import',
  exportPeople: (query?: Query) => withQuery('/admin/users/export', query),
  exportPeopleFile: (query?: Query) => withQuery('/admin/users/export/file', query),
  peopleBatch: (id: string) => `/admin/users/batches/${id}`,
  person: (id: string) => `/admin/users/${id}`,
  editPerson: (id: string) => `/admin/users/${id}/edit`,
  rolesOfPerson: (id: string) => `/admin/users/${id}/roles`,
  departmentsOfPerson: (id: string) => `/admin/users/${id}/departments`,
  deactivatePerson: (id: string) => `/admin/users/${id}/deactivate`,
  reactivatePerson: (id: string) => `/admin/users/${id}/reactivate`,
  resetFactorsOfPerson: (id: string) => `/admin/users/${id}/reset-factors`,
  signOutPerson: (id: string) => `/admin/users/${id}/sign-out`,
  departments: (query?: Query) => withQuery('/admin/departments', query),
  newDepartment: () => '/admin/departments/new',
  department: (id: string, query?: Query) => withQuery(`/admin/departments/${id}`, query),
  deactivateDepartment: (id: string) => `/admin/departments/${id}/deactivate`,
  deleteDepartment: (id: string) => `/admin/departments/${id}/delete`,
  addOfficer: (id: string) => `/admin/departments/${id}/officers/new`,
  officer: (id: string, userId: string) => `/admin/departments/${id}/officers/${userId}`,
  endOfficer: (id: string, userId: string) => `/admin/departments/${id}/officers/${userId}/end`,
  roles: () => '/admin/roles',
  newRole: () => '/admin/roles/new',
  role: (id: string) => `/admin/roles/${id}`,
  editRole: (id: string) => `/admin/roles/${id}/edit`,
  deleteRole: (id: string) => `/admin/roles/${id}/delete`,
  audit: (query?: Query) => withQuery('/admin/audit', query),
  auditEvent: (id: string) => `/admin/audit/${id}`,
  verifyAudit: () => '/admin/audit/verify',
  exportAudit: (query?: Query) => withQuery('/admin/audit/export', query),
  serviceTokens: () => '/admin/tokens',
  newServiceToken: () => '/admin/tokens/new',
  revokeServiceToken: (id: string) => `/admin/tokens/${id}/revoke`,
  countySettings: () => '/admin/settings',
  counties: (query?: Query) => withQuery('/admin/counties', query),
  newCounty: () => '/admin/counties/new',
  county: (id: string) => `/admin/counties/${id}`,
  deactivateCounty: (id: string) => `/admin/counties/${id}/deactivate`,
  mailbox: () => '/dev/mailbox',
} as const;

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

/** Areas that nobody enters without signing in. The edge uses it to save a visitor a detour; pages guard themselves. */
const guarded =
  /^\/(dashboard|profile|change-password|security|reauthenticate|notifications|applications|review|admin)(\/|$)/;

/** Whether an address lies in such an area. */
export function isGuarded(pathname: string): boolean {
  return guarded.test(pathname);
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
