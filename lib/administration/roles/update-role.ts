import 'server-only';
import { type AuditNote, done, fail, failFields, useCase } from '@/lib/kernel';
import {
  findRole,
  holds,
  inWords,
  lockDefinitions,
  roleColumns,
  whyNotName,
  writePermissions,
} from './own-roles';
import { completed, givesSomething, whyFixed, whyNotChange, whyNotDefine, whyNotTogether } from './policy';
import { RoleView, UpdateRole } from './schema';
import { permissionsOf, roleView } from './view';

/**
 * Changes a county's own role. Its holders have what it gives now from their next request on. Nobody changes a role
 * beyond what they hold, neither as it was nor as it becomes, nor one that they hold themselves.
 */
export const updateRole = useCase({
  name: 'administration.updateRole',
  input: UpdateRole,
  output: RoleView,
  access: 'role.manage',
  fresh: true,
  audit: ({ roleId }) => ({ entity: 'role', id: roleId }),
  run: async ({ db, actor, reach, note }, { roleId, version, ...asked }) => {
    const countyId = (await findRole(db, reach, roleId))?.countyId;
    if (!countyId) return fail('not_found', 'errors.role.gone');
    note({ county: countyId });
    await lockDefinitions(db, countyId);
    const role = await findRole(db, reach, roleId);
    if (!role) return fail('not_found', 'errors.role.gone');
    const fixed = whyFixed(role);
    if (fixed) return fail('conflict', fixed);
    const before = permissionsOf(role);
    const notTheirs = whyNotChange(actor, { permissions: before, isTheirs: await holds(db, actor, roleId) });
    if (notTheirs) return fail('forbidden', notTheirs);
    if (role.version !== version) return fail('conflict', 'errors.form.changedMeanwhile');

    const after = asked.permissions ? completed(asked.permissions) : before;
    const tooMuch = whyNotDefine(actor, after);
    if (tooMuch) return fail('forbidden', tooMuch);
    if (asked.permissions && !givesSomething(asked.permissions))
      return failFields({ permissions: ['errors.role.choosePermission'] });
    const incomplete = whyNotTogether(asked.permissions ?? []);
    if (incomplete.length > 0) return failFields({ permissions: incomplete });
    const badName =
      asked.name === undefined || asked.name === role.name
        ? null
        : await whyNotName(db, countyId, asked.name, roleId);
    if (badName)
      return badName === 'errors.role.nameTaken'
        ? fail('conflict', badName, { fields: { name: [badName] } })
        : failFields({ name: [badName] });

    const next = { name: asked.name ?? role.name, description: asked.description ?? role.description };
    await db.role.update({ where: { id: roleId }, data: { ...next, version: { increment: 1 } } });
    await writePermissions(db, { id: roleId, countyId }, after);
    note(
      changes(
        { name: role.name, description: role.description, permissions: inWords(before) },
        { ...next, permissions: inWords(after) },
      ),
    );
    return done(roleView(await db.role.findUniqueOrThrow({ where: { id: roleId }, select: roleColumns })));
  },
});

/** The fields that differ, as they were and as they are. */
function changes(before: Record<string, unknown>, after: Record<string, unknown>): AuditNote {
  const differing = Object.keys(after).filter(
    (field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]),
  );
  const only = (from: Record<string, unknown>) =>
    Object.fromEntries(differing.map((field) => [field, from[field]]));
  return { before: only(before), after: only(after) };
}
