import 'server-only';
import { whyNotGrant } from '@/lib/access/granting';
import { countyRoleNames } from '@/lib/access/roles';
import { type Db, done, type Person, useCase } from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import type { Language } from '@/lib/shared/languages';
import { roleColumns } from '../roles/own-roles';
import { PeopleOptionsOf } from './schema';

export type RoleOption = {
  name: string;
  description: string;
  builtIn: boolean;
  /** Why the actor may neither give nor take it, as a message key; null when they may. */
  whyNot: string | null;
};
export type DepartmentOption = { id: string; code: string; name: string; active: boolean };

/** What filters and forms about people offer. */
export type PeopleOptions = {
  /** Roles by the order in which they grow, a county's own after them by name. */
  roles: RoleOption[];
  /** Departments by name, those that are closed too: people may still be in them. */
  departments: DepartmentOption[];
  /** The counties that the actor may look at; empty for who belongs to one. */
  counties: { code: string; name: string }[];
  /** The languages that the county offers; all of the portal's while it is not known which county. */
  languages: readonly Language[];
};

/**
 * The roles and departments of a county, for filters and forms about people, and which of the roles the actor may
 * give. Who belongs to no county names one, and gets the built-in roles and no department until then.
 */
export const getPeopleOptions = useCase({
  name: 'administration.getPeopleOptions',
  input: PeopleOptionsOf,
  access: 'user.view',
  audit: 'none',
  run: async ({ db, actor }, { county: code }) => {
    const seesAll = actor.county === null;
    const counties = seesAll
      ? await db.county.findMany({
          select: { id: true, code: true, name: true, settings: true },
          orderBy: { name: 'asc' },
        })
      : [];
    const named = counties.find((county) => county.code === code?.toUpperCase());
    const countyId = actor.county?.id ?? named?.id ?? null;
    const options: PeopleOptions = {
      roles: await rolesOf(db, actor, countyId),
      departments: countyId
        ? await db.department.findMany({
            where: { countyId },
            select: { id: true, code: true, name: true, active: true },
            orderBy: [{ name: 'asc' }, { id: 'asc' }],
          })
        : [],
      counties: counties.map(({ code, name }) => ({ code, name })),
      languages: countySettings((actor.county ?? named)?.settings).languages,
    };
    return done(options);
  },
});

async function rolesOf(db: Db, actor: Person, countyId: string | null): Promise<RoleOption[]> {
  const rows = await db.role.findMany({
    where: countyId ? { countyId } : { builtIn: true },
    select: roleColumns,
    orderBy: { name: 'asc' },
    // Every county has its own rows of the built-in roles, which say the same.
    ...(countyId ? {} : { distinct: ['name'] }),
  });
  const place = (role: { name: string; builtIn: boolean }) => {
    const index = role.builtIn ? (countyRoleNames as readonly string[]).indexOf(role.name) : -1;
    return index < 0 ? countyRoleNames.length + (role.builtIn ? 1 : 0) : index;
  };
  return rows
    .sort((a, b) => place(a) - place(b))
    .map(({ name, description, builtIn, permissions }) => {
      const pairs = permissions.map(({ permission, reach }): [string, string] => [permission, reach]);
      return {
        name,
        description,
        builtIn,
        whyNot: whyNotGrant(actor, { name, builtIn, permissions: pairs }),
      };
    });
}
