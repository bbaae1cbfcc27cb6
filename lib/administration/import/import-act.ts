import 'server-only';
import { whyNotGrant } from '@/lib/access/granting';
import {
  type Acting,
  type Db,
  defineBatchAct,
  done,
  fail,
  type RowFault,
  rehearse,
  rowFaults,
} from '@/lib/kernel';
import { countySettings } from '@/lib/shared/county-settings';
import type { PeopleShown, PersonRow } from '../bulk/show-people';
import { invitationOf, invitePerson } from '../people/invite-person';
import { roleColumns } from '../roles/own-roles';
import { type CheckedLine, checkLines } from './check-lines';
import { ImportInput, type ImportLine } from './schema';

const addressTaken: RowFault = { field: 'email', message: 'errors.user.addressTaken' };

/** The lines of a file, each an invitation. */
export const importAct = defineBatchAct({
  name: 'import',
  permission: 'user.invite',
  input: ImportInput,
  size: ({ lines }) => lines.length,
  show: async (_acting, { input: { ignored, lines } }): Promise<PeopleShown> => ({
    ignored,
    rows: lines.map(rowOf),
  }),
  work: async (acting, { countyId, input }) => {
    const { db, actor } = acting;
    const [roles, departments] = [
      await db.role.findMany({ where: { countyId }, select: roleColumns }),
      await db.department.findMany({ where: { countyId, active: true }, select: { id: true, code: true } }),
    ];
    const lines = checkLines(input.lines, {
      roles: roles.map((role) => {
        const permissions = role.permissions.map(({ permission, reach }): [string, string] => [
          permission,
          reach,
        ]);
        return { name: role.name, isYours: whyNotGrant(actor, { ...role, permissions }) === null };
      }),
      departments,
      languages: countySettings(actor.county?.settings).languages,
    });
    return {
      faultsOf: (index) => lines[index]?.faults ?? [],
      perform: async (index) => {
        const line = lines[index];
        if (!line?.person) return fail('invalid', 'errors.form.problem');
        const act = await invitePerson(acting, countyId, line.person);
        return act.ok ? done({ note: act.value.note }) : act;
      },
      foresee: async (from) => {
        const rest = lines.slice(from);
        const [refused, free] = [
          await refusedLots(acting, countyId, rest),
          await freeAddresses(db, countyId, rest),
        ];
        return rest.map(({ person, faults }) => [
          ...faults,
          ...(person ? (refused.get(lotOf(person)) ?? []) : []),
          ...(person && !free.has(person.email) ? [addressTaken] : []),
        ]);
      },
      taken: addressTaken,
    };
  },
});

function rowOf(line: ImportLine): PersonRow {
  const { email, firstName, lastName, roles, departments } = line;
  return {
    key: String(line.line),
    line: line.line,
    name: `${firstName} ${lastName}`.trim(),
    email,
    gets: [...roles.split(';'), ...departments.split(';')].map((name) => name.trim()).filter(Boolean),
  };
}

type Invited = NonNullable<CheckedLine['person']>;
const lotOf = ({ roles, departments }: Invited) => [...roles, '', ...departments].join('\n');

/** What speaks against giving these roles and departments: asked once for all lines that give the same. */
async function refusedLots(acting: Acting, countyId: string, lines: readonly CheckedLine[]) {
  const refused = new Map<string, RowFault[]>();
  for (const { person } of lines) {
    if (!person || refused.has(lotOf(person))) continue;
    const given = await invitationOf(acting, countyId, person);
    refused.set(lotOf(person), given.ok ? [] : rowFaults(given.error));
  }
  return refused;
}

/**
 * The addresses that nobody has, in any county: those that could be written. Asked by writing them and taking it back,
 * since the wall lets nobody look who else is there.
 */
async function freeAddresses(db: Db, countyId: string, lines: readonly CheckedLine[]): Promise<Set<string>> {
  const emails = lines.flatMap(({ person }) => (person ? [person.email] : []));
  const written = await rehearse(db, () =>
    db.user.createManyAndReturn({
      data: emails.map((email) => ({ countyId, email })),
      skipDuplicates: true,
      select: { email: true },
    }),
  );
  return new Set(written.map(({ email }) => email));
}
