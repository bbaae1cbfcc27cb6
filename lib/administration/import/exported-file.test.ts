import fc from 'fast-check';
import { expect, it } from 'vitest';
import { userColumns } from '@/app/api/v1/users/export/columns';
import { csvOf } from '@/lib/adapters/export-route';
import { hasName, personFields } from '@/lib/fields';
import { languages } from '@/lib/shared/languages';
import type { UserBody } from '@/lib/shared/user-body';
import { successOf } from '@/lib/testing/world';
import { checkLines } from './check-lines';
import { readPeopleFile } from './read-people-file';

const odd = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .array(fc.constantFrom("'", '=', '+', '-', '@', '"', ',', ';', '\t', ' ', 'a', 'Ñ', '李'), {
      maxLength: 8,
    })
    .map((signs) => signs.join('')),
);
/** Names as the portal stores them. */
const name = odd
  .filter((text) => personFields.firstName.schema.safeParse(text).success)
  .map((text) => personFields.firstName.schema.parse(text));
const phone = fc.constantFrom(null, '+1 555 010 1234', '(555) 010-1234', '-555 010', '555-0100 x12');
const person = fc
  .record({
    firstName: name,
    lastName: name,
    phoneNumber: phone,
    locale: fc.constantFrom(...languages),
  })
  .filter(hasName);

const roles = ['=Night watch', 'Citizen', '@home'];
const departments = [{ id: 'd1', code: 'BLD' }];

it('what the portal exports it reads back equal', () => {
  fc.assert(
    fc.property(fc.array(person, { minLength: 1, maxLength: 5 }), fc.boolean(), (people, bom) => {
      const rows = people.map(
        (one, index): UserBody => ({
          ...one,
          id: `id-${index}`,
          email: `p${index}@example.org`,
          fullName: `${one.firstName} ${one.lastName}`,
          address: '=1+1',
          active: true,
          confirmedAt: null,
          county: { id: 'c', code: 'ALD', name: 'Alder' },
          departments: [{ id: 'd1', code: 'BLD', name: 'Building' }],
          roles,
          loginCount: 0,
          lastLoginAt: null,
          createdAt: '2026-01-01T00:00:00.000Z',
          version: 1,
        }),
      );
      const text = csvOf(rows, userColumns, { withHeadings: true, bom });
      const { lines, ignored } = successOf(readPeopleFile({ file: new TextEncoder().encode(text) }));
      expect(ignored).not.toContain('phoneNumber');
      const checked = checkLines(lines, {
        roles: roles.map((role) => ({ name: role, isYours: true })),
        departments,
        languages,
      });
      expect(checked).toEqual(
        rows.map(({ email, firstName, lastName, phoneNumber, locale }) => ({
          faults: [],
          person: {
            email,
            firstName,
            lastName,
            phoneNumber: phoneNumber ?? '',
            locale,
            roles,
            departments: ['d1'],
          },
        })),
      );
    }),
  );
});

it('programs get a phone number unchanged, and a spreadsheet no formula', () => {
  const row = { firstName: '=1+1', phoneNumber: '+1 555 010 1234' } as UserBody;
  const columns = userColumns.filter(({ header }) => header === 'firstName' || header === 'phoneNumber');
  expect(csvOf([row], columns, { withHeadings: false, bom: false })).toBe("'=1+1,+1 555 010 1234\r\n");
});
