import { describe, expect, it } from 'vitest';
import { dayAndTime, dayIn, longDate, sentenceCase, startOfDay, waitInWords } from './dates';

const zone = 'America/Los_Angeles';
const now = new Date('2026-11-22T18:00:00Z'); // Sunday, 10 am there
/** Intl puts a narrow space before AM, and which one depends on its version. */
const plain = (text: string) => text.replace(/\s/gu, ' ');

describe('dayAndTime', () => {
  it.each([
    ['2026-11-22T17:12:00Z', 'today, 9:12 AM'],
    ['2026-11-22T07:59:00Z', 'yesterday, 11:59 PM'],
    ['2026-11-20T02:40:00Z', 'Thursday, 6:40 PM'],
    ['2026-11-15T18:00:00Z', 'November 15, 2026, 10:00 AM'],
    ['2026-11-23T18:00:00Z', 'November 23, 2026, 10:00 AM'],
  ])('says %s as %s', (at, text) => {
    expect(plain(dayAndTime(new Date(at), now, 'en', zone))).toBe(text);
  });

  it('speaks Spanish', () => {
    expect(plain(dayAndTime(new Date('2026-11-22T17:12:00Z'), now, 'es', zone))).toMatch(/^hoy, 9:12/);
  });
});

describe('longDate', () => {
  it('takes the day of the time zone', () => {
    expect(longDate(new Date('2026-11-22T07:00:00Z'), 'en', zone)).toBe('November 21, 2026');
  });
});

describe('waitInWords', () => {
  it.each([
    [0, '1 minute', '1 minuto'],
    [1, '1 minute', '1 minuto'],
    [60, '1 minute', '1 minuto'],
    [61, '2 minutes', '2 minutos'],
    [14 * 60, '14 minutes', '14 minutos'],
    [59 * 60, '59 minutes', '59 minutos'],
    [59 * 60 + 1, '1 hour', '1 hora'],
    [3600, '1 hour', '1 hora'],
    [3601, '1 hour and 1 minute', '1 hora y 1 minuto'],
    [11 * 3600 + 43 * 60, '11 hours and 43 minutes', '11 horas y 43 minutos'],
    [12 * 3600, '12 hours', '12 horas'],
  ])('%d seconds are %s', (seconds, english, spanish) => {
    expect(waitInWords(seconds, 'en')).toBe(english);
    expect(waitInWords(seconds, 'es')).toBe(spanish);
  });
});

describe('sentenceCase', () => {
  it('changes the first letter alone', () => {
    expect(sentenceCase('hoy, 9:12')).toBe('Hoy, 9:12');
    expect(sentenceCase('')).toBe('');
  });
});

describe('startOfDay', () => {
  it.each([
    ['2026-11-22', zone, '2026-11-22T08:00:00.000Z'],
    ['2026-07-01', zone, '2026-07-01T07:00:00.000Z'],
    // The days on which the clocks change.
    ['2026-03-08', zone, '2026-03-08T08:00:00.000Z'],
    ['2026-11-01', zone, '2026-11-01T07:00:00.000Z'],
    ['2026-11-22', 'UTC', '2026-11-22T00:00:00.000Z'],
    ['2026-11-22', 'Pacific/Auckland', '2026-11-21T11:00:00.000Z'],
    ['2026-11-22', 'Asia/Kathmandu', '2026-11-21T18:15:00.000Z'],
  ])('%s in %s is %s', (day, timeZone, moment) => {
    const start = startOfDay(day, timeZone);
    expect(start.toISOString()).toBe(moment);
    expect(dayIn(start, timeZone)).toBe(day);
    expect(dayIn(new Date(start.getTime() - 1), timeZone)).not.toBe(day);
  });

  it('counts days, not hours', () => {
    expect(startOfDay('2026-11-01', zone, 1).toISOString()).toBe('2026-11-02T08:00:00.000Z');
  });
});
