import { beforeAll, describe, expect, it } from 'vitest';
import { register } from '@/lib/accounts';
import { RegisterForm } from '@/lib/accounts/schema';
import { createDepartment } from '@/lib/administration';
import { cookieName } from '@/lib/identity/cookies';
import { clock } from '@/lib/kernel/ports';
import { env } from '@/lib/platform/env';
import { type FormAction, type FormState, idleForm } from '@/lib/shared/form-state';
import { callRoute } from '@/lib/testing/route-calls';
import { createWorld, rowsOf, type World } from '@/lib/testing/world';
import { markOf } from './drawn-for';
import { formAction } from './form-action';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

/** What a form that was posted without scripts is drawn with again. */
async function answerTo(
  action: FormAction,
  fields: Record<string, string>,
  cookie?: string,
): Promise<FormState> {
  const sent = new FormData();
  for (const [name, value] of Object.entries(fields)) sent.set(name, value);
  let state: FormState = idleForm;
  const post = async () => {
    state = await action(idleForm, sent);
    return new Response();
  };
  const request = new Request(env().APP_URL, { headers: { origin: env().APP_URL } });
  await callRoute(post, request, {}, cookie ? { [cookieName('session', env().APP_URL)]: cookie } : {});
  return state;
}

async function markOfAdmin(): Promise<string> {
  return markOf(await world.alder.admin.request.identify(clock().now())) ?? '';
}

describe('a form acts for whom it was drawn', () => {
  const create = formAction(createDepartment);
  const typed = { name: 'Parks', code: 'PKS' };

  it('and for nobody else who is signed in now: nothing is done, nothing of it shown', async () => {
    const before = await rowsOf(world.alder.county);
    const drawnFor = await markOfAdmin();
    for (const [fields, person] of [
      [{ ...typed, drawnFor }, world.birch.admin],
      [{ ...typed, drawnFor: `${drawnFor}x` }, world.alder.admin],
      [typed, world.alder.admin],
    ] as const) {
      const state = await answerTo(create, fields, person.request.cookies.session);
      expect(state).toMatchObject({ status: 'error', values: {} });
      expect(JSON.stringify(state)).toContain('You are signed in as somebody else now');
    }
    expect(await rowsOf(world.alder.county)).toEqual(before);
  });

  it('for its owner it does what it says', async () => {
    const drawnFor = await markOfAdmin();
    const { session } = world.alder.admin.request.cookies;
    expect(await answerTo(create, { ...typed, drawnFor }, session)).toEqual({ status: 'done' });
  });
});

it('what was typed stays, a code that is no secret too', async () => {
  const { session } = world.alder.admin.request.cookies;
  const drawnFor = await markOfAdmin();
  const state = await answerTo(formAction(createDepartment), { name: '', code: 'prk', drawnFor }, session);
  expect(state).toMatchObject({ status: 'error', values: { name: '', code: 'prk' } });
  expect(state).toMatchObject({ fields: { name: 'Enter the name of the department' } });
});

it('a password never comes back', async () => {
  const state = await answerTo(formAction(register, { schema: RegisterForm }), {
    email: 'rosa at example',
    firstName: 'Rosa',
    county: 'ALD',
    password: 'a long secret of Rosa',
    passwordConfirm: 'another secret of hers',
  });
  expect(state).toMatchObject({
    status: 'error',
    values: { email: 'rosa at example', firstName: 'Rosa', county: 'ALD' },
  });
  expect(JSON.stringify(state)).not.toMatch(/secret of/);
});
