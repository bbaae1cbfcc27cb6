import { z } from 'zod';
import {
  code,
  date,
  defineList,
  type Fields,
  line,
  personFields,
  schemasOf,
  textFilter,
  yesNoFilter,
} from '@/lib/fields';
import { listInput, pageOf } from '@/lib/shared/paging';
import { anId, aVersion, yesOrNo } from '@/lib/shared/text';

/** What a department is called. */
export const departmentFields = {
  name: line({
    max: 100,
    missing: 'errors.department.name',
    tooLong: 'errors.department.nameTooLong',
    label: 'departments.name',
    autoComplete: 'off',
  }),
  code: code({
    form: /^[A-Z0-9]{2,10}$/,
    fault: 'errors.department.code',
    label: 'departments.code',
    hint: 'departments.codeHint',
    width: 'short',
  }),
};

/** From which day to which somebody works in a department, in the county's time. */
export const memberFields = {
  from: date({ label: 'departments.from', width: 'medium' }),
  until: date({ label: 'departments.untilOptional', hint: 'departments.untilHint', width: 'medium' }),
};

/** Who is to work in a department, and from when: now, unless a day is said. */
export const newMemberFields = {
  email: {
    ...personFields.email,
    label: 'departments.email',
    hint: 'departments.emailHint',
    autoComplete: 'off',
  },
  from: { ...memberFields.from, label: 'departments.fromOptional', hint: 'departments.fromHint' },
  until: memberFields.until,
} satisfies Fields;

const inOrder = {
  error: 'errors.department.untilBeforeFrom',
  path: ['until'],
};
const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
  !from || !until || from <= until;

export const DepartmentOnly = z.object({ departmentId: anId });

export const departmentList = defineList({
  words: 'departments',
  sorts: ['name', 'code'],
  filters: {
    /** A part of the name or code. */
    q: textFilter('search', 100),
    active: yesNoFilter,
    /** A county's code, for programs of who sees several. */
    county: textFilter('choice', 20),
  },
});
export type ListDepartmentsInput = z.output<typeof departmentList.input>;

const { code: departmentCode, name } = schemasOf(departmentFields);
export const CreateDepartment = z.object({ code: departmentCode, name });
export const UpdateDepartment = z.object({
  departmentId: anId,
  version: aVersion,
  code: departmentCode.optional(),
  name: name.optional(),
  active: yesOrNo,
});
/** The page that asks sends the version it showed; a program need not. */
export const DeleteDepartment = z.object({ departmentId: anId, version: aVersion.optional() });

/** docs/contract.md, section 8, API bodies. */
export const DepartmentBody = z
  .object({
    id: z.string(),
    code: z.string(),
    name: z.string(),
    active: z.boolean(),
    version: z.int(),
  })
  .meta({ id: 'Department' });
export type DepartmentBody = z.output<typeof DepartmentBody>;
export const DepartmentPage = pageOf(DepartmentBody);

export const ListMembers = z.object({ departmentId: anId, page: listInput(['name']).page });
export const AddMember = z
  .object({ departmentId: anId, ...schemasOf(newMemberFields) })
  .refine(isInOrder, inOrder);
/** `version` is the person's: what they do where is part of their file. */
export const UpdateMember = z
  .object({ departmentId: anId, userId: anId, version: aVersion, ...schemasOf(memberFields) })
  .refine(isInOrder, inOrder);
export const EndMember = z.object({ departmentId: anId, userId: anId, version: aVersion });
export const MemberOnly = z.object({ departmentId: anId, userId: anId });
