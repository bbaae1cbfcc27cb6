import { expect, it } from 'vitest';
import { describeUserAgent } from './user-agent';

const CASES: Array<[string | null, string | null, string | null]> = [
  [
    'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Mobile Safari/537.36',
    'Chrome',
    'Android',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari',
    'iOS',
  ],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:126.0) Gecko/20100101 Firefox/126.0', 'Firefox', 'Windows'],
  [
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/125.0.0.0 Safari/537.36 Edg/125.0.0.0',
    'Microsoft Edge',
    'macOS',
  ],
  ['curl/8.5.0', null, null],
  ['', null, null],
  ['   ', null, null],
  [null, null, null],
];

it.each(CASES)('%s', (header, browser, os) => {
  expect(describeUserAgent(header)).toEqual({ browser, os });
});

it('reads a header of any length and content without failing', () => {
  for (const header of ['x'.repeat(100_000), '\u0000<script>', '(((((', '%']) {
    expect(Object.keys(describeUserAgent(header))).toEqual(['browser', 'os']);
  }
});
