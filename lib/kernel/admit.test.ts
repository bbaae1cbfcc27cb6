import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Access } from '@/lib/access/access';
import { permissionNames } from '@/lib/access/permissions';
import { type Actor, type Person, stranger } from './actor';
import { whyNotAdmitted } from './admit';
import type { Entrance } from './definition';

const now = new Date('2026-11-24T12:00:00Z');
const soon = new Date(now.getTime() + 1000);
const viewer: Person = {
  kind: 'person',
  id: 'me',
  email: '',
  firstName: '',
  lastName: '',
  locale: 'en',
  createdAt: now,
  confirmedAt: null,
  county: { id: 'alder', code: 'ALD', name: '', settings: {} },
  roles: [],
  departmentIds: [],
  grants: new Map([['user.view', 'county']]),
  isStaff: true,
  hasFactor: false,
  lacksFactor: false,
  via: { kind: 'session', id: 's', freshUntil: soon, freshByFactor: false, idleEnd: soon, expiresAt: soon },
};
const without = (more: Partial<Person>): Person => ({ ...viewer, ...more });
const token = without({ via: { kind: 'token', id: 't' } });
const stale = without({
  via: { kind: 'session', id: 's', freshUntil: now, freshByFactor: false, idleEnd: soon, expiresAt: soon },
});

const almighty = without({ county: null, grants: new Map(permissionNames.map((name) => [name, 'all'])) });
const system: Actor = { kind: 'system', job: 'accounts.test' };

type Said = Partial<Entrance<Access, z.ZodType>>;
const entrance = (said: Said) => ({
  name: 'accounts.test',
  input: z.unknown(),
  access: 'user.view' as Access,
  ...said,
});

describe('who may not run a use case, whatever the input', () => {
  it.each<[string, Said, Actor, string | null]>([
    ['anybody, where it is public', { access: 'public' }, stranger, null],
    ['a stranger', {}, stranger, 'signIn'],
    ['a stranger, where all who are signed in may', { access: 'signed-in' }, stranger, 'signIn'],
    ['who is signed in, where all such may', { access: 'signed-in' }, without({ grants: new Map() }), null],
    ['the system, at what is its own', { access: 'system' }, system, null],
    ['a stranger, at what is the system’s', { access: 'system' }, stranger, 'signIn'],
    ['who holds everything, at what is the system’s', { access: 'system' }, almighty, 'notAllowed'],
    ['the system, where it is public', { access: 'public' }, system, 'notAllowed'],
    ['the system, where all who are signed in may', { access: 'signed-in' }, system, 'notAllowed'],
    ['the system, where a permission is asked for', {}, system, 'notAllowed'],
    ['a holder', {}, viewer, null],
    ['who holds nothing', {}, without({ grants: new Map() }), 'notAllowed'],
    ['a holder of one of several', { access: ['audit.view', 'user.view'] }, viewer, null],
    ['who holds none of several', { access: ['audit.view', 'role.view'] }, viewer, 'notAllowed'],
    ['who lacks a second factor', {}, without({ lacksFactor: true }), 'setUpFactor'],
    ['the same, where they may set one up', { beforeFactor: true }, without({ lacksFactor: true }), null],
    [
      'who is of no county',
      { ofOneCounty: 'errors.access.notAllowed' },
      without({ county: null }),
      'notAllowed',
    ],
    ['who proved lately who they are', { fresh: true }, viewer, null],
    ['who did not', { fresh: true }, stale, 'signInAgain'],
    ['a token, which never does', { fresh: true }, token, 'signInAgain'],
    ['the same, where some inputs alone ask for it', { fresh: () => true }, token, null],
  ])('%s', (_who, said, actor, expected) => {
    const refusal = whyNotAdmitted(entrance(said), actor, now);
    expect(refusal?.error.message ?? null).toBe(expected && `errors.access.${expected}`);
  });
});
