import type { ExportColumn } from '@/lib/adapters/export-route';
import { isPhoneNumber } from '@/lib/fields';
import type { UserBody } from '@/lib/shared/user-body';

/** A person in the cells of a table: as the API shows one, roles and departments joined by "; ". */
export const userColumns: readonly ExportColumn<UserBody>[] = [
  { header: 'id', cell: ({ id }) => id },
  { header: 'email', cell: ({ email }) => email },
  { header: 'firstName', cell: ({ firstName }) => firstName },
  { header: 'lastName', cell: ({ lastName }) => lastName },
  { header: 'fullName', cell: ({ fullName }) => fullName },
  { header: 'phoneNumber', cell: ({ phoneNumber }) => phoneNumber, isPlain: isPhoneNumber },
  { header: 'address', cell: ({ address }) => address },
  { header: 'active', cell: ({ active }) => active },
  { header: 'confirmedAt', cell: ({ confirmedAt }) => confirmedAt },
  { header: 'locale', cell: ({ locale }) => locale },
  { header: 'county', cell: ({ county }) => county?.code ?? null },
  { header: 'departments', cell: ({ departments }) => departments.map(({ code }) => code).join('; ') },
  { header: 'roles', cell: ({ roles }) => roles.join('; ') },
  { header: 'loginCount', cell: ({ loginCount }) => loginCount },
  { header: 'lastLoginAt', cell: ({ lastLoginAt }) => lastLoginAt },
  { header: 'createdAt', cell: ({ createdAt }) => createdAt },
  { header: 'version', cell: ({ version }) => version },
];
