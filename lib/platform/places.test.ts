import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import type { Language } from '@/lib/shared/languages';
import { placesDatabase, testNetworks, writePlacesDatabase } from '@/lib/testing/places-database';
import { NoPlaces, openPlaces } from './places';

const folder = mkdtempSync(path.join(tmpdir(), 'places-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const fileOf = (name: string, bytes: Buffer | string) => {
  const file = path.join(folder, name);
  writeFileSync(file, bytes);
  return file;
};
const open = (...database: Parameters<typeof placesDatabase>) =>
  openPlaces(fileOf('places.mmdb', placesDatabase(...database)));

describe('the place of an address', () => {
  const places = open(testNetworks);
  const cases: [string, Language, string | null][] = [
    ['203.0.113.0', 'en', 'Salem, Oregon, United States'],
    ['203.0.113.255', 'es', 'Salem, Oregón, Estados Unidos'],
    // An address of IPv4 as some systems write it.
    ['::ffff:203.0.113.7', 'en', 'Salem, Oregon, United States'],
    // The country where there is no city.
    ['198.51.100.127', 'en', 'Spain'],
    ['198.51.100.0', 'es', 'España'],
    // The largest part of a country; what has no name in a language keeps its English one.
    ['198.51.100.128', 'en', 'Seville, Andalusia, Spain'],
    ['198.51.100.200', 'es', 'Sevilla, Andalucía, España'],
    ['2001:db8:1::', 'en', 'Portland, Oregon, United States'],
    ['2001:DB8:1:ffff:ffff:ffff:ffff:ffff', 'es', 'Portland, Oregón, Estados Unidos'],
    // On either side of what is known.
    ['203.0.112.255', 'en', null],
    ['203.0.114.0', 'en', null],
    ['198.51.101.0', 'en', null],
    ['2001:db8:2::', 'en', null],
    ['2001:db8::', 'en', null],
    // No addresses.
    ['', 'en', null],
    ['unknown', 'en', null],
    ['203.0.113', 'en', null],
    ['203.0.113.7.9', 'en', null],
    ['203.0.113.256', 'en', null],
    ['203.0.113.7:443', 'en', null],
    [' 203.0.113.7', 'en', null],
    ['0xcb007107', 'en', null],
    ['2001:db8:1:::', 'en', null],
    ['x'.repeat(100_000), 'en', null],
  ];
  it.each(cases)('%s (%s): %s', (ip, language, place) => {
    expect(places.placeOf(ip, language)).toBe(place);
  });

  it('says a name once where city, state and country share it', () => {
    const names = { en: 'Singapore' };
    const alone = open({ '203.0.113.0/24': { city: { names }, country: { names } } });
    expect(alone.placeOf('203.0.113.7', 'es')).toBe('Singapore');
  });

  it('is none where the database has no name, or another form', () => {
    const odd = open({
      '203.0.113.0/26': {},
      '203.0.113.64/26': { city: { names: { de: 'Wien' } }, country: { iso_code: 'AT' } },
      '203.0.113.128/26': { country: 'US', country_name: 'United States' },
      '203.0.113.192/26': 'text',
    });
    for (const last of [1, 65, 129, 193]) expect(odd.placeOf(`203.0.113.${last}`, 'en')).toBeNull();
  });

  it('of a private address is none, whatever the database says', () => {
    const everywhere = open({
      '0.0.0.0/1': { country: { names: { en: 'Everywhere' } } },
      '128.0.0.0/1': { country: { names: { en: 'Everywhere' } } },
      '8000::/1': { country: { names: { en: 'Everywhere' } } },
    });
    for (const known of [
      '9.255.255.255',
      '11.0.0.0',
      '100.63.255.255',
      '172.32.0.0',
      '192.169.0.0',
      'fec0::1',
    ])
      expect.soft(everywhere.placeOf(known, 'en'), known).toBe('Everywhere');
    for (const own of [
      '0.0.0.0',
      '10.0.0.0',
      '10.255.255.255',
      '100.64.0.1',
      '127.0.0.1',
      '::ffff:127.0.0.1',
      '169.254.1.1',
      '172.16.0.1',
      '172.31.255.255',
      '192.168.255.255',
      '::',
      '::1',
      'fc00::1',
      'fdff::1',
      'fe80::1',
      'fe80::1%eth0',
    ])
      expect.soft(everywhere.placeOf(own, 'en'), own).toBeNull();
  });

  it('of a long address is none in a database of short ones', () => {
    const short = open({ '32.1.13.0/24': { country: { names: { en: 'Here' } } } }, { ipVersion: 4 });
    expect(short.placeOf('32.1.13.184', 'en')).toBe('Here');
    // Its first 32 bits are 32.1.13.184.
    expect(short.placeOf('2001:db8::1', 'en')).toBeNull();
  });

  it('is none where the database is damaged', () => {
    const bytes = placesDatabase(testNetworks);
    // The data behind the tree, which ends where the 16 zeros begin.
    const data = bytes.indexOf(Buffer.alloc(16)) + 16;
    bytes.fill(0xff, data, bytes.lastIndexOf(Buffer.from('MaxMind.com')) - 3);
    expect(openPlaces(fileOf('damaged.mmdb', bytes)).placeOf('203.0.113.7', 'en')).toBeNull();
  });
});

describe('a file that is no database of places is refused', () => {
  const good = placesDatabase(testNetworks);
  const refused: [string, () => string, RegExp][] = [
    ['none', () => path.join(folder, 'none.mmdb'), /^cannot be read \(ENOENT\): .+none\.mmdb$/],
    ['a folder', () => folder, /^cannot be read \(EISDIR\): /],
    ['empty', () => fileOf('empty.mmdb', ''), /^is no database in MaxMind's format \(\.mmdb\): .+empty/],
    ['text', () => fileOf('text.mmdb', 'MaxMind.com'.repeat(1000)), /^is no database in MaxMind's format/],
    ['cut off', () => fileOf('cut.mmdb', good.subarray(0, -100)), /^is no database in MaxMind's format/],
    [
      'of another version',
      () => fileOf('v3.mmdb', placesDatabase({}, { majorVersion: 3 })),
      /^is no database/,
    ],
    ['packed', () => fileOf('packed.mmdb', gzipSync(good)), /^is packed by gzip, unpack it first: /],
    [
      'of other things',
      () => fileOf('asn.mmdb', placesDatabase({}, { type: 'GeoLite2-ASN' })),
      /^is a database of GeoLite2-ASN, not of cities or countries: /,
    ],
  ];
  it.each(refused)('%s', (_name, file, reason) => {
    let refusal: unknown;
    try {
      openPlaces(file());
    } catch (error) {
      refusal = error;
    }
    expect(refusal).toBeInstanceOf(NoPlaces);
    expect((refusal as NoPlaces).message).toMatch(reason);
  });

  it.each(['GeoLite2-City', 'GeoLite2-Country', 'GeoIP2-Enterprise', 'DBIP-City-Lite'])(
    'but not %s',
    (type) => {
      const file = path.join(folder, `${type}.mmdb`);
      writePlacesDatabase(file, testNetworks, { type });
      expect(openPlaces(file).placeOf('203.0.113.7', 'en')).toBe('Salem, Oregon, United States');
    },
  );
});
