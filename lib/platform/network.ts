import 'server-only';

/**
 * Networks of addresses of clients, as limits count them (docs/security.md, "Limits"): a customer of a provider has one
 * address of version 4, but a /64 of version 6, often a /48, and every address in it to choose from.
 */
const GROUP_BITS = 16;

/** The network of this many bits that an address of version 6 is in; null for one of version 4, or what is none. */
export function networkOf(address: string, bits: 48 | 64): string | null {
  if (!address.includes(':')) return null;
  const [head = '', tail] = address.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const [first, last] = [groups(head), groups(tail ?? '')];
  const zeros = tail === undefined ? 0 : 8 - first.length - last.length;
  const all = [...first, ...Array<string>(zeros).fill('0'), ...last];
  return `${all.slice(0, bits / GROUP_BITS).join(':')}::/${bits}`;
}
