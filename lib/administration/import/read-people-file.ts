import 'server-only';
import { CsvError, parse } from 'csv-parse/sync';
import { done, fail, type Result } from '@/lib/kernel';
import { foldWithoutSpaces } from '@/lib/shared/fold';
import { unguarded } from '@/lib/shared/formula-guard';
import type { MessageKey } from '@/messages/keys';
import { type CreateImportInput, type ImportInput, type ImportLine, MOST_IMPORTED } from './schema';

/** The columns of a file, and what people call them in either language, folded and without spaces. */
const headings = {
  email: ['email', 'mail', 'emailaddress', 'mailaddress', 'correo', 'correoelectronico', 'direcciondecorreo'],
  firstName: ['firstname', 'givenname', 'forename', 'nombre', 'nombres', 'nombredepila', 'primernombre'],
  lastName: ['lastname', 'surname', 'familyname', 'apellido', 'apellidos', 'primerapellido'],
  roles: ['roles', 'role', 'rol'],
  departments: ['departments', 'department', 'dept', 'departamentos', 'departamento'],
  phoneNumber: [
    'phone',
    'phonenumber',
    'telephone',
    'telephonenumber',
    'tel',
    'mobile',
    'mobilephone',
    'cellphone',
    'telefono',
    'numerodetelefono',
    'movil',
    'celular',
  ],
  language: ['language', 'locale', 'idioma', 'lengua'],
} as const;
type Column = keyof typeof headings;
const columns = Object.keys(headings) as Column[];

/** The headings are looked for in so many lines: a spreadsheet's `sep=;`, or titles, may stand above them. */
const FIRST_LINES = 10;
const MOST_COLUMNS = 100;
/** A cell that is longer is in no field's form anyway; what is kept of it is enough to say so. */
const LONGEST_CELL = 2000;

type Field = 'file' | 'text';

/** The lines of a CSV file of people, unchecked; or what is wrong with the file as a whole, and what to do. */
export function readPeopleFile(given: CreateImportInput): Result<ImportInput> {
  const field: Field = given.file || !given.text?.trim() ? 'file' : 'text';
  const text = given.file ? textOf(given.file) : given.text;
  if (text === null) return wrong(field, 'errors.import.encoding');
  if (!text?.trim()) return wrong(field, given.file ? 'errors.import.empty' : 'errors.import.choose');
  if (text.startsWith('PK\u0003\u0004')) return wrong(field, 'errors.import.spreadsheet');
  if (text.includes('\u0000') || /\p{Surrogate}/u.test(text)) return wrong(field, 'errors.import.encoding');
  return linesOf(field, text.replace(/^\ufeff/, ''));
}

