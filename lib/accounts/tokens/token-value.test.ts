import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isTokenValue, newTokenValue } from './token-value';

describe('a token value', () => {
  it.each([
    ['personal', 'csp_'],
    ['service', 'css_'],
  ] as const)(
    '%s: prefix, 43 characters of chance, a checksum; stored as SHA-256 of all of it',
    (kind, prefix) => {
      const { value, hash } = newTokenValue(kind);
      expect(value).toMatch(new RegExp(`^${prefix}[\\w-]{43}[0-9A-Za-z]{6}$`));
      expect(hash).toBe(createHash('sha256').update(value).digest('hex'));
      expect(isTokenValue(value)).toBe(true);
    },
  );

  it('is another one each time', () => {
    expect(new Set(Array.from({ length: 1000 }, () => newTokenValue('personal').value)).size).toBe(1000);
  });

  it('bears the checksum that documentation gives: CRC32 in base 62, six places', () => {
    expect(isTokenValue(`csp_${'A'.repeat(43)}0RVeUq`)).toBe(true);
  });

  it('is told from what only looks like one: every single changed character is seen', () => {
    const { value } = newTokenValue('personal');
    for (let at = 4; at < value.length; at += 1) {
      const other = value[at] === 'A' ? 'B' : 'A';
      expect(isTokenValue(value.slice(0, at) + other + value.slice(at + 1))).toBe(false);
    }
    for (const text of ['', 'csp_', value.slice(1), `${value}A`, value.replace('csp_', 'ghp_'), ` ${value}`])
      expect(isTokenValue(text)).toBe(false);
  });
});
