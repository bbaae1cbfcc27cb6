import { testSize } from '@/lib/testing/size';
import { type Role, roles } from './people';

// Every page that has an address of its own, and who opens it: swept over HTTP (pages-over-http.spec.ts) and in the browser
// (pages.spec.ts). The pages of one certain thing: people.spec.ts and admin-pages.spec.ts.

/** All but the reference of API v1: developers.spec.ts. */
export const publicPages = [
  '/',
  '/login',
  '/login?next=/profile',
  '/login?timeout=1&next=/profile',
  '/register',
  '/register/sent',
  '/reset',
  '/reset/sent',
  '/reset/link',
  '/confirm',
  '/confirm/sent',
  '/confirm/link',
  '/help',
  '/privacy',
  '/accessibility',
];

/** Of whoever is signed in. The dashboard is another one for each role. */
const ownPages = [
  '/profile',
  '/profile/email',
  '/change-password',
  '/security',
  '/security/sign-out-others',
  '/security/tokens',
  '/security/tokens/new',
  '/reauthenticate',
];

/** Of who looks after people and counties. */
const staffPages: Partial<Record<Role, string[]>> = {
  'County Admin': [
    '/admin/users',
    '/admin/users/invite',
    '/admin/users/import',
    '/admin/users/export',
    '/admin',
    '/admin/departments',
    '/admin/departments/new',
    '/admin/settings',
    '/admin/roles',
    '/admin/roles/new',
    '/admin/audit',
    '/admin/audit/verify',
    '/admin/tokens',
    '/admin/tokens/new',
  ],
  'System Administrator': [
    '/admin/users',
    '/admin/users/invite',
    '/admin/users/export',
    '/admin',
    '/admin/counties',
    '/admin/counties/new',
    '/admin/roles',
    '/admin/audit',
    '/admin/audit/verify',
  ],
};

export const roleNames = Object.keys(roles) as Role[];

/** Every page of a role. */
export const pagesOf = (role: Role): string[] => ['/dashboard', ...ownPages, ...(staffPages[role] ?? [])];

/** The same without those that look alike for every role and that another role shows the browser. */
export const templatesOf = (role: Role): string[] =>
  role === 'Citizen' || testSize === 'deep' ? pagesOf(role) : ['/dashboard', ...(staffPages[role] ?? [])];
