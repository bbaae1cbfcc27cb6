'use server';

import { formAction } from '@/lib/adapters/form-action';
import { createRole, deleteRole, updateRole } from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { pathAfterMaking } from '../path-after-making';
import { chosenPermissions } from './permission-choices';

export const createRoleAction = formAction(createRole, {
  input: (fields) => ({ ...fields, permissions: chosenPermissions(fields) }),
  then: ({ id }) => pathAfterMaking('role.view', paths.roles.show(id), paths.roles.list()),
  flash: 'roleCreated',
});

export const updateRoleAction = formAction(updateRole, {
  input: (fields) => ({ ...fields, permissions: chosenPermissions(fields) }),
  then: ({ id }) => paths.roles.show(id),
  flash: 'roleSaved',
});

export const deleteRoleAction = formAction(deleteRole, {
  then: () => paths.roles.list(),
  flash: 'roleDeleted',
});
