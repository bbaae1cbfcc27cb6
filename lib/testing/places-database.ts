import { writeFileSync } from 'node:fs';
import { isIP } from 'node:net';

/**
 * Writes small databases of places in MaxMind's format, as they are sold or given away, for tests: MaxMind DB File Format
 * Specification 2.0. A search tree of 24-bit records, the data, and metadata at the end.
 */

type Value = string | number | Value[] | { [key: string]: Value };
/** What is known of a network: "203.0.113.0/24" or "2001:db8::/32". */
export type Networks = Record<string, Value>;
type Options = { type?: string; ipVersion?: 4 | 6; majorVersion?: number };
type Node = [Node | number | null, Node | number | null];

/** Types of the data section, by their numbers; those above 7 take a second byte. */
const TYPE = { string: 2, uint16: 5, uint32: 6, map: 7, array: 11 } as const;

/** Where the networks lie in an IPv6 tree: IPv4 ones in ::/96. */
function bitsOf(network: string, ipVersion: 4 | 6): string {
  const [address = '', length = ''] = network.split('/');
  if (isIP(address) === 4) {
    const bits = address
      .split('.')
      .map((part) => Number(part).toString(2).padStart(8, '0'))
      .join('')
      .slice(0, Number(length));
    return ipVersion === 4 ? bits : '0'.repeat(96) + bits;
  }
  const [left = '', right = ''] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = 8 - groups(left).length - groups(right).length;
  return [...groups(left), ...new Array<string>(missing).fill('0'), ...groups(right)]
    .map((group) => Number.parseInt(group, 16).toString(2).padStart(16, '0'))
    .join('')
    .slice(0, Number(length));
}

function control(type: number, size: number): Buffer {
  if (size >= 285) throw new Error('longer than a test needs');
  const [short, more] = size < 29 ? [size, []] : [29, [size - 29]];
  return Buffer.from(type <= 7 ? [(type << 5) | short, ...more] : [short, type - 7, ...more]);
}

function encoded(value: Value): Buffer {
  if (typeof value === 'string') {
    const text = Buffer.from(value);
    return Buffer.concat([control(TYPE.string, text.length), text]);
  }
  if (typeof value === 'number') {
    const size = value < 0x10000 ? 2 : 4;
    const bytes = Buffer.alloc(size);
    bytes.writeUIntBE(value, 0, size);
    return Buffer.concat([control(size === 2 ? TYPE.uint16 : TYPE.uint32, size), bytes]);
  }
  if (Array.isArray(value)) return Buffer.concat([control(TYPE.array, value.length), ...value.map(encoded)]);
  const entries = Object.entries(value);
  return Buffer.concat([control(TYPE.map, entries.length), ...entries.flat().map(encoded)]);
}

/** The bytes of a database that says this of these networks; no network may lie within another. */
export function placesDatabase(networks: Networks, options: Options = {}): Buffer {
  const { type = 'GeoLite2-City', ipVersion = 6, majorVersion = 2 } = options;
  const root: Node = [null, null];
  const nodes = [root];
  const data: Buffer[] = [];
  let dataLength = 0;
  for (const [network, value] of Object.entries(networks)) {
    const bits = [...bitsOf(network, ipVersion)].map(Number) as (0 | 1)[];
    const last = bits.pop() ?? 0;
    let node = root;
    for (const bit of bits) {
      const next = node[bit];
      if (typeof next === 'number') throw new Error(`${network} lies within another network`);
      const child: Node = next ?? [null, null];
      if (!next) nodes.push(child);
      node[bit] = child;
      node = child;
    }
    node[last] = dataLength;
    const bytes = encoded(value);
    data.push(bytes);
    dataLength += bytes.length;
  }
  const numbers = new Map(nodes.map((node, index) => [node, index]));
  const tree = Buffer.alloc(nodes.length * 6);
  for (const [index, node] of nodes.entries())
    for (const side of [0, 1] as const) {
      const record = node[side];
      // The number of nodes says "not here"; what is greater leads into the data, behind 16 bytes that part them.
      const number =
        record === null ? nodes.length : typeof record === 'number' ? nodes.length + 16 + record : 0;
      const child = record === null || typeof record === 'number' ? undefined : numbers.get(record);
      tree.writeUIntBE(child ?? number, index * 6 + side * 3, 3);
    }
  const metadata = encoded({
    binary_format_major_version: majorVersion,
    binary_format_minor_version: 0,
    build_epoch: 1_767_225_600,
    database_type: type,
    description: { en: 'Made by a test' },
    ip_version: ipVersion,
    languages: ['en', 'es'],
    node_count: nodes.length,
    record_size: 24,
  });
  const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
  return Buffer.concat([tree, Buffer.alloc(16), ...data, marker, metadata]);
}

const oregon = { iso_code: 'OR', names: { en: 'Oregon', es: 'Oregón' } };
const unitedStates = { iso_code: 'US', names: { en: 'United States', es: 'Estados Unidos' } };
const spain = { iso_code: 'ES', names: { en: 'Spain', es: 'España' } };

/** Networks of RFC 5737 and RFC 3849, which nobody has, laid out over the world. */
export const testNetworks: Networks = {
  '203.0.113.0/24': {
    city: { names: { en: 'Salem', es: 'Salem' } },
    subdivisions: [oregon],
    country: unitedStates,
  },
  '198.51.100.0/25': { country: spain },
  '198.51.100.128/25': {
    city: { names: { en: 'Seville', es: 'Sevilla' } },
    subdivisions: [{ names: { en: 'Andalusia', es: 'Andalucía' } }, { names: { en: 'Seville' } }],
    country: spain,
  },
  '2001:db8:1::/48': {
    city: { names: { en: 'Portland' } },
    subdivisions: [oregon],
    country: unitedStates,
  },
};

/** Writes such a database to a file. */
export function writePlacesDatabase(file: string, networks = testNetworks, options: Options = {}): void {
  writeFileSync(file, placesDatabase(networks, options));
}
