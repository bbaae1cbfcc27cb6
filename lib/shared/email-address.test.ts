import { describe, expect, it } from 'vitest';
import { normaliseEmailAddress } from './email-address';

const label = (length: number) => 'a'.repeat(length);

describe('normaliseEmailAddress', () => {
  const taken: Array<[string, string]> = [
    ['admin@test.com', 'admin@test.com'],
    ['admin@birch.test', 'admin@birch.test'],
    ['  Admin@Test.COM \n', 'admin@test.com'],
    ["first.last+tag_o'neil-x@sub.example.org", "first.last+tag_o'neil-x@sub.example.org"],
    ['!#$%&*/=?^`{|}~@example.org', '!#$%&*/=?^`{|}~@example.org'],
    ['a@1and1.com', 'a@1and1.com'],
    ['a@b.co', 'a@b.co'],
    ['ａｄｍｉｎ＠ｔｅｓｔ．ｃｏｍ', 'admin@test.com'],
    ['a@bücher.example', 'a@xn--bcher-kva.example'],
    ['a@BÜCHER.example', 'a@xn--bcher-kva.example'],
    ['a@bu\u0308cher.example', 'a@xn--bcher-kva.example'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['a@例え。テスト', 'a@xn--r8jz45g.xn--zckzah'],
    [`${label(64)}@test.com`, `${label(64)}@test.com`],
    [`a@${label(63)}.com`, `a@${label(63)}.com`],
    [
      `a@${label(61)}.${label(61)}.${label(61)}.${label(61)}.com`,
      `a@${label(61)}.${label(61)}.${label(61)}.${label(61)}.com`,
    ],
  ];
  it.each(taken)('%j', (raw, expected) => {
    expect(normaliseEmailAddress(raw)).toBe(expected);
    expect(normaliseEmailAddress(expected)).toBe(expected);
  });

  const refused = [
    '',
    ' ',
    '@',
    'a',
    'a@',
    '@b.com',
    'x@localhost',
    'a@@b.com',
    'a@b@c.com',
    'a＠b@c.com',
    'a@b.com,c@d.com',
    'a,b@c.com',
    'a@b.com;c@d.com',
    '"a"@b.com',
    '"a b"@c.com',
    'a b@c.com',
    'a@b .com',
    'a(comment)@b.com',
    'A <a@b.com>',
    'a\\b@c.com',
    'a\u0000@b.com',
    'a@b.com\r\nBcc: c@d.com',
    'a@b.com\u0000',
    'a\u200b@b.com',
    'a@b\u00ad.com',
    'a@b\u200d.com',
    '.a@b.com',
    'a.@b.com',
    'a..b@c.com',
    'a@.b.com',
    'a@b.com.',
    'a@b..com',
    'a@-b.com',
    'a@b-.com',
    'a@b_c.com',
    'a@b.c',
    'a@b.1',
    'a@[127.0.0.1]',
    'a@127.0.0.1',
    'a@[IPv6:::1]',
    'a@0x7f.0.0.1',
    'a@b.com:25',
    'a@b%2ecom.org',
    'a@ü%2e.com',
    'a@ü/x.com',
    'a@ü:80.com',
    'a@ü',
    'a@１２７．０．０．１',
    'josé@example.org',
    'аdmin@test.com',
    'a@xn--.com',
    `${label(65)}@test.com`,
    `a@${label(64)}.com`,
    `a@${label(62)}.${label(62)}.${label(62)}.${label(60)}.com`,
    `${'x'.repeat(1_000_000)}@b.com`,
  ];
  it.each(refused.map((raw) => [raw]))('refuses %j', (raw) => {
    expect(normaliseEmailAddress(raw)).toBeNull();
  });
});
