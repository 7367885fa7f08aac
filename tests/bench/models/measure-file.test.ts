import { describe, expect, test } from 'vitest';
import { reportJson } from '#bench/models/file/file-report.ts';
import { measureFile } from '#bench/models/file/measure-file.ts';
import { type FileOptions, modelBenchOptions } from '#bench/models/options.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import { fileOf } from './files.ts';

const START = 15_000;
const HEADER = 'customer,date,product,quantity,amount';

/** 40 customers who each buy product 1 every 12 to 51 days for 300 days, and pay 5.00. */
const rows = Array.from({ length: 40 }, (_, customer) =>
  Array.from({ length: Math.floor(300 / (12 + customer)) }, (_none, at) => ({
    day: customer + at * (12 + customer),
    text: `${customer},${isoDate(START + customer + at * (12 + customer))},1,1,5.00`,
  })),
).flat();
const file = fileOf('orders.csv.gz', [HEADER, ...rows.map(({ text }) => text)]);
const cut = isoDate(START + 200);

function optionsOf(...given: string[]): FileOptions {
  const options = modelBenchOptions([...given, '--quick'], []);
  if (options.mode !== 'file') throw new Error('expected options of a file');
  return options;
}
const measured = async (...given: string[]) =>
  reportJson(await measureFile(optionsOf(...given), () => undefined));

describe('a file of orders', () => {
  test('is measured by horizons, ours beside the plain rules', async () => {
    const said = await measured(
      ...['--kind', 'pairs', '--file', file, '--cut', cut, '--horizons', '7,2w'],
      ...['--snapshots', `${cut},${isoDate(START + 230)}`],
    );
    expect(said.rows).toBe(rows.length);
    expect(said.horizons.map(({ horizonDays }) => horizonDays)).toEqual([7, 14]);
    expect(said.horizons[0]?.ours?.['auc']).toBeGreaterThan(0.5);
    expect(Object.keys(said.horizons[0]?.plain ?? {})).toContain('recency');
    expect(said.model.version).toBe(`learned ${cut}`);
  });

  test('is told in words where a shop knows too little of its level, and says what they are worth', async () => {
    const said = await measured(
      ...['--kind', 'customers', '--file', file, '--cut', cut, '--horizons', '30'],
    );
    expect(said.horizons[0]?.inPercent).toBe(0);
    const [words] = said.words;
    expect(words).toMatchObject({ title: 'buys in 30 days', horizonDays: 30 });
    const told = Object.values(words?.words ?? {});
    expect(told.reduce((sum, { n = 0 }) => sum + n, 0)).toBe(said.unitsScored);
  });

  test('is measured by the model as it ships when defaults are asked for', async () => {
    const said = await measured(
      ...['--kind', 'customers', '--file', file, '--cut', cut, '--defaults'],
    );
    expect(said.fitSeconds).toBe(0);
    expect(said.model.customers).toBe(0);
    expect(said.counts.map(({ title }) => title)).toEqual([
      'purchases in the next 90 days',
      'spent a purchase in the next 90 days',
    ]);
  });

  test('is asked for dates at purchases and on the cut', async () => {
    const said = await measured(
      ...[
        '--kind',
        'dates',
        '--file',
        file,
        '--cut',
        cut,
        '--window',
        '40',
        '--min-purchases',
        '4',
      ],
    );
    expect(said.dates.map(({ title }) => title)).toEqual([
      'next date, asked at the purchase',
      `next date, asked on ${cut}`,
    ]);
    expect(said.dates[0]?.ours?.['mae']).toBeLessThan(20);
    expect(said.dates[0]?.plain?.['mean interval']?.['mae']).toBeCloseTo(0, 9);
  });

  test('is one history with a fit file that ends before it', async () => {
    const earlier = rows.filter(({ day }) => day <= 200).map(({ text }) => text);
    const later = rows.filter(({ day }) => day > 200).map(({ text }) => text);
    const both = await measured(
      ...['--kind', 'pairs', '--file', fileOf('b.csv', [HEADER, ...later])],
      ...['--fit', fileOf('a.csv', [HEADER, ...earlier]), '--cut', cut, '--horizons', '14'],
    );
    const one = await measured(
      ...['--kind', 'pairs', '--file', file, '--cut', cut, '--horizons', '14'],
    );
    expect(both.warnings.at(-1)).toContain('both are read as one history');
    expect(both.horizons).toEqual(one.horizons);
  });

  test('warns where outcomes are not all known', async () => {
    const last = isoDate(START + 280);
    const said = await measured('--kind', 'pairs', '--file', file, '--cut', last, '--defaults');
    expect(
      said.warnings.filter((text) => text.includes('not all outcomes are known')),
    ).toHaveLength(2);
  });

  test('is refused with what is missing', async () => {
    await expect(measured('--kind', 'orders', '--file', file)).rejects.toThrow(
      '--kind must be one of customers, pairs, dates, assets, attributes, condition; got "orders"',
    );
    await expect(measured('--kind', 'pairs', '--cut', cut)).rejects.toThrow('--file is missing');
    await expect(measured('--kind', 'condition', '--file', file)).rejects.toThrow(
      '--fit is missing',
    );
    await expect(
      measured('--kind', 'dates', '--file', file, '--cut', cut, '--window', '200'),
    ).rejects.toThrow('a window of 200 days after the cut');
  });
});
