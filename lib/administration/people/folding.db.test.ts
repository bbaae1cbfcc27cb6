import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { behindTheWall } from '@/lib/kernel/db';
import { normaliseEmailAddress } from '@/lib/shared/email-address';
import { fold } from '@/lib/shared/fold';
import { asLogin, createPerson, createWorld, successOf, type World } from '@/lib/testing/world';
import { createDepartment, listCounties, listDepartments, listUsers } from '..';
import { searchPattern } from './search-pattern';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});

async function folded(texts: string[]): Promise<string[]> {
  const rows = await asLogin<{ form: string }>(
    'select search_form(t) as form from unnest($1::text[]) with ordinality as u(t, n) order by n',
    [texts],
  );
  return rows.map(({ form }) => form);
}

/** Signs that may have another form. Ideographs and private ones have none. */
const isTold = /(?=\p{Assigned})[^\p{Surrogate}\p{Co}\p{Unified_Ideograph}\0]/u;
/** Of Unicode 15 to 17, which PostgreSQL 15 does not know: rare capitals, and marks of scripts that few can write. */
const isYounger =
  /[\u1c89\ua7cb-\ua7dc\ua7f1\u{105c9}-\u{105e4}\u{10d50}-\u{10d65}\u{11383}-\u{113c8}\u{16121}-\u{16128}\u{16d68}-\u{16d6a}\u{16ea0}-\u{16eb8}\u{1ccd6}-\u{1ccf9}\u{1e030}-\u{1e06d}]/u;
const assigned = Array.from({ length: 0x11_0000 }, (_, point) => point)
  .map((point) => String.fromCodePoint(point))
  .filter((sign) => isTold.test(sign) && !isYounger.test(sign));

describe('texts are looked for in one form', () => {
  it('in SQL as in TypeScript, for every sign of Unicode', async () => {
    expect(assigned.length).toBeGreaterThan(40_000);
    const inWords = assigned.map((sign) => `a${sign} b`);
    const forms = await folded(inWords);
    expect(inWords.filter((text, index) => forms[index] !== fold(text))).toEqual([]);
  });

  it('also where signs meet, and the form of a form is itself', async () => {
    const texts = fc.sample(
      fc.array(fc.constantFrom(...assigned), { maxLength: 12 }).map((signs) => signs.join('')),
      2000,
    );
    const forms = await folded(texts);
    expect(forms).toEqual(texts.map(fold));
    expect(forms.map(fold)).toEqual(forms);
  });

  it('whatever is stored is found by its own spelling', async () => {
    const name = fc.array(fc.constantFrom(...assigned), { maxLength: 10 }).map((signs) => signs.join(''));
    const people = fc.sample(fc.tuple(name, name), 2000);
    const asked = people.map(([first, last]) => `${first} ${last}`);
    // Three digits and more are a phone number, whose form is another; signs alone are nobody's name.
    const rows = people.flatMap(([first, last], index) =>
      fold(asked[index] ?? '') === '' || /^[\d\s+().-]+$/.test(asked[index] ?? '')
        ? []
        : [{ first, last, pattern: searchPattern(asked[index] ?? '') }],
    );
    const missed = await asLogin<{ first: string; last: string }>(
      `select first, last from jsonb_to_recordset($1) as p(first text, last text, pattern text)
       where not person_search_text(first, last, 'a@example.org', null) like pattern`,
      [JSON.stringify(rows)],
    );
    expect(missed).toEqual([]);
  });
});

