import { describe, expect, it } from 'vitest';
import { detectDayOrder, readTime } from '#shared/importing/date-format.ts';

const local = (iso: string) => ({ kind: 'local', wallMs: Date.parse(`${iso}Z`) });
const instant = (iso: string) => ({ kind: 'instant', atMs: Date.parse(iso) });

describe('telling how dates are written', () => {
  it.each([
    [['2011-01-02', '2011-12-30'], 'ymd'],
    [['2010-12-01T08:26'], 'ymd'],
    [['20110102'], 'ymd'],
    [['31.12.2011', '01.02.2011'], 'dmy'],
    [['01.02.2011'], 'dmy'],
    [['1/2/2011', '13/2/2011'], 'dmy'],
    [['1/2/2011', '2/13/2011'], 'mdy'],
    [['1/2/2011', '2/1/2011'], 'ambiguous'],
    [['1323388800'], 'epoch-seconds'],
    [['1323388800000'], 'epoch-milliseconds'],
    [['yesterday', 'soon'], undefined],
  ])('%j is %s', (values, order) => {
    expect(detectDayOrder(values)).toBe(order);
  });

  it('is not put off by a few values that are no dates', () => {
    expect(detectDayOrder(['2011-01-02', 'n/a', '2011-01-03'])).toBe('ymd');
  });
});

describe('reading a time', () => {
  it.each([
    ['2011-03-04', 'ymd', local('2011-03-04T00:00')],
    ['2011-03-04T08:26', 'ymd', local('2011-03-04T08:26')],
    ['2011-03-04 08:26:05.25', 'ymd', local('2011-03-04T08:26:05.250')],
    ['2011-03-04T08:26:00+01:00', 'ymd', instant('2011-03-04T07:26:00Z')],
    ['2023-01-05 10:23:45 +0100', 'ymd', instant('2023-01-05T09:23:45Z')],
    ['2011-03-04T08:26:00Z', 'ymd', instant('2011-03-04T08:26:00Z')],
    ['4.3.2011', 'dmy', local('2011-03-04T00:00')],
    ['04/03/11 8:26', 'dmy', local('2011-03-04T08:26')],
    ['12/1/2010 8:26 PM', 'mdy', local('2010-12-01T20:26')],
    ['12/1/2010 12:05 AM', 'mdy', local('2010-12-01T00:05')],
    ['1323388800', 'epoch-seconds', instant('2011-12-09T00:00:00Z')],
  ] as const)('reads %s as %s', (text, order, expected) => {
    expect(readTime(text, order)).toEqual(expected);
  });

  it.each([
    ['2011-02-30', 'ymd'],
    ['2011-13-01', 'ymd'],
    ['31/02/2011', 'dmy'],
    ['2011-03-04T24:00', 'ymd'],
    ['2011-03-04T08:61', 'ymd'],
    ['13:00 PM', 'ymd'],
    ['', 'ymd'],
    ['2011-03-04 13:00 PM', 'ymd'],
  ] as const)('has no time for %s', (text, order) => {
    expect(readTime(text, order)).toBeUndefined();
  });
});
