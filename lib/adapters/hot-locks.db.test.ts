import { AsyncLocalStorage } from 'node:async_hooks';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as departmentsDoor from '@/app/api/v1/departments/route';
import * as meDoor from '@/app/api/v1/me/route';
import * as exportDoor from '@/app/api/v1/users/export/route';
import * as usersDoor from '@/app/api/v1/users/route';
import { getProfile, signIn } from '@/lib/accounts';
import { createDepartment, listUsers, updateUser } from '@/lib/administration';
import { cookieName } from '@/lib/identity/cookies';
import { env } from '@/lib/platform/env';
import { type FormAction, idleForm } from '@/lib/shared/form-state';
import { callRoute } from '@/lib/testing/route-calls';
import { anotherIp, createWorld, ownerUrl, random, type World, worldPassword } from '@/lib/testing/world';
import type { RouteHandler } from './api-route';
import { formAction } from './form-action';
import { guard } from './guard';
import { lessonRoute } from './lesson-route';
import { read, signInPath } from './page';

// Whatever a door waits for, the wait ends within PATIENCE (db.ts): 503 with Retry-After, from every door, never 500.

const onPostgres = process.env.TEST_DATABASE === 'postgres';
type Answer = { status: number; retryAfter: string | null };
type Override = { status?: number; headers: Record<string, string> };
const shared = globalThis as typeof globalThis & { portalResponse?: AsyncLocalStorage<Override> };
const interrupts = '__NEXT_EXPERIMENTAL_AUTH_INTERRUPTS';

let world: World;
let holder: Client;
beforeAll(async () => {
  if (!onPostgres) return;
  world = await createWorld();
  holder = new Client({ connectionString: await ownerUrl() });
  await holder.connect();
  // The holder sees every county's rows, as their owner may.
  for (const table of ['User', 'Session'])
    await holder.query(`alter table "${table}" no force row level security`);
  shared.portalResponse = new AsyncLocalStorage();
  process.env[interrupts] = 'true';
  // The chains begin with their first events.
  for (const ask of Object.values(doors)) await ask();
});
afterAll(async () => {
  await holder?.end();
  delete shared.portalResponse;
  delete process.env[interrupts];
});

/** Calls a door as the administrator of Alder; what a page or an action says of its answer counts as server.mjs has it. */
async function knock(handler: RouteHandler, method: string, body?: object): Promise<Answer> {
  const headers = new Headers({ origin: env().APP_URL, 'x-client-address': anotherIp() });
  if (body) headers.set('content-type', 'application/json');
  const request = new Request(env().APP_URL, {
    method,
    headers,
    ...(body ? { body: JSON.stringify(body) } : {}),
  });
  const cookie = world.alder.admin.request.cookies.session ?? '';
  const jar = Object.fromEntries(
    (['session', 'attempt'] as const).map((kind) => [cookieName(kind, env().APP_URL), cookie]),
  );
  const override: Override = { headers: {} };
  const answer = await (shared.portalResponse as AsyncLocalStorage<Override>).run(override, () =>
    callRoute(handler, request, {}, jar),
  );
  return {
    status: override.status ?? answer.status,
    retryAfter: override.headers['retry-after'] ?? answer.headers.get('retry-after'),
  };
}

/** A page, or an action of one: what Next takes as a way out (a redirect, a page of a status) is an answer. */
const drawn =
  (draw: () => Promise<unknown>): RouteHandler =>
  async () => {
    try {
      await draw();
    } catch (error) {
      const { digest } = error as { digest?: string };
      if (!digest?.startsWith('NEXT_')) return new Response(null, { status: 500 });
    }
    return new Response();
  };
const posted = (action: FormAction, fields: Record<string, string>) =>
  drawn(() => {
    const sent = new FormData();
    for (const [name, value] of Object.entries(fields)) sent.set(name, value);
    return action(idleForm, sent);
  });

const newDepartment = () => ({ name: `Office ${random()}`, code: random() });
const signInDoor = lessonRoute(signIn);
const doors: Record<string, () => Promise<Answer>> = {
  'the lesson, a right sign-in': () =>
    knock(signInDoor, 'POST', { email: world.alder.citizen.email, password: worldPassword }),
  'the lesson, a wrong sign-in': () =>
    knock(signInDoor, 'POST', { email: world.alder.citizen.email, password: 'wrong' }),
  'API, reading': () => knock(meDoor.GET, 'GET'),
  'API, changing': () => knock(departmentsDoor.POST, 'POST', newDepartment()),
  'API, a list': () => knock(usersDoor.GET, 'GET'),
  'an export': () => knock(exportDoor.GET, 'GET'),
  'a form': () => knock(posted(formAction(createDepartment), newDepartment()), 'POST'),
  'the form of the sign-in': () =>
    knock(posted(formAction(signIn), { email: world.alder.officer.email, password: worldPassword }), 'POST'),
  'a page': () =>
    knock(
      drawn(() => read(getProfile, {})),
      'GET',
    ),
  'a list': () =>
    knock(
      drawn(() => read(listUsers, {})),
      'GET',
    ),
  'the way to the second step': () =>
    knock(
      drawn(() => signInPath('/dashboard')),
      'GET',
    ),
  'a guarded page': () =>
    knock(
      drawn(() => guard(updateUser)),
      'GET',
    ),
};

const locks: [what: string, statement: string, isHot: boolean][] = [
  ["the heads of the audit trail's chains", `select from "AuditChain" for update`, true],
  ['the rows of people', `select from "User" for update`, true],
  ['the counters of limits', `lock rate_limit in share mode`, true],
  ['the rows of sessions', `select from "Session" for update`, false],
  ['passkeys', `lock "Passkey"`, false],
  ['all people', `lock "User"`, true],
  ['all sessions', `lock "Session"`, true],
  ['the trail', `lock "AuditEvent"`, true],
];

describe.runIf(onPostgres)('while somebody holds', () => {
  it.each(locks)(
    '%s: every door answers 503 with Retry-After, or what it always does',
    async (_what, lock, isHot) => {
      await holder.query('begin');
      await holder.query(lock);
      try {
        const answers = Object.entries(doors).map(async ([door, ask]) => [door, await ask()] as const);
        const statuses: number[] = [];
        for (const [door, { status, retryAfter }] of await Promise.all(answers)) {
          expect.soft(status, door).not.toBe(500);
          if (status === 503) expect.soft(Number(retryAfter), door).toBeGreaterThan(0);
          statuses.push(status);
        }
        if (isHot) expect(statuses).toContain(503);
      } finally {
        await holder.query('rollback');
      }
    },
  );

  it('nobody any more: every door is open again', async () => {
    for (const [door, ask] of Object.entries(doors)) expect((await ask()).status, door).not.toBe(503);
  });
});
