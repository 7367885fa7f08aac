import { expect, it } from 'vitest';
import { progressLine } from '#cli/importing/import-progress.ts';
import { csv } from '#cli/table.ts';

it('tells rows, rate and time left', () => {
  const progress = { stage: 'recording', rows: 3_000, of: 12_000 } as const;
  expect(progressLine(progress, 0.25, 10)).toBe(
    'recording: 3,000 of 12,000 rows, 300 rows/s, 0:30 left',
  );
});

it('tells no time left while it cannot be known', () => {
  expect(progressLine({ stage: 'reading', rows: 500 }, undefined, 0)).toBe('reading: 500 rows');
});

it('quotes what CSV must quote and disarms what a spreadsheet would run', () => {
  expect(
    csv<readonly [unknown, unknown]>({ a: ([a]) => a, b: ([, b]) => b }, [
      ['x,y', 'say "hi"'],
      ['=1+1', -5],
    ]),
  ).toBe('a,b\n"x,y","say ""hi"""\n\'=1+1,-5');
});
