import 'server-only';
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { roleDescriptions } from '@/lib/access/roles';
import { createLink, inviteMail } from '@/lib/accounts';
import { type Db, done, fail, type Result, useCase } from '@/lib/kernel';
import { languageIn } from '@/lib/shared/county-settings';
import { languageOr } from '@/lib/shared/languages';
import { writeBuiltInRoles } from '../counties/create-county';
import { settingsOf } from './county-decisions';

const MakeAdministrator = z.object({
  /** Normalised. */
  email: z.string(),
  /** Of a county by its code, which is made when it is not there and its name is given; null: a System Administrator. */
  county: z.object({ code: z.string(), name: z.string().optional() }).nullable(),
  /** The link is answered instead of mailed, where there is no mail server. */
  wantsLink: z.boolean(),
});

/** The token of the link, where it is not mailed. */
type Made = { link: string | null };

/**
 * Makes an administrator, the first one above all: what whoever runs the portal may do, and nobody by a way in
 * (`npm run create-admin`). Who has other rights now signs in anew.
 */
export const makeAdministrator = useCase({
  name: 'administration.makeAdministrator',
  input: MakeAdministrator,
  access: 'system',
  audit: ({ email }) => ({ entity: 'user', after: { email } }),
  run: async ({ db, now, mail, note }, { email, county, wantsLink }): Promise<Result<Made>> => {
    const place = county ? await countyOf(db, county) : done(null);
    if (!place.ok) return place;
    const countyId = place.value;
    const role = await roleOf(db, countyId);
    const before = await db.user.findUnique({ where: { email } });
    if (before && before.countyId !== countyId) return fail('conflict', 'errors.user.addressTaken');
    if (before && !before.active) return fail('conflict', 'errors.user.inactive');
    const { id, locale } =
      before ??
      (await db.user.create({
        data: { email, countyId, invitedAt: now, locale: languageIn(await settingsOf(db, countyId), 'en') },
      }));
    const { count } = await db.userRole.createMany({
      data: [{ countyId, userId: id, roleId: role.id }],
      skipDuplicates: true,
    });
    if (before && count > 0)
      await db.user.update({
        where: { id },
        data: { securityStamp: randomUUID(), version: { increment: 1 } },
      });
    note({ id, county: countyId, after: { email, roles: [role.name] } });
    if (wantsLink) {
      const link = await createLink(db, 'invite', { countyId, email, userId: id }, now);
      return done({ link });
    }
    await mail(inviteMail, { to: email, locale: languageOr(locale) });
    return done({ link: null });
  },
});

async function countyOf(
  db: Db,
  { code, name }: { code: string; name?: string | undefined },
): Promise<Result<string>> {
  const found = await db.county.findUnique({ where: { code }, select: { id: true } });
  if (found) return done(found.id);
  if (!name) return fail('not_found', 'errors.county.gone');
  const made = await db.county.create({ data: { code, name }, select: { id: true } });
  await writeBuiltInRoles(db, made.id);
  return done(made.id);
}

/** The role of who runs a county, or, written once, of who runs all of them. */
async function roleOf(db: Db, countyId: string | null): Promise<{ id: string; name: string }> {
  const name = countyId ? 'County Admin' : 'System Administrator';
  const select = { id: true, name: true };
  const found = await db.role.findFirst({ where: { countyId, name, builtIn: true }, select });
  return (
    found ??
    (await db.role.create({ data: { name, description: roleDescriptions[name], builtIn: true }, select }))
  );
}
