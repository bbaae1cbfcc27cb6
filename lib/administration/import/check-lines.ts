import 'server-only';
import { z } from 'zod';
import { hasName, nameNeeded, personFields, schemasOf } from '@/lib/fields';
import type { RowFault } from '@/lib/kernel';
import { isLanguage, type Language } from '@/lib/shared/languages';
import { builtInCalled } from '../roles/policy';
import type { ImportLine } from './schema';

/** What the lines of a file may name. */
export type Offered = {
  roles: readonly { name: string; isYours: boolean }[];
  departments: readonly { id: string; code: string }[];
  languages: readonly Language[];
};

/** A line with all that is wrong with it; `person` is there when nothing is. */
export type CheckedLine = {
  faults: RowFault[];
  person?: {
    email: string;
    firstName: string;
    lastName: string;
    phoneNumber?: string | undefined;
    locale?: Language | undefined;
    roles: string[];
    departments: string[];
  };
};

const { email, firstName, lastName, phoneNumber } = schemasOf(personFields);
const Person = z.object({ email, firstName, lastName, phoneNumber }).refine(hasName, nameNeeded);

/** What people call the portal's languages, in either of them; the codes besides. */
const languageNames: Record<string, Language> = {
  english: 'en',
  ingles: 'en',
  spanish: 'es',
  espanol: 'es',
};

/** Somebody else's name is asked for, not the reader's own. */
const inAFile: Record<string, string> = {
  'errors.email.enter': 'errors.import.noEmail',
  'errors.name.enter': 'errors.import.noName',
};

/** Checks every line on its own and against those before it. */
export function checkLines(lines: readonly ImportLine[], offered: Offered): CheckedLine[] {
  const seen = new Map<string, number>();
  const roles = new Map(offered.roles.map((role) => [sameName(role.name), role]));
  // A built-in role goes by its name in every language; no county's own is called so.
  const roleCalled = (name: string) =>
    roles.get(sameName(name)) ?? roles.get(sameName(builtInCalled(name) ?? ''));
  const departments = new Map(offered.departments.map((one) => [sameName(one.code), one]));
  return lines.map((line) => {
    const faults: RowFault[] = [];
    const parsed = Person.safeParse(line);
    for (const { path, message } of parsed.error?.issues ?? [])
      faults.push({ field: String(path[0] ?? ''), message: inAFile[message] ?? message });

    const address = email.safeParse(line.email);
    const before = address.success ? seen.get(address.data) : undefined;
    if (before !== undefined)
      faults.push({ field: 'email', message: 'errors.import.twice', values: { line: before } });
    else if (address.success) seen.set(address.data, line.line);

    const named = namesIn(line.roles);
    for (const name of named) {
      const role = roleCalled(name);
      const message = role
        ? role.isYours
          ? null
          : 'errors.import.roleNotYours'
        : 'errors.import.unknownRole';
      if (message) faults.push({ field: 'roles', message, values: { name: shown(name) } });
    }
    const codes = namesIn(line.departments);
    for (const code of codes)
      if (!departments.has(sameName(code)))
        faults.push({
          field: 'departments',
          message: 'errors.import.unknownDepartment',
          values: { code: shown(code) },
        });
    const language = line.language ? languageCalled(line.language) : undefined;
    if (line.language && !(language && offered.languages.includes(language)))
      faults.push({
        field: 'language',
        message: 'errors.import.unknownLanguage',
        values: { name: shown(line.language) },
      });
    if (line.extra > 0)
      faults.push({ field: '', message: 'errors.import.cells', values: { count: line.extra } });

    if (!parsed.success || faults.length > 0) return { faults };
    return {
      faults,
      person: {
        ...parsed.data,
        locale: language,
        roles: [...new Set(named.flatMap((name) => roleCalled(name)?.name ?? []))],
        departments: codes.flatMap((code) => departments.get(sameName(code))?.id ?? []),
      },
    };
  });
}

/** The names in a cell, each once. */
function namesIn(cell: string): string[] {
  const names = cell
    .split(';')
    .map((name) => name.trim())
    .filter(Boolean);
  return [...new Map(names.map((name) => [sameName(name), name])).values()];
}

/** The language that a cell names: its code, or what either of the portal's languages calls it. */
function languageCalled(cell: string): Language | undefined {
  const name = cell.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  return isLanguage(name) ? name : languageNames[name];
}

const sameName = (name: string) => name.normalize('NFKC').toLowerCase();
const shown = (name: string) => [...name].slice(0, 60).join('');
