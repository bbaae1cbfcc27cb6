import { describe, expect, it } from 'vitest';
import { faultOf, successOf } from '@/lib/testing/world';
import { checkLines } from './check-lines';
import { readPeopleFile } from './read-people-file';
import { CreateImport } from './schema';

const header = 'email,first_name,last_name,roles,departments';
const bytes = (text: string) => new TextEncoder().encode(text);
const windows = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const utf16 = (text: string) =>
  new Uint8Array([0xff, 0xfe, ...[...text].flatMap((char) => [char.charCodeAt(0), 0])]);
const linesOf = (text: string) => successOf(readPeopleFile({ text })).lines;

describe('a file of people', () => {
  it.each([
    ['commas', `${header}\na@x.org,Ana,García,Citizen,BLD`],
    ['semicolons', `email;first_name;last_name;roles;departments\na@x.org;Ana;García;Citizen;BLD`],
    ['tabs', `email\tfirst_name\tlast_name\troles\tdepartments\na@x.org\tAna\tGarcía\tCitizen\tBLD`],
    ['any order', 'roles,last_name,email,departments,first_name\nCitizen,García,a@x.org,BLD,Ana'],
    [
      'Spanish headings',
      'Correo electrónico,Nombre,Apellidos,Rol,Departamentos\na@x.org,Ana,García,Citizen,BLD',
    ],
    ['capitals and hyphens', 'E-Mail,First Name,LAST-NAME,Roles,Department\na@x.org,Ana,García,Citizen,BLD'],
    ['a byte order mark', `\ufeff${header}\na@x.org,Ana,García,Citizen,BLD`],
    ['CRLF', `${header}\r\na@x.org,Ana,García,Citizen,BLD\r\n`],
    ['CR', `${header}\ra@x.org,Ana,García,Citizen,BLD\r`],
    [
      'quotes',
      `"email","first_name","last_name","roles","departments"\n"a@x.org","Ana","García","Citizen","BLD"`,
    ],
    [
      'the separator said first, as Excel does',
      `\ufeffsep=;\r\nemail;first_name;last_name;roles;departments\r\na@x.org;Ana;García;Citizen;BLD\r\n`,
    ],
    [
      'a separator of its own, said first',
      `sep=^\nemail^first_name^last_name^roles^departments\na@x.org^Ana^García^Citizen^BLD`,
    ],
    [
      'titles above, with commas',
      `Staff, 2026; all\n"Printed, on Monday";;\nE-mail;Given name;Surname;Roles;Dept\na@x.org;Ana;García;Citizen;BLD`,
    ],
    [
      'headings that hold the other signs',
      `"Mail";"First_Name";"Family name";"Role";"Department";"x,y,z"\na@x.org;Ana;García;Citizen;BLD;"a,b,c"`,
    ],
    ['bars', `Mail|Forename|Surname|Role|Department\na@x.org|Ana|García|Citizen|BLD`],
    ['empty lines around', `\n\n${header}\n,,,,\na@x.org,Ana,García,Citizen,BLD\n\n`],
  ])('is read with %s', (_name, text) => {
    const wanted = {
      email: 'a@x.org',
      firstName: 'Ana',
      lastName: 'García',
      roles: 'Citizen',
      departments: 'BLD',
    };
    for (const given of [{ text }, { file: bytes(text) }]) {
      const { lines, ignored } = successOf(readPeopleFile(given));
      expect(lines).toEqual([{ ...wanted, extra: 0, line: expect.any(Number) }]);
      expect(ignored).toEqual(text.includes('x,y,z') ? ['x,y,z'] : []);
    }
  });

  it('counts lines as an editor does', () => {
    const text = `${header}\n\na@x.org,Ana,"Two\nlines",,\nb@x.org,Ben,Brook,,\n,,,,\nc@x.org,"C ""Cy""",Clay,,`;
    expect(linesOf(text).map(({ line, email }) => [line, email])).toEqual([
      [3, 'a@x.org'],
      [5, 'b@x.org'],
      [7, 'c@x.org'],
    ]);
    expect(linesOf(text)[2]?.firstName).toBe('C "Cy"');
  });

  it('tells what it does not use, and what is beyond the headings', () => {
    const text = 'email,first_name,last_name,Shoe size,\na@x.org,Ana,García,55,,more,and more';
    const { lines, ignored } = successOf(readPeopleFile({ text }));
    expect(ignored).toEqual(['Shoe size']);
    expect(lines[0]).toMatchObject({ extra: 2, roles: '', departments: '' });
  });

  it.each([
    ['nothing', {}, 'errors.import.choose'],
    ['an empty field', { text: '  \n' }, 'errors.import.choose'],
    ['an empty file', { file: bytes('\ufeff\n') }, 'errors.import.empty'],
    ['a heading alone', { text: header }, 'errors.import.noLines'],
    ['no heading', { text: 'a@x.org,Ana,García' }, 'errors.import.header'],
    ['other headings', { text: 'name,mail\nAna,a@x.org' }, 'errors.import.header'],
    ['a heading twice', { text: 'email,correo,first_name,last_name\na,b,c,d' }, 'errors.import.headingTwice'],
    ['10,000 columns', { text: `${header}${',x'.repeat(10_000)}\na` }, 'errors.import.tooManyColumns'],
    ['501 lines', { text: header + '\na@x.org,A,B,,'.repeat(501) }, 'errors.import.tooManyLines'],
    ['an open quote', { text: `${header}\na@x.org,"Ana,García,,\nb@x.org,B,C,,` }, 'errors.import.quotes'],
    ['Windows-1252', { file: windows(`${header}\na@x.org,Ana,García,,`) }, 'errors.import.encoding'],
    ['UTF-16', { file: utf16(`${header}\na@x.org,A,B,,`) }, 'errors.import.encoding'],
    ['a NUL', { text: `${header}\na@x.org,A\u0000,B,,` }, 'errors.import.encoding'],
    ['half a surrogate pair', { text: `${header}\na@x.org,A\ud800,B,,` }, 'errors.import.encoding'],
    ['a spreadsheet', { file: new Uint8Array([0x50, 0x4b, 3, 4, 0xff, 0]) }, 'errors.import.spreadsheet'],
    ['a picture', { file: new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10]) }, 'errors.import.encoding'],
  ])('%s: says what to do', (_name, given: { text?: string; file?: Uint8Array<ArrayBuffer> }, message) => {
    const fault = faultOf(readPeopleFile(given));
    expect(fault).toMatchObject({ code: 'invalid', message });
    expect(fault.fields).toEqual({ [given.text?.trim() ? 'text' : 'file']: [message] });
  });

  it('names the missing columns and the line of a quote', () => {
    expect(faultOf(readPeopleFile({ text: 'correo\na@x.org' })).values).toEqual({
      missing: 'first_name, last_name',
      line: 1,
      found: 'correo',
    });
    const title = 'Staff, 2026\n\nemail,Phone\na@x.org,5550187766';
    expect(faultOf(readPeopleFile({ text: title })).values).toEqual({
      missing: 'first_name, last_name',
      line: 3,
      found: 'email, Phone',
    });
    expect(faultOf(readPeopleFile({ text: 'Staff list\na@x.org,Ana' })).values).toMatchObject({
      found: 'Staff list',
    });
    const open = `${header}\na@x.org,A,B,,\nb@x.org,"B,C,,\nc@x.org,C,D,,`;
    expect(faultOf(readPeopleFile({ text: open })).values).toEqual({ line: 3 });
  });

  it('a huge cell is a fault of its line', () => {
    const lines = linesOf(`${header}\na@x.org,${'😀'.repeat(200_000)},B,"${'x;'.repeat(50_000)}",`);
    expect(lines[0]?.firstName.length).toBeLessThan(5000);
    const [checked] = checkLines(lines, { roles: [], departments: [], languages: ['en'] });
    expect(checked?.faults[0]).toEqual({ field: 'firstName', message: 'errors.firstName.tooLong' });
  });

  it.each([
    ['Citizen', 'Citizen'],
    ['residente', 'Citizen'],
    ['Funcionario de  Departamento', 'Department Officer'],
    ['FUNCIONARIO DE DEPARTAMENTO; Department Officer', 'Department Officer'],
    ['Auditor; Residente', 'Auditor,Citizen'],
    ['auditora', null],
    ['Administrador del sistema', null],
  ])('roles go by their name in every language: %j', (roles, wanted) => {
    const offered = ['Citizen', 'Department Officer', 'Auditor'].map((name) => ({ name, isYours: true }));
    const [checked] = checkLines(linesOf(`${header}\na@x.org,Ana,Gil,${roles},`), {
      roles: offered,
      departments: [],
      languages: ['en'],
    });
    expect(checked?.person?.roles.join(',') ?? null).toBe(wanted);
    expect(checked?.faults.map(({ message }) => message)).toEqual(
      wanted === null ? ['errors.import.unknownRole'] : [],
    );
  });

  it.each([
    ['', undefined],
    ['es', 'es'],
    ['EN', 'en'],
    ['Español', 'es'],
    ['inglés', 'en'],
    ['Spanish', 'es'],
  ])('a column for the language is read: %j', (cell, locale) => {
    const text = `email,first_name,last_name,Idioma,Teléfono\na@x.org,Ana,Gil,${cell},555 018 7766`;
    const [checked] = checkLines(linesOf(text), { roles: [], departments: [], languages: ['en', 'es'] });
    expect(checked?.person).toMatchObject({ phoneNumber: '555 018 7766' });
    expect(checked?.person?.locale).toBe(locale);
  });

  it('a language that the county does not offer, and a number that is none, are told', () => {
    const text =
      'email,first_name,last_name,phone,language\na@x.org,Ana,Gil,none,español\nb@x.org,Ben,Gil,,fr';
    const checked = checkLines(linesOf(text), { roles: [], departments: [], languages: ['en'] });
    expect(checked.map(({ faults }) => faults)).toEqual([
      [
        { field: 'phoneNumber', message: 'errors.phoneNumber.format' },
        { field: 'language', message: 'errors.import.unknownLanguage', values: { name: 'español' } },
      ],
      [{ field: 'language', message: 'errors.import.unknownLanguage', values: { name: 'fr' } }],
    ]);
  });

  it.each([null, {}, { file: 'text' }, { text: 1 }, { file: [1] }])(
    '%j as input is no fault of ours',
    (given) => {
      const parsed = CreateImport.safeParse(given);
      if (parsed.success) expect(readPeopleFile(parsed.data).ok).toBe(false);
    },
  );
});
