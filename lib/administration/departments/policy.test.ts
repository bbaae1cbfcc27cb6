import { describe, expect, it } from 'vitest';
import { changedDates, datesOf, daysOf } from './days';
import { givesTime, standingOf } from './policy';

const at = (text: string) => new Date(`2026-${text}Z`);
const now = at('11-24T12:00:00');
const dates = (from: string, until: string | null) => ({ from: at(from), until: until ? at(until) : null });
const [JAN, NOV, DEC] = ['01-05T00:00:00', '11-10T00:00:00', '12-10T00:00:00'];

describe('where a membership stands', () => {
  it.each([
    ['begins at this moment', dates('11-24T12:00:00', null), 'current'],
    ['ends at this moment', dates(JAN, '11-24T12:00:00'), 'past'],
    ['begins later', dates(DEC, null), 'coming'],
  ])('%s', (_what, member, standing) => {
    expect(standingOf(member, now)).toBe(standing);
  });
});

describe('dates that let somebody work when they did not', () => {
  it.each([
    ['the same', dates(JAN, null), dates(JAN, null), false],
    ['an end', dates(JAN, null), dates(JAN, DEC), false],
    ['no end any more', dates(JAN, DEC), dates(JAN, null), true],
    ['a later end', dates(JAN, DEC), dates(JAN, '12-24T00:00:00'), true],
    ['an end that was over', dates(JAN, NOV), dates(JAN, DEC), true],
    ['an end that was over and still is', dates(JAN, '11-09T00:00:00'), dates(JAN, NOV), false],
    ['an earlier beginning, long past', dates(NOV, null), dates(JAN, null), false],
    ['a beginning that was to come', dates(DEC, null), dates(NOV, null), true],
    ['a later beginning', dates(JAN, null), dates(DEC, null), false],
  ])('%s: %s', (_what, before, after, gives) => {
    expect(givesTime(before, after, now)).toBe(gives);
  });
});

describe('days and moments', () => {
  const zone = 'America/Los_Angeles';
  const membership = dates('11-10T18:30:00', '11-24T11:15:00');

  it('a day that is sent as it was shown leaves the moment alone', () => {
    const shown = daysOf(membership, zone);
    expect(shown).toEqual({ from: '2026-11-10', until: '2026-11-24' });
    expect(changedDates({ from: shown.from, until: '2026-11-24' }, zone, membership)).toEqual(membership);
    const open = { ...membership, until: null };
    expect(changedDates({ from: shown.from }, zone, open)).toEqual(open);
  });

  it('another day begins and ends with the day', () => {
    expect(changedDates({ from: '2026-11-11', until: '2026-11-25' }, zone, membership)).toEqual(
      dates('11-11T08:00:00', '11-26T08:00:00'),
    );
    // No first day: as it was. No last day: without end.
    expect(changedDates({}, zone, membership)).toEqual({ ...membership, until: null });
    expect(datesOf({}, zone, now)).toEqual({ from: now, until: null });
  });

  it('what was over as soon as it began is shown as one day', () => {
    const none = dates('11-10T08:00:00', '11-10T08:00:00');
    expect(daysOf(none, zone)).toEqual({ from: '2026-11-10', until: '2026-11-10' });
    expect(changedDates({ from: '2026-11-10', until: '2026-11-10' }, zone, none)).toEqual(none);
  });
});
