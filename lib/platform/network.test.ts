import { expect, test } from 'vitest';
import { networkOf } from './network';

test.each([
  ['2001:db8::5', '2001:db8:0:0::/64', '2001:db8:0::/48'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['2001:db8:1:2::', '2001:db8:1:2::/64', '2001:db8:1::/48'],
  ['::1', '0:0:0:0::/64', '0:0:0::/48'],
  ['10.0.0.9', null, null],
  ['unknown', null, null],
])('%s is in %s and %s', (address, near, wide) => {
  expect(networkOf(address, 64)).toBe(near);
  expect(networkOf(address, 48)).toBe(wide);
});