/** UTF-8, with or without a byte order mark; null for whatever is not: Windows-1252, UTF-16, a picture. */
function textOf(bytes: Uint8Array): string | null {
  try {
    // A spreadsheet's own file is told apart before: its bytes are hardly ever UTF-8.
    if (bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3) return 'PK\u0003\u0004';
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A record, and the line in which it ends. */
type Read = { record: string[]; ends: number };

/** The records of a CSV text; for quotes that never close, the line in which they begin. */
function recordsOf(text: string, delimiter: string, most: number): Read[] | number {
  const records: Read[] = [];
  try {
    parse(text, {
      delimiter,
      recordDelimiter: ['\r\n', '\n', '\r'],
      relaxColumnCount: true,
      relaxQuotes: true,
      skipEmptyLines: true,
      to: most,
      onRecord: (record: string[], { lines }) => {
        if (record.some((cell) => cell.trim() !== '')) records.push({ record, ends: lines });
        return null;
      },
    });
    return records;
  } catch (error) {
    if (error instanceof CsvError) return (records.at(-1)?.ends ?? 0) + 1;
    throw error;
  }
}

/** Where the columns are named: what parts the cells, the number of the record, what each of its cells means. */
type Heading = { delimiter: string; index: number; places: (Column | undefined)[] };

/**
 * What parts the cells is a spreadsheet's own choice by country, or a tab where cells were copied: whatever makes of one
 * of the first lines the most columns that are known.
 */
function headingOf(text: string): Heading {
  const said = /^"?sep=([^\w\s"'])"?\s/i.exec(text)?.[1];
  let found: Heading = { delimiter: said ?? ',', index: 0, places: [] };
  for (const delimiter of new Set([said ?? ',', ',', ';', '\t', '|'])) {
    const records = recordsOf(text, delimiter, FIRST_LINES);
    if (typeof records === 'number') continue;
    for (const [index, { record }] of records.entries()) {
      const places = record.slice(0, MOST_COLUMNS).map(columnOf);
      if (known(places) > known(found.places)) found = { delimiter, index, places };
    }
  }
  return found;
}

const known = (places: Heading['places']) => new Set(places.filter(Boolean)).size;

function linesOf(field: Field, text: string): Result<ImportInput> {
  const { delimiter, index, places } = headingOf(text);
  // What stands above the heading, it, the most lines, and one that shows that there are more.
  const records = recordsOf(text, delimiter, index + FIRST_LINES + MOST_IMPORTED + 2);
  if (typeof records === 'number') return wrong(field, 'errors.import.quotes', { line: records });
  const [header, ...rest] = records.slice(index);
  if (!header) return wrong(field, 'errors.import.empty');
  if (header.record.length > MOST_COLUMNS)
    return wrong(field, 'errors.import.tooManyColumns', { most: MOST_COLUMNS });
  const twice = columns.find((column) => places.filter((place) => place === column).length > 1);
  if (twice)
    return wrong(field, 'errors.import.headingTwice', {
      heading: shown(header.record[places.lastIndexOf(twice)]),
    });
  const missing = missingOf(places);
  if (missing.length > 0)
    return wrong(field, 'errors.import.header', {
      missing: missing.join(', '),
      line: lineNumber(header.record, header.ends),
      found: shown(header.record.filter((cell) => cell.trim() !== '').join(', ')),
    });
  if (rest.length === 0) return wrong(field, 'errors.import.noLines');
  if (rest.length > MOST_IMPORTED) return wrong(field, 'errors.import.tooManyLines', { most: MOST_IMPORTED });
  return done({
    lines: rest.map(({ record, ends }) => lineOf(record, places, lineNumber(record, ends))),
    ignored: header.record.filter((name, index) => !places[index] && name.trim() !== '').map(shown),
  });
}

/** The columns that a file lacks, by the names of the template: an address, and one name at least. */
function missingOf(places: Heading['places']): string[] {
  const hasName = places.includes('firstName') || places.includes('lastName');
  return [...(places.includes('email') ? [] : ['email']), ...(hasName ? [] : ['first_name', 'last_name'])];
}

/** Where a record begins: the parser says where it ends, and cells in quotes may hold line ends. */
function lineNumber(record: string[], ends: number): number {
  return ends - record.join('').split(/\r\n|\n|\r/).length + 1;
}

/** Which column a heading means: spelling, accents and signs between the words do not matter. */
function columnOf(heading: string): Column | undefined {
  const name = foldWithoutSpaces(heading.slice(0, LONGEST_CELL));
  return columns.find((column) => (headings[column] as readonly string[]).includes(name));
}

function lineOf(record: string[], places: (Column | undefined)[], line: number): ImportLine {
  const cell = (column: Column) =>
    unguarded(short(record[places.indexOf(column)] ?? '', LONGEST_CELL).trim()).trim();
  return {
    line,
    email: cell('email'),
    firstName: cell('firstName'),
    lastName: cell('lastName'),
    roles: cell('roles'),
    departments: cell('departments'),
    ...(places.includes('phoneNumber') ? { phoneNumber: cell('phoneNumber') } : {}),
    ...(places.includes('language') ? { language: cell('language') } : {}),
    extra: record.slice(places.length).filter((text) => text.trim() !== '').length,
  };
}

// By characters: half of a surrogate pair cannot be stored.
const short = (text: string, most: number) =>
  text.length > most
    ? [...text.slice(0, 2 * most)]
        .slice(0, most)
        .join('')
        .replace(/\p{Surrogate}/gu, '')
    : text;

/** A heading as a message names it. */
const shown = (heading = '') => short(heading.trim(), 40);

function wrong(field: Field, message: MessageKey, values?: Record<string, string | number>): Result<never> {
  return fail('invalid', message, { fields: { [field]: [message] }, ...(values ? { values } : {}) });
}
