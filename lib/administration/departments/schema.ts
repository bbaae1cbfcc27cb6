import { z } from 'zod';
import { listInput, pageOf } from '@/lib/shared/paging';
import { emailAddress } from '@/lib/shared/person-fields';
import { anId, aVersion, lineOf, optionalLine } from '@/lib/shared/text';

/** A filter or a switch as programs and forms send it; an empty choice counts as not set. */
const yesOrNo = z
  .union([z.boolean(), z.enum(['true', 'false', ''])], { error: 'errors.filter.yesOrNo' })
  .transform((sent) => (sent === '' ? undefined : sent === true || sent === 'true'))
  .optional();

const code = z
  .string({ error: 'errors.department.code' })
  .transform((text) => text.trim().toUpperCase())
  .refine((text) => /^[A-Z0-9]{2,10}$/.test(text), 'errors.department.code');
const name = lineOf(100, 'errors.department.name', 'errors.department.nameTooLong');

/** A day as YYYY-MM-DD, in the county's time; an empty field counts as none. */
const day = z
  .string({ error: 'errors.date.format' })
  .trim()
  .refine((text) => text === '' || isDay(text), 'errors.date.format')
  .transform((text) => text || undefined)
  .optional();

/** A day of the calendar, of this century or the ones beside it. */
function isDay(text: string): boolean {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

const inOrder = {
  error: 'errors.department.untilBeforeFrom',
  path: ['until'],
};
const isInOrder = ({ from, until }: { from?: string | undefined; until?: string | undefined }) =>
  !from || !until || from <= until;

export const DepartmentOnly = z.object({ departmentId: anId });

export const ListDepartments = z.object({
  ...listInput(['name', 'code']),
  /** A part of the name or code. */
  q: optionalLine(100, 'errors.filter.tooLong'),
  active: yesOrNo,
  /** A county's code, for who sees several. */
  county: optionalLine(20, 'errors.filter.tooLong'),
});
export type ListDepartmentsInput = z.output<typeof ListDepartments>;

export const CreateDepartment = z.object({ code, name });
export const UpdateDepartment = z.object({
  departmentId: anId,
  version: aVersion,
  code: code.optional(),
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
  .object({ departmentId: anId, email: emailAddress, from: day, until: day })
  .refine(isInOrder, inOrder);
/** `version` is the person's: what they do where is part of their file. */
export const UpdateMember = z
  .object({ departmentId: anId, userId: anId, version: aVersion, from: day, until: day })
  .refine(isInOrder, inOrder);
export const EndMember = z.object({ departmentId: anId, userId: anId, version: aVersion });
export const MemberOnly = z.object({ departmentId: anId, userId: anId });