describe('a person is found', () => {
  const names = [
    ['ペギー', '', ['ペギー']],
    ['', 'أحمد', ['أحمد', 'احمد']],
    ['Đức', 'Łuczak', ['Đức Łuczak', 'Duc', 'luczak', 'DUC LUCZAK']],
    ['Jörg', 'Weiß', ['Jörg Weiß', 'Weiss', 'jorg weiss', 'WEISS']],
    ['Søren', 'Æbelø', ['soren', 'aebelo', 'Æbelø']],
    ['Þórður', 'Guðmundsson', ['thordur', 'gudmundsson']],
    ['Işıl', 'Yılmaz', ['isil', 'YILMAZ', 'Yılmaz']],
    [
      'Siobhán',
      'O\u2019Neill',
      ['O\u2019Neill', "O'Neill", 'oneill', 'O Neill', 'O`Neill', 'O\u00b4Neill', 'siobhan o-neill'],
    ],
    [
      'Ka\u02bbahumanu',
      'Lili\u02bbuokalani',
      ["Ka'ahumanu", 'kaahumanu', 'Lili\u02bbuokalani', 'liliuokalani'],
    ],
    [
      'Mary-Jane',
      'de la Cruz',
      ['Mary Jane', 'maryjane', 'Mary\u2013Jane', 'De La Cruz, Mary-Jane', 'delacruz', 'cruz,mary'],
    ],
    ['می\u200cنا', 'کریمی', ['می\u200cنا', 'مینا', 'كريمي']],
    ['Montserrat', 'Gal\u00b7la', ['galla', 'Gal·la']],
    ['Δημήτρης', 'Παπαδόπουλος', ['ΔΗΜΗΤΡΗΣ', 'παπαδοπουλος', 'ΠΑΠΑΔΌΠΟΥΛΟΣ']],
    ['김', '민준', ['김', '민준', '김민준']],
  ] as const;

  it.each(names)('%s %s by every way to write it', async (firstName, lastName, asked) => {
    const { id } = await createPerson({ county: world.alder.county, role: 'Citizen' });
    await behindTheWall('*', (db) => db.user.update({ where: { id }, data: { firstName, lastName } }));
    for (const q of asked) {
      const { items } = successOf(await listUsers.execute(world.alder.admin.request, { q }));
      expect(
        items.map((item) => item.id),
        q,
      ).toContain(id);
    }
    expect(successOf(await listUsers.execute(world.birch.admin.request, { q: asked[0] })).total).toBe(0);
  });

  it('by an address in either form of its domain', async () => {
    const email = normaliseEmailAddress('jo@bücher.example') ?? '';
    expect(email).toBe('jo@xn--bcher-kva.example');
    const { id } = await createPerson({ county: world.alder.county, role: 'Citizen', email });
    for (const q of [email, 'jo@bücher.example', 'BÜCHER.example', 'bucher', 'xn--bcher-kva', '@bücher'])
      expect(successOf(await listUsers.execute(world.alder.admin.request, { q })).items, q).toMatchObject([
        { id },
      ]);
  });

  it('domains of every script are read back', async () => {
    const domains = [
      'bücher.example',
      'пример.испытание',
      '例え.テスト',
      'مثال.إختبار',
      'ñandú-über.example',
      'δοκιμή.gr',
      '💩.la',
    ];
    const rows = domains.map((domain) => ({ domain, address: `a@${new URL(`http://${domain}`).hostname}` }));
    expect(
      await asLogin(
        'select unicode_address(address) as address from jsonb_to_recordset($1) as d(address text)',
        [JSON.stringify(rows)],
      ),
    ).toEqual(domains.map((domain) => ({ address: `a@${domain}` })));
    const junk = ['a@xn--.org', 'a@xn--99999999.org', 'a@xn--a-b-.org', 'a@xn--zzzzzzzzzzzzzzzz.org', 'xn--'];
    await asLogin('select unicode_address(address) from unnest($1::text[]) as d(address)', [junk]);
  });

  it('not by signs alone', async () => {
    for (const q of ['%', '_', "'", '-', '…'])
      expect(successOf(await listUsers.execute(world.alder.admin.request, { q })).total, q).toBe(0);
  });
});

describe('departments and counties', () => {
  it('are found as people are, and stand in the order of letters', async () => {
    const { request } = world.alder.admin;
    for (const [code, name] of [
      ['KID', 'Children\u2019s Services, Ålesund\u2013Łódź'],
      ['OMB', 'ombudsperson'],
    ])
      successOf(await createDepartment.execute(request, { code, name }));
    for (const q of ["children's", 'childrens services', 'ALESUND Lodz', 'kid alesund', 'alesundlodz']) {
      const { items } = successOf(await listDepartments.execute(request, { q }));
      expect(
        items.map(({ code }) => code),
        q,
      ).toEqual(['KID']);
    }
    for (const q of ['%', '_', "'"])
      expect(successOf(await listDepartments.execute(request, { q })).total, q).toBe(0);
    const all = successOf(await listDepartments.execute(request, {})).items.map(({ code }) => code);
    expect(all).toEqual(['BLD', 'KID', 'ENV', 'OMB', 'PWK']);
    const { id } = world.birch.county;
    await behindTheWall('*', (db) =>
      db.county.update({ where: { id }, data: { name: 'Doña Ana\u2019s County' } }),
    );
    for (const q of ['dona anas', "Ana's", 'bir'])
      expect(successOf(await listCounties.execute(world.system.request, { q })).items, q).toMatchObject([
        { id },
      ]);
  });
});

describe('people are listed in the order of letters', () => {
  const names = [
    'Zúñiga',
    'de Zayas',
    'Ibáñez',
    'Davis',
    'Dunn',
    'ibarra',
    'Ñandu',
    'Nuñez',
    'Ødegård',
    'Young',
    'Ágil',
  ];
  const wanted = [
    'Ágil',
    'Davis',
    'de Zayas',
    'Dunn',
    'Ibáñez',
    'ibarra',
    'Ñandu',
    'Nuñez',
    'Ødegård',
    'Young',
    'Zúñiga',
  ];

  it('on a page, the other way round, and on a walk', async () => {
    for (const lastName of names) {
      const { id } = await createPerson({ county: world.birch.county, role: 'Citizen' });
      await behindTheWall('*', (db) =>
        db.user.update({ where: { id }, data: { firstName: 'Order', lastName } }),
      );
    }
    const { request } = world.birch.admin;
    const list = (input: Record<string, unknown>) => listUsers.execute(request, { q: 'order', ...input });
    const lastNames = (page: { items: { lastName: string }[] }) => page.items.map(({ lastName }) => lastName);
    expect(lastNames(successOf(await list({ sort: 'name' })))).toEqual(wanted);
    expect(lastNames(successOf(await list({ sort: '-name' })))).toEqual(wanted.toReversed());
    const walked: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = successOf(await list({ sort: 'name', perPage: '3', ...(cursor ? { cursor } : {}) }));
      walked.push(...lastNames(page));
      cursor = page.nextCursor;
    } while (cursor);
    expect(walked).toEqual(wanted);
  });
});
