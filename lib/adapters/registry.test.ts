/// <reference types="vite/client" />
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { secretFields } from '@/lib/fields';
import { useCases } from '@/lib/kernel/use-case';
import { harmless, useCaseOf } from './registry';

/** What Next reads from a route besides its methods: settings, no doors. */
const routeSettings = [
  'dynamic',
  'dynamicParams',
  'fetchCache',
  'maxDuration',
  'preferredRegion',
  'revalidate',
  'runtime',
];

type Module = Record<string, unknown>;

/** Exports of an actions.ts or route.ts that reach neither a use case nor a reviewed harmless answer. */
function unguardedExports(file: string, module: Module): string[] {
  return Object.entries(module)
    .filter(([name]) => !(file.endsWith('route.ts') && routeSettings.includes(name)))
    .filter(([, door]) => !(typeof door === 'function' && (useCaseOf.has(door) || harmless.has(door))))
    .map(([name]) => `${file}: ${name}`);
}

const root = path.resolve(import.meta.dirname, '../..');

/** The files of code in a folder, tests left out. */
const sourcesOf = (folder: string) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs|js)$/.test(name) && !/\.test\.tsx?$/.test(name))
    .map((name) => path.join(folder, name));

const doors = import.meta.glob<Module>('../../app/**/{actions,route}.ts');

describe('the doors of the portal', () => {
  it.each(Object.keys(doors))(
    '%s exports use cases only',
    async (file) => {
      expect(unguardedExports(file, (await doors[file]?.()) ?? {})).toEqual([]);
    },
    60_000,
  );

  it('are found at all', () => {
    expect(Object.keys(doors).length).toBeGreaterThan(15);
  });

  it('a planted door without a guard is caught, in a route and among actions', () => {
    const bare = async () => new Response('everybody');
    const [guarded] = [Object.assign(async () => {}, {})];
    harmless.add(guarded);
    const planted = { POST: bare, GET: guarded, dynamic: 'force-dynamic', secret: 'text' };
    expect(unguardedExports('app/x/route.ts', planted)).toEqual([
      'app/x/route.ts: POST',
      'app/x/route.ts: secret',
    ]);
    expect(unguardedExports('app/x/actions.ts', { remove: bare, dynamic: 'force-dynamic' })).toEqual([
      'app/x/actions.ts: remove',
      'app/x/actions.ts: dynamic',
    ]);
  });
});

it('no door leads to what the system does by itself', async () => {
  for (const [file, load] of Object.entries(doors))
    for (const [name, door] of Object.entries(await load()))
      if (typeof door === 'function')
        expect(useCaseOf.get(door)?.access, `${file}: ${name}`).not.toBe('system');
  // And nothing that asks becomes the system: one file makes it, for the jobs that are due.
  const makers = ['app', 'lib'].flatMap((folder) =>
    sourcesOf(folder).filter((file) =>
      /kind: 'system'(?!;)/.test(readFileSync(path.join(root, file), 'utf8')),
    ),
  );
  expect(makers).toEqual(['lib/jobs/jobs.ts']);
}, 60_000);

/** What is secret in what a use case takes, and what only its name might say is. */
describe('secret fields', () => {
  // Reviewed: they name a token, or say whether one is wanted or stays.
  const harmlessNames = ['includeAuthToken', 'keepTokens', 'serviceTokenId', 'tokenId'];
  const loaded = async () => {
    await Promise.all(Object.values(doors).map((load) => load()));
    return [...useCases.values()].filter(({ name }) => /^(accounts|administration)\./.test(name));
  };

  it('are marked wherever a name tells of a secret', async () => {
    const fields = (await loaded()).flatMap(({ name, input }) => {
      const marked = secretFields(input);
      return Object.keys(input instanceof z.ZodObject ? input.shape : {})
        .filter((field) => /password|secret|token|recovery/i.test(field) && !harmlessNames.includes(field))
        .filter((field) => !marked.has(field))
        .map((field) => `${name}: ${field}`);
    });
    expect(fields).toEqual([]);
  }, 60_000);

  it('are these', async () => {
    const marked = (await loaded()).map(({ name, input }) => [name, [...secretFields(input)]] as const);
    expect(Object.fromEntries(marked.filter(([, fields]) => fields.length > 0))).toEqual({
      'accounts.advisePassword': ['password'],
      'accounts.cancelAccountReset': ['token'],
      'accounts.changePassword': ['password', 'newPassword', 'newPasswordConfirm'],
      'accounts.checkLink': ['token'],
      'accounts.confirmApp': ['code'],
      'accounts.confirmEmail': ['token', 'password'],
      'accounts.finishAccountReset': ['token', 'password'],
      'accounts.proveFactor': ['code', 'recoveryCode'],
      'accounts.provePasskey': ['answer'],
      'accounts.reauthenticate': ['password', 'code'],
      'accounts.reauthenticateWithPasskey': ['answer'],
      'accounts.register': ['password', 'passwordConfirm'],
      'accounts.resetPassword': ['token', 'password', 'passwordConfirm'],
      'accounts.savePasskey': ['answer'],
      'accounts.secureAccount': ['token'],
      'accounts.signIn': ['password'],
      'accounts.signInWithPasskey': ['answer'],
    });
  }, 60_000);
});

/** Server code reaches a browser through actions.ts, route.ts and pages alone. */
describe("'use server'", () => {
  const files = ['app', 'components', 'lib'].flatMap(sourcesOf);

  it('stands in actions.ts files only, as their first line', () => {
    const marked = files.filter((file) =>
      /^\s*['"]use server['"]/m.test(readFileSync(path.join(root, file), 'utf8')),
    );
    expect(marked.filter((file) => path.basename(file) !== 'actions.ts')).toEqual([]);
    for (const file of marked)
      expect(readFileSync(path.join(root, file), 'utf8')).toMatch(/^['"]use server['"]/);
  });

  it('no folder but app/ has a route.ts, and routes are TypeScript', () => {
    expect(
      files.filter(
        (file) => /(^|\/)route\.(ts|tsx|js|mjs)$/.test(file) && !/^app\/.*\/route\.ts$/.test(file),
      ),
    ).toEqual([]);
  });
});
