import 'server-only';
import { done, fail, failFields, useCase } from '@/lib/kernel';
import { inWords, isFull, lockDefinitions, roleColumns, whyNotName, writePermissions } from './own-roles';
import { completed, givesSomething, whyNotDefine, whyNotTogether } from './policy';
import { CreateRole, MAX_OWN_ROLES, RoleView } from './schema';
import { roleView } from './view';

/**
 * Makes a role of the county's own: a set of permissions, each with a reach, none beyond what its maker holds. What
 * everybody has (the own account, the own dashboard) is part of it without being asked for.
 */
export const createRole = useCase({
  name: 'administration.createRole',
  input: CreateRole,
  output: RoleView,
  access: 'role.manage',
  fresh: true,
  audit: ({ name }) => ({ entity: 'role', after: { name } }),
  run: async ({ db, actor, note }, { name, description, permissions }) => {
    const countyId = actor.county?.id;
    if (!countyId) return fail('forbidden', 'errors.access.notAllowed');
    const tooMuch = whyNotDefine(actor, permissions);
    if (tooMuch) return fail('forbidden', tooMuch);
    if (!givesSomething(permissions)) return failFields({ permissions: ['errors.role.choosePermission'] });
    const incomplete = whyNotTogether(permissions);
    if (incomplete.length > 0) return failFields({ permissions: incomplete });
    await lockDefinitions(db, countyId);
    const badName = await whyNotName(db, countyId, name);
    if (badName)
      return badName === 'errors.role.nameTaken'
        ? fail('conflict', badName, { fields: { name: [badName] } })
        : failFields({ name: [badName] });
    if (await isFull(db, countyId))
      return fail('conflict', 'errors.role.tooMany', { values: { most: MAX_OWN_ROLES } });
    const { id } = await db.role.create({ data: { countyId, name, description: description ?? '' } });
    const given = completed(permissions);
    await writePermissions(db, { id, countyId }, given);
    note({ id, after: { name, description: description ?? '', permissions: inWords(given) } });
    return done(roleView(await db.role.findUniqueOrThrow({ where: { id }, select: roleColumns })));
  },
});
