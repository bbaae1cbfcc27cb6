import { beforeAll, describe, expect, it } from 'vitest';
import { updateProfile } from '@/lib/accounts';
import {
  anotherEmail,
  createPerson,
  createWorld,
  fakeMailer,
  faultOf,
  successOf,
  type World,
} from '@/lib/testing/world';
import { createDepartment, getUser, inviteUser, updateDepartment, updateUser } from '..';

let world: World;
beforeAll(async () => {
  fakeMailer();
  world = await createWorld();
});

const noName = { firstName: ['errors.name.enter'] };

describe('one name is enough, in either field', () => {
  it.each([
    { firstName: 'Sukarno' },
    { lastName: 'Sukarno' },
    { firstName: '', lastName: 'Sukarno' },
    { firstName: 'Sukarno', lastName: '\u3164' },
  ])('for whoever is invited: %j', async (names) => {
    const { request } = world.alder.admin;
    const { id } = successOf(await inviteUser.execute(request, { email: anotherEmail(), ...names }));
    expect(successOf(await getUser.execute(request, { userId: id }))).toMatchObject({ fullName: 'Sukarno' });
  });

  it.each([{}, { firstName: '', lastName: ' ' }, { firstName: '\u200b', lastName: '\u3164' }])(
    'none is none, said beside what else is wrong: %j',
    async (names) => {
      const { request } = world.alder.admin;
      expect(faultOf(await inviteUser.execute(request, { email: 'nobody', ...names })).fields).toEqual({
        ...noName,
        email: ['errors.email.format'],
      });
    },
  );

  it('for whoever changes one: the last name that there is stays', async () => {
    const person = await createPerson({ county: world.alder.county, role: 'Citizen' });
    const { request } = world.alder.admin;
    const userId = person.id;
    successOf(await updateUser.execute(request, { userId, version: 1, firstName: '' }));
    expect(
      faultOf(await updateUser.execute(request, { userId, version: 2, lastName: '\u200b' })).fields,
    ).toEqual(noName);
    successOf(await updateProfile.execute(person.request, { version: 2, firstName: 'Ana', lastName: '' }));
    expect(
      faultOf(await updateProfile.execute(person.request, { version: 3, firstName: '' })).fields,
    ).toEqual(noName);
    successOf(await updateProfile.execute(person.request, { version: 3, phoneNumber: '' }));
  });
});

describe('a department', () => {
  it('bears no name that people would take for another one’s', async () => {
    const { request } = world.alder.admin;
    const made = successOf(await createDepartment.execute(request, { code: 'PRK', name: 'Parks' }));
    for (const name of ['P\u0430rks', 'P\u200f\u0430rks', 'Build1ng and P1anning']) {
      const answer = await createDepartment.execute(request, { code: 'OTH', name });
      expect(faultOf(answer), name).toMatchObject({
        code: 'conflict',
        fields: { name: ['errors.department.lookAlike'] },
      });
    }
    const { id: departmentId, version } = made;
    const rename = (name: string) => updateDepartment.execute(request, { departmentId, version, name });
    expect(faultOf(await rename('\u0420ublic Works')).fields).toEqual({
      name: ['errors.department.lookAlike'],
    });
    successOf(await rename('PARKS'));
    successOf(await createDepartment.execute(request, { code: 'PR2', name: 'Parks' }));
    successOf(await createDepartment.execute(world.birch.admin.request, { code: 'PRK', name: 'Parks' }));
  });
});
