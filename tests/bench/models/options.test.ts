import { describe, expect, test } from 'vitest';
import { askOf } from '#bench/models/file/ask.ts';
import { modelBenchOptions } from '#bench/models/options.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';

const PROTOCOLS = ['cdnow-sample', 'uk-pairs'];
const options = (...given: string[]) => modelBenchOptions(given, PROTOCOLS);

describe('options of the model bench', () => {
  test('nothing said means every protocol, as tables', () => {
    expect(options()).toMatchObject({ mode: 'protocols', only: [], json: undefined, quick: false });
  });

  test('protocols are picked by one list or by several flags', () => {
    expect(options('--only', 'cdnow-sample,uk-pairs')).toMatchObject({ only: PROTOCOLS });
    expect(options('--only', 'cdnow-sample', '--only', 'uk-pairs')).toMatchObject({
      only: PROTOCOLS,
    });
  });

  test('a protocol that does not exist is refused with those that do', () => {
    expect(() => options('--only', 'cdnow')).toThrow(
      'there is no protocol cdnow; there are cdnow-sample, uk-pairs',
    );
  });

  test('JSON goes to a file, or to the output where no file is named', () => {
    expect(options('--json', 'x.json')).toMatchObject({ json: 'x.json' });
    expect(options('--json')).toMatchObject({ json: '-' });
    expect(options('--json', '--quick')).toMatchObject({ json: '-', quick: true });
  });

  test('a kind or a file turns to files of the caller', () => {
    expect(options('--kind', 'pairs', '--file', 'a.csv', '--defaults')).toMatchObject({
      mode: 'file',
      kind: 'pairs',
      files: ['a.csv'],
      defaults: true,
    });
  });

  test('a misspelt option is refused', () => {
    expect(() => options('--snapshot', 'x')).toThrow('--snapshot');
  });
});

describe('the question about a file', () => {
  const covered = [dayOfIso('2011-01-01'), dayOfIso('2011-12-09')] as const;
  const nothing = {
    cut: undefined,
    snapshots: undefined,
    horizons: undefined,
    window: undefined,
    minPurchases: undefined,
  };
  const ask = (given: Partial<Parameters<typeof askOf>[0]>) =>
    askOf({ ...nothing, ...given }, covered, [30, 90]);

  test('asks on the cut itself when no snapshots are named', () => {
    const cut = dayOfIso('2011-08-31');
    expect(ask({ cut: '2011-08-31' })).toEqual({
      cut,
      snapshots: [cut],
      horizons: [30, 90],
      windowDays: 60,
      minPurchases: 3,
    });
  });

  test('takes the first snapshot for the cut when only snapshots are named', () => {
    expect(ask({ snapshots: '2011-09-09, 2011-09-23' })).toMatchObject({
      cut: dayOfIso('2011-09-09'),
      snapshots: [dayOfIso('2011-09-09'), dayOfIso('2011-09-23')],
    });
  });

  test('reads horizons in days and in weeks', () => {
    expect(ask({ cut: '2011-08-31', horizons: '7,14d,39w' }).horizons).toEqual([7, 14, 273]);
  });

  test('names the value that does not fit and what would', () => {
    expect(() => ask({})).toThrow('the data are of 2011-01-01 to 2011-12-09');
    expect(() => ask({ cut: '31.08.2011' })).toThrow(
      '--cut must be a date such as 2011-08-31, got "31.08.2011"',
    );
    expect(() => ask({ cut: '2011-02-30' })).toThrow('got "2011-02-30"');
    expect(() => ask({ cut: '2012-01-01' })).toThrow('2012-01-01 must lie within the data');
    expect(() => ask({ cut: '2011-08-31', horizons: '7,x' })).toThrow('got "x"');
    expect(() => ask({ cut: '2011-08-31', horizons: '0' })).toThrow('got "0"');
    expect(() => ask({ cut: '2011-08-31', window: '-1' })).toThrow('--window');
  });

  test('refuses to score a day before the cut', () => {
    expect(() => ask({ cut: '2011-08-31', snapshots: '2011-08-01' })).toThrow(
      'snapshot 2011-08-01 must not lie before the cut 2011-08-31',
    );
  });
});
