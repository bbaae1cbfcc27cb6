import { z } from 'zod';
import {
  isPermission,
  type Permission,
  permissionNames,
  permissions,
  type Reach,
  reaches,
} from '@/lib/access/permissions';
import { type Fields, line, lineOrNone, schemasOf } from '@/lib/fields';
import { listInput, pageOf } from '@/lib/shared/paging';
import { anId, aVersion } from '@/lib/shared/text';
import type { MessageKey } from '@/messages/keys';

/** A matrix of more is no longer read by anybody; one page of the API holds them all. */
export const MAX_OWN_ROLES = 50;

const roleId = anId;

const roleName = line({
  max: 60,
  missing: 'errors.role.enterName',
  tooLong: 'errors.role.nameTooLong',
  label: 'ownRoles.name',
  hint: 'ownRoles.nameHint',
  autoComplete: 'off',
});

/** What a role of the county's own is called and is for. */
export const roleFields = {
  name: {
    ...roleName,
    schema: roleName.schema.refine(
      (text) => text === '' || ([...text].length >= 2 && /\p{L}/u.test(text)),
      'errors.role.nameTooShort',
    ),
    faults: [...roleName.faults, 'errors.role.nameTooShort'],
  },
  description: lineOrNone({
    max: 200,
    tooLong: 'errors.role.descriptionTooLong',
    label: 'ownRoles.description',
    hint: 'ownRoles.descriptionHint',
    autoComplete: 'off',
  }),
} satisfies Fields;
const { name, description } = schemasOf(roleFields);

const given = z
  .object(
    {
      name: z
        .string({ error: 'errors.role.unknownPermission' })
        .refine(isPermission, 'errors.role.unknownPermission'),
      reach: z.enum(reaches, { error: 'errors.role.unknownReach' }),
    },
    { error: 'errors.form.wrongType' },
  )
  .refine((pair) => !isPermission(pair.name) || isGrantable(pair.name, pair.reach), {
    error: 'errors.role.notGrantable',
    path: ['reach'],
  });

const permissionsOfRole = z
  .array(given, { error: 'errors.role.choosePermission' })
  .max(100, 'errors.role.permissionTwice')
  .refine(
    (pairs) => new Set(pairs.map((pair) => pair.name)).size === pairs.length,
    'errors.role.permissionTwice',
  )
  .transform((pairs) => pairs.filter((pair): pair is GivenPermission => isPermission(pair.name)));

/** A permission of a role, as far as the role gives it. */
export type GivenPermission = { name: Permission; reach: Reach };

/** Whether a county's own role may give a permission as far as that. */
export function isGrantable(permission: Permission, reach: Reach): boolean {
  return (permissions[permission].grantable as readonly Reach[]).includes(reach);
}

export const RoleOnly = z.object({ roleId });
export const CreateRole = z.object({ name, description, permissions: permissionsOfRole });
export const UpdateRole = z.object({
  roleId,
  version: aVersion,
  name: name.optional(),
  description,
  permissions: permissionsOfRole.optional(),
});
/** The page that asks sends the version it showed; a program need not. */
export const DeleteRole = z.object({ roleId, version: aVersion.optional() });

export const ListRoles = z.object(listInput(['name']));
export const ListPermissions = z.object(listInput(['name']));

/** docs/contract.md, section 8. */
export const RoleView = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    builtIn: z.boolean(),
    permissions: z.array(z.object({ name: z.enum(permissionNames), reach: z.enum(reaches) })),
    version: z.int(),
  })
  .meta({ id: 'Role' });
export type RoleView = z.output<typeof RoleView>;
export const RolePage = pageOf(RoleView);

export const PermissionView = z
  .object({ name: z.string(), description: z.string() })
  .meta({ id: 'Permission' });
export const PermissionPage = pageOf(PermissionView);

/** A column of the matrix of roles and permissions. */
export type RoleColumn = RoleView & {
  /** How many people hold it; null where that would mean counting the people of every county. */
  holders: number | null;
};

/** What a page may offer the person who reads it. */
export type RoleDetail = {
  role: RoleView;
  holders: number;
  /** Why this person cannot change or delete it, as a message key; null when they can. */
  whyNotChange: MessageKey | null;
};

export type RoleHolder = { id: string; name: string; email: string; active: boolean };
