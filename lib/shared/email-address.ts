/** RFC 5321 4.5.3.1: 64 octets before the @; 254 for the whole, since a path of 256 has two angle brackets. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;

/** RFC 1035 2.3.4: a label of at most 63 octets, letters, digits and inner hyphens. */
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** RFC 5322 3.2.3: atoms joined by single dots. A quoted local part has characters outside of it. */
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;

/** A whole address field longer than this is not worth normalising; NFKC may lengthen a text many times. */
const MAX_RAW = 1024;

/**
 * The one form in which an e-mail address is stored and compared: trimmed, NFKC, lower case. Null for whatever is
 * not one plain address: quoted local parts, comments, commas, two @, control or invisible characters, inner
 * spaces, IP addresses, a domain without a dot.
 *
 * A domain outside ASCII is turned into its `xn--` form, which every mail server understands, so that both
 * spellings are one account. A local part outside ASCII is refused: most servers cannot deliver to one, and the
 * person would never get the mail that confirms the account.
 */
export function normaliseEmailAddress(raw: string): string | null {
  if (raw.length > MAX_RAW) return null;
  const text = raw.trim().normalize('NFKC').toLowerCase();
  // Control, format and unassigned characters: browsers and name services drop some of them silently.
  if (/\p{C}|\s/u.test(text)) return null;
  const parts = text.split('@');
  const [local = '', rawDomain = ''] = parts;
  if (parts.length !== 2 || local.length > MAX_LOCAL || !LOCAL.test(local)) return null;
  const domain = asciiDomain(rawDomain);
  if (domain === null || !isDomain(domain)) return null;
  const address = `${local}@${domain}`;
  return address.length > MAX_ADDRESS ? null : address;
}

function asciiDomain(domain: string): string | null {
  if (/^[a-z0-9.-]*$/.test(domain)) return domain;
  // Other ASCII signs would be escapes, ports or paths to the URL parser.
  if (/[^a-z0-9.\u0080-\u{10ffff}-]/u.test(domain)) return null;
  const address = `http://${domain}`;
  return URL.canParse(address) ? new URL(address).hostname : null;
}

function isDomain(domain: string): boolean {
  const labels = domain.split('.');
  const top = labels.at(-1) ?? '';
  // A last label that starts with a digit is an IP address, written in one way or another.
  return labels.length >= 2 && labels.every((label) => LABEL.test(label)) && /^[a-z].+$/.test(top);
}

/** An address as its owner knows it again, and nobody else learns it: its first letter and its host. */
export function masked(email: string): string {
  const [name = '', host = ''] = email.split('@');
  return `${[...name][0] ?? ''}•••@${host}`;
}
