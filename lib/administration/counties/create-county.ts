import 'server-only';
import { countyRoleNames, roleDescriptions } from '@/lib/access/roles';
import { credentialsByEmail } from '@/lib/identity';
import { type Db, done, fail, failFields, isFresh, useCase } from '@/lib/kernel';
import type { MessageKey } from '@/messages/keys';
import { invitePerson } from '../people/invite-person';
import { forgetPortalCounty } from './portal-county';
import { CountyBody, CreateCounty } from './schema';
import { countyColumns, countyView } from './view';

/**
 * Sets up a county with its built-in roles, and invites its first administrator where an address is given. Who gives a
 * role must have proven lately who they are. Of many who take one code at once, one gets it.
 */
export const createCounty = useCase({
  name: 'administration.createCounty',
  input: CreateCounty,
  output: CountyBody,
  access: 'county.manage',
  audit: ({ code, name }) => ({ entity: 'county', after: { code, name } }),
  prepare: async ({ actor, now }, input) => {
    const administrator = administratorOf(input);
    if (administrator.faults) return failFields(administrator.faults);
    if (!administrator.person) return done(null);
    if (!isFresh(actor, now))
      return fail('unauthenticated', 'errors.access.signInAgain', { reauthRequired: true });
    const { user } = await credentialsByEmail(administrator.person.email);
    const taken = 'errors.user.addressTaken';
    return user ? fail('conflict', taken, { fields: { adminEmail: [taken] } }) : done(administrator.person);
  },
  run: async (context, { code, name }) => {
    const { db, note, now, prepared: administrator } = context;
    // "do nothing" where a unique violation would end the transaction, and with it the answer.
    const { count } = await db.county.createMany({ data: [{ code, name }], skipDuplicates: true });
    if (count === 0)
      return fail('conflict', 'errors.county.codeTaken', { fields: { code: ['errors.county.codeTaken'] } });
    forgetPortalCounty(now);
    const county = await db.county.findUniqueOrThrow({ where: { code }, select: countyColumns });
    note({ id: county.id, county: county.id });
    await writeBuiltInRoles(db, county.id);
    if (administrator) {
      const invited = await invitePerson(context, county.id, {
        ...administrator,
        roles: ['County Admin'],
        departments: [],
      });
      if (!invited.ok) return invited;
      note({ after: { code, name, administrator: administrator.email } });
    }
    return done(countyView(county));
  },
});

type Administrator = { email: string; firstName: string; lastName: string };

/** The administrator of an input: nobody, or somebody with an address and a name. */
function administratorOf(input: {
  adminEmail?: string | undefined;
  adminFirstName?: string | undefined;
  adminLastName?: string | undefined;
}): { person?: Administrator; faults?: Record<string, MessageKey[]> } {
  const { adminEmail: email, adminFirstName: firstName, adminLastName: lastName } = input;
  if (!email && !firstName && !lastName) return {};
  if (email && (firstName || lastName))
    return { person: { email, firstName: firstName ?? '', lastName: lastName ?? '' } };
  return {
    faults: {
      ...(email ? {} : { adminEmail: ['errors.county.adminEmail'] }),
      ...(firstName || lastName ? {} : { adminFirstName: ['errors.county.adminName'] }),
    },
  };
}

/** Writes the roles that every county starts with. */
export async function writeBuiltInRoles(db: Db, countyId: string): Promise<void> {
  await db.role.createMany({
    data: countyRoleNames.map((name) => ({
      countyId,
      name,
      description: roleDescriptions[name],
      builtIn: true,
    })),
  });
}
