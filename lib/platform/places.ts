import 'server-only';
import { readFileSync } from 'node:fs';
import { BlockList, isIP } from 'node:net';
import { type CityResponse, Reader } from 'maxmind';
import type { Language } from '@/lib/shared/languages';
import { log } from './log';

export type Places = {
  /**
   * Where the network of an address is said to be, in the reader's language: "Salem, Oregon, United States", or the
   * country alone where the database knows no city. Near, never exact. Null for what is no address, an address that
   * belongs to no place (private, loopback, link-local), and one that the database does not know. Reads no file.
   */
  placeOf(ip: string, language: Language): string | null;
};

/** A file that cannot be the database of places; the message says why, in words that follow the name of a setting. */
export class NoPlaces extends Error {
  override name = 'NoPlaces';
}

/** MaxMind DB File Format Specification 2.0, "Database Metadata": what stands before the metadata. */
const METADATA = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
/** RFC 1952, 2.3.1: how a file packed by gzip begins. */
const GZIP = Buffer.from([0x1f, 0x8b]);

/** Addresses that are somewhere else in every network, whatever a database says of them. */
const nowhere = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8], // RFC 1918
  ['100.64.0.0', 10], // RFC 6598, behind a carrier's translation
  ['127.0.0.0', 8],
  ['169.254.0.0', 16], // RFC 3927
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  nowhere.addSubnet(network, prefix, 'ipv4');
for (const [network, prefix] of [
  ['::', 127],
  ['fc00::', 7], // RFC 4193
  ['fe80::', 10], // RFC 4291
] as const)
  nowhere.addSubnet(network, prefix, 'ipv6');

/**
 * Opens a database of cities or countries in MaxMind's format (GeoLite2-City and the like) and keeps it in memory.
 * @throws NoPlaces when the file cannot be read or is none
 */
export function openPlaces(file: string): Places {
  const reader = readerOf(file);
  const isOfIpv4 = reader.metadata.ipVersion === 4;
  return {
    placeOf(ip, language) {
      const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '');
      const version = isIP(plain);
      if (version === 0 || nowhere.check(plain, version === 4 ? 'ipv4' : 'ipv6')) return null;
      // The reader would take the first 32 bits of a long address for a short one.
      if (isOfIpv4 && version === 6) return null;
      try {
        return words(reader.get(plain), language);
      } catch (error) {
        // A damaged database takes a word from the page, not the page.
        log.warn({ err: error }, 'the database of places could not be read');
        return null;
      }
    },
  };
}

function readerOf(file: string): Reader<CityResponse> {
  const bytes = contentOf(file);
  if (bytes.subarray(0, 2).equals(GZIP)) throw new NoPlaces(`is packed by gzip, unpack it first: ${file}`);
  let reader: Reader<CityResponse> | undefined;
  try {
    if (bytes.lastIndexOf(METADATA) >= 0) reader = new Reader<CityResponse>(bytes);
  } catch {
    // Said below, with every other file that is none.
  }
  if (reader?.metadata.binaryFormatMajorVersion !== 2)
    throw new NoPlaces(`is no database in MaxMind's format (.mmdb): ${file}`);
  const { databaseType } = reader.metadata;
  if (!/city|country|enterprise/i.test(databaseType))
    throw new NoPlaces(`is a database of ${databaseType}, not of cities or countries: ${file}`);
  return reader;
}

function contentOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new NoPlaces(`cannot be read (${(error as NodeJS.ErrnoException).code}): ${file}`);
  }
}

type Named = { readonly names?: { readonly en?: string; readonly es?: string } };

function words(found: CityResponse | null, language: Language): string | null {
  const nameOf = (part: Named | undefined) => part?.names?.[language] ?? part?.names?.en;
  const city = nameOf(found?.city);
  const country = nameOf(found?.country);
  if (!city) return country ?? null;
  // A set: a city that is its own state is not said twice.
  const parts = new Set([city, nameOf(found?.subdivisions?.[0]), country]);
  return [...parts].filter(Boolean).join(', ');
}
