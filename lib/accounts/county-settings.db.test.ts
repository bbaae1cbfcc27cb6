import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendDueMail } from '@/lib/jobs/deliver';
import { behindTheWall } from '@/lib/kernel/db';
import {
  anotherEmail,
  createPerson,
  createWorld,
  fakeMailer,
  faultOf,
  requestWith,
  strangerRequest,
  successOf,
  type TestPerson,
  type World,
  worldPassword,
} from '@/lib/testing/world';
import {
  changePassword,
  checkLink,
  confirmEmail,
  getProfile,
  register,
  requestPasswordReset,
  resetPassword,
  setLanguage,
  signIn,
  updateProfile,
} from './index';

// What a county decides counts for its people, at every door, and for nobody else's.

let world: World;
let mail: ReturnType<typeof fakeMailer>;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(() => {
  mail = fakeMailer();
});

/** Sets what Birch decides; Alder leaves everything as the portal has it. */
const birchDecides = (settings: object) =>
  behindTheWall('*', (db) => db.county.update({ where: { id: world.birch.county.id }, data: { settings } }));

const easy = 'birchwood';
const asked = (county: string, password = easy, email = anotherEmail()) => ({ email, password, county });

describe('the password policy of a county', () => {
  it.each([
    [{ passwordPolicy: 'strict' }, easy, ['errors.password.min12']],
    [
      { passwordComposition: 'on' },
      'lower case words',
      ['errors.password.uppercase', 'errors.password.number', 'errors.password.special'],
    ],
  ])('%j: register, change and reset', async (settings, password, messages) => {
    await birchDecides(settings);
    successOf(await register.execute(strangerRequest(), asked('ALD', password)));
    expect(
      faultOf(await register.execute(strangerRequest(), asked('BIR', password))).fields?.password,
    ).toEqual(messages);
    for (const [county, refused] of [
      [world.alder.county, false],
      [world.birch.county, true],
    ] as const) {
      const person = await createPerson({ county, role: 'Citizen' });
      const change = await changePassword.execute(person.request, {
        password: worldPassword,
        newPassword: password,
        newPasswordConfirm: password,
      });
      expect(change.ok).toBe(!refused);
      if (!change.ok) expect(change.error.fields?.newPassword).toEqual(messages);
      expect(await resetTo(person, password)).toEqual(refused ? messages : true);
    }
  });

  it('says its own rule on the page of a link', async () => {
    await birchDecides({ passwordPolicy: 'strict', passwordComposition: 'on' });
    const person = await createPerson({ county: world.birch.county, role: 'Citizen' });
    const token = await linkFor(person);
    expect(successOf(await checkLink.execute(strangerRequest(), { kind: 'reset', token })).hint).toBe(
      'passwordStrictMixed',
    );
  });
});

async function linkFor({ email }: TestPerson) {
  successOf(await requestPasswordReset.execute(strangerRequest(), { email }));
  await sendDueMail();
  return mail.tokenFor(email);
}

async function resetTo(person: TestPerson, password: string) {
  const token = await linkFor(person);
  const result = await resetPassword.execute(strangerRequest(), { token, password });
  return result.ok || result.error.fields?.password;
}

describe('confirmation of addresses', () => {
  it('is asked of who registers in a county that wants it, and of who signs in there', async () => {
    await birchDecides({ confirmEmail: 'on' });
    expect(
      successOf(await register.execute(strangerRequest(), asked('ALD', worldPassword))).session,
    ).not.toBeNull();
    const one = asked('BIR', worldPassword);
    expect(successOf(await register.execute(strangerRequest(), one)).session).toBeNull();
    const enters = async () => {
      const result = await signIn.execute(strangerRequest(), { email: one.email, password: worldPassword });
      return result.ok || result.error.message;
    };
    expect(await enters()).toBe('errors.signIn.confirmFirst');
    await sendDueMail();
    successOf(
      await confirmEmail.execute(strangerRequest(), {
        token: mail.tokenFor(one.email),
        password: worldPassword,
      }),
    );
    expect(await enters()).toBe(true);
    // Who was there before the county asked.
    for (const [county, ok] of [
      [world.birch.county, false],
      [world.alder.county, true],
    ] as const) {
      const { email } = await createPerson({ county, role: 'Citizen', confirmed: false });
      const result = await signIn.execute(strangerRequest(), { email, password: worldPassword });
      expect(result.ok || result.error.message).toBe(ok || 'errors.signIn.confirmFirst');
    }
    // The wrong password is told nothing of it.
    const { email } = await createPerson({ county: world.birch.county, role: 'Citizen', confirmed: false });
    expect(faultOf(await signIn.execute(strangerRequest(), { email, password: 'wrong' })).message).toBe(
      'errors.signIn.wrong',
    );
  });
});

describe('registration by invitation', () => {
  it('keeps strangers from making accounts there', async () => {
    await birchDecides({ registration: 'invitation' });
    const result = await register.execute(strangerRequest(), asked('BIR', worldPassword));
    expect(faultOf(result).fields).toEqual({ county: ['errors.county.invitationOnly'] });
    successOf(await register.execute(strangerRequest(), asked('ALD', worldPassword)));
  });
});

describe('languages', () => {
  it('are those that the county offers: for new accounts, at sign-in, in the profile', async () => {
    await birchDecides({ languages: ['es'] });
    const one = asked('BIR', worldPassword);
    const { session } = successOf(await register.execute(strangerRequest({ locale: 'en' }), one));
    expect(session?.locale).toBe('es');
    const english = await createPerson({ county: world.birch.county, role: 'Citizen' });
    const signedIn = successOf(
      await signIn.execute(strangerRequest(), { email: english.email, password: worldPassword }),
    );
    expect(signedIn.locale).toBe('es');
    const request = await requestWith(signedIn);
    const { version } = successOf(await getProfile.execute(request, {}));
    expect(faultOf(await updateProfile.execute(request, { version, locale: 'en' })).fields).toEqual({
      locale: ['errors.language.choose'],
    });
    expect(faultOf(await setLanguage.execute(request, { language: 'en' })).code).toBe('invalid');
    successOf(await updateProfile.execute(request, { version, locale: 'es' }));
    successOf(await setLanguage.execute(world.alder.citizen.request, { language: 'en' }));
    successOf(await setLanguage.execute(strangerRequest(), { language: 'en' }));
  });
});
