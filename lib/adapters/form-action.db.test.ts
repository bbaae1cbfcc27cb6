import { beforeAll, expect, it } from 'vitest';
import { register } from '@/lib/accounts';
import { RegisterForm } from '@/lib/accounts/schema';
import { createDepartment } from '@/lib/administration';
import { cookieName } from '@/lib/identity/cookies';
import { env } from '@/lib/platform/env';
import { type FormAction, type FormState, idleForm } from '@/lib/shared/form-state';
import { callRoute } from '@/lib/testing/route-calls';
import { createWorld, type World } from '@/lib/testing/world';
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

it('what was typed stays, a code that is no secret too', async () => {
  const { session } = world.alder.admin.request.cookies;
  const state = await answerTo(formAction(createDepartment), { name: '', code: 'prk' }, session);
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
