import { readdirSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGuarded, linkPageOf, ownPath, paths } from './paths';

describe('ownPath', () => {
  const taken: [string, string][] = [
    ['/', '/'],
    ['/dashboard', '/dashboard'],
    ['/dashboard?a=b&c=d', '/dashboard?a=b&c=d'],
    ['/profile#part', '/profile'],
    ['/a/../profile', '/profile'],
    ['/a b', '/a%20b'],
    ['/búsqueda', '/b%C3%BAsqueda'],
    ['/login?next=%2Fprofile%3Fx%3D1', '/login?next=%2Fprofile%3Fx%3D1'],
    ['/confirm?next=/a/b', '/confirm?next=/a/b'],
    ['/x?u=https://other.example/', '/x?u=https://other.example/'],
    ['/x?percent=100%25', '/x?percent=100%25'],
    ['/x@y', '/x@y'],
    ['/x:80', '/x:80'],
  ];
  it.each(taken)('%j becomes %j', (text, expected) => {
    expect(ownPath(text)).toBe(expected);
    expect(ownPath(expected)).toBe(expected);
  });

  const refused = [
    '',
    ' ',
    'dashboard',
    '?a=b',
    '#x',
    './x',
    '../x',
    ' /dashboard',
    '\t/dashboard',
    '\n/x',
    '//evil.example',
    '///evil.example',
    '////evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    '/x\\y',
    '/\\/evil.example',
    '/%2fevil.example',
    '/%2Fevil.example',
    '/%2f%2fevil.example',
    '/%252fevil.example',
    '/%5cevil.example',
    '/%5Cevil.example',
    '/x%5cy',
    '/%255cevil.example',
    '/\u0000',
    '/x\u0000',
    '/\tx',
    '/\t/evil.example',
    '/\n/evil.example',
    '/\r\nSet-Cookie:x',
    '/x%0d%0aSet-Cookie:x',
    '/x%00',
    '/%09/evil.example',
    '/%2509/evil.example',
    '/x\u007f',
    '/./\\evil.example',
    '/.//evil.example',
    '/a/..//evil.example',
    '/%2e%2e//evil.example',
    'https://evil.example/',
    'http:/evil.example',
    'http:evil.example',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'mailto:a@b.c',
    'ftp://x',
    'about:blank',
    '/%',
    '/%zz',
    '/%c3%28',
    '/%ff',
    `/${'x'.repeat(2000)}`,
  ];
  it.each(refused.map((text) => [text]))('refuses %j', (text) => {
    expect(ownPath(text)).toBeNull();
  });

  it.each([[undefined], [null], [1], [{}], [['/dashboard']], [Symbol('x')]])(
    'refuses what is no text: %s',
    (value) => {
      expect(ownPath(value)).toBeNull();
    },
  );

  it('never leads elsewhere, in any reading', () => {
    const parts = fc.constantFrom(
      '/',
      '\\',
      '%2f',
      '%5c',
      '%25',
      '2f',
      '.',
      '..',
      '\t',
      '\n',
      '%09',
      '@',
      ':',
      'evil.example',
      'https',
      '?',
      '#',
      'a',
      ' ',
    );
    const text = fc.array(parts, { maxLength: 8 }).map((all) => `/${all.join('')}`);
    fc.assert(
      fc.property(fc.oneof(text, fc.string({ unit: 'binary' })), (raw) => {
        const path = ownPath(raw);
        if (path === null) return;
        for (const base of ['https://portal.example', 'http://127.0.0.1:3000'])
          expect(new URL(path, base).origin).toBe(base);
        expect(path).toMatch(/^\/(?![/\\])/);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('isGuarded', () => {
  it('holds for the folders of app/(portal), and for no other folder of app', () => {
    const foldersOf = (area: string) =>
      readdirSync(area, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() && /^[a-z]/.test(entry.name))
        .map(({ name }) => name);
    const portal = foldersOf('app/(portal)');
    expect(portal.length).toBeGreaterThan(3);
    for (const name of portal) expect(isGuarded(`/${name}`), name).toBe(true);
    for (const area of ['app', 'app/(account)', 'app/(public)'])
      for (const name of foldersOf(area)) expect(isGuarded(`/${name}`), name).toBe(false);
  });

  it.each([
    ['/dashboard', true],
    ['/dashboard/', true],
    ['/profile/email', true],
    ['/admin/users/1', true],
    ['/security', true],
    ['/change-password', true],
    ['/', false],
    ['/login', false],
    ['/dashboards', false],
    ['/reset/x', false],
    ['/x/dashboard', false],
    ['/administer', false],
    ['/help', false],
  ])('%s: %s', (path, expected) => {
    expect(isGuarded(path)).toBe(expected);
  });

  it('holds for the pages of a person', () => {
    for (const path of [
      paths.dashboard.show(),
      paths.profile.show(),
      paths.profile.email(),
      paths.profile.password(),
      paths.security.show(),
      paths.security.signOutOthers(),
      paths.security.reauthenticate(),
    ])
      expect(isGuarded(path), path).toBe(true);
    for (const path of [
      paths.site.home(),
      paths.signIn.start(),
      paths.registration.start(),
      paths.passwordReset.ask(),
      paths.passwordReset.link(),
      paths.confirmation.ask(),
      paths.site.help(),
      paths.site.privacy(),
    ])
      expect(isGuarded(path), path).toBe(false);
  });
});

describe('linkPageOf', () => {
  const token = 'A'.repeat(43);
  it('knows the address of a mailed link, and no other', () => {
    expect(linkPageOf(paths.passwordReset.mailed(token))).toEqual({
      kind: 'reset',
      page: '/reset/link',
      token,
    });
    expect(linkPageOf(`${paths.confirmation.mailed(token)}/`)).toEqual({
      kind: 'confirm',
      page: '/confirm/link',
      token,
    });
    for (const path of [
      '/reset',
      '/reset/link',
      '/reset/sent',
      `/reset/${token}x`,
      `/reset/${token}/x`,
      `/login/${token}`,
      `/x/reset/${token}`,
      `/reset/${token.slice(1)}.`,
    ])
      expect(linkPageOf(path), path).toBeNull();
  });
});

it('the page to sign in knows where to go next', () => {
  expect([paths.signIn.start(), paths.signIn.start('/'), paths.signIn.start('/profile?a=b&c')]).toEqual([
    '/login',
    '/login',
    '/login?next=%2Fprofile%3Fa%3Db%26c',
  ]);
});
