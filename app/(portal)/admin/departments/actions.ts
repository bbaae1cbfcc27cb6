'use server';

import { formAction } from '@/lib/adapters/form-action';
import {
  addDepartmentMember,
  createDepartment,
  deleteDepartment,
  endDepartmentMember,
  updateDepartment,
  updateDepartmentMember,
} from '@/lib/administration';
import { paths } from '@/lib/shared/paths';
import { pathAfterMaking } from '../path-after-making';

const here = (fields: Record<string, unknown>) => paths.departments.show(String(fields.departmentId));

export const createDepartmentAction = formAction(createDepartment, {
  then: ({ id }) => pathAfterMaking('department.view', paths.departments.show(id), paths.departments.list()),
  flash: 'departmentCreated',
});

export const updateDepartmentAction = formAction(updateDepartment, {
  then: ({ id }) => paths.departments.show(id),
  flash: 'departmentSaved',
});

export const deactivateDepartmentAction = formAction(updateDepartment, {
  then: ({ id }) => paths.departments.show(id),
  flash: 'departmentDeactivated',
});

export const reactivateDepartmentAction = formAction(updateDepartment, {
  then: ({ id }) => paths.departments.show(id),
  flash: 'departmentReactivated',
});

export const deleteDepartmentAction = formAction(deleteDepartment, {
  then: () => paths.departments.list(),
  flash: 'departmentDeleted',
});

export const addOfficerAction = formAction(addDepartmentMember, {
  then: (_value, fields) => here(fields),
  flash: 'memberAdded',
});

export const updateOfficerAction = formAction(updateDepartmentMember, {
  then: (_value, fields) => here(fields),
  flash: 'memberSaved',
});

export const endOfficerAction = formAction(endDepartmentMember, {
  then: (_value, fields) => here(fields),
  flash: 'memberEnded',
});
