import { expect, it } from 'vitest';
import { secondsToNextAttempt } from '@/lib/jobs/deliver';

it('waits for the next try grow fourfold, from half a minute to six hours', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 12].map(secondsToNextAttempt)).toEqual([
    30, 120, 480, 1920, 7680, 21_600, 21_600, 21_600,
  ]);
});
