import { Command } from 'commander';
import { expect, test } from 'vitest';
import { withMappingOptions } from '#cli/importing/mapping-options.ts';
import { DELIMITERS } from '#shared/importing/csv-dialect.ts';
import { dayOrder } from '#shared/importing/date-format.ts';
import { decimalMark } from '#shared/importing/decimal.ts';
import { importMapping } from '#shared/importing/import-mapping.ts';

const { options } = withMappingOptions(new Command());
const choicesOf = (flag: string) => options.find(({ long }) => long === flag)?.argChoices;

test.each([
  ['--delimiter', Object.keys(DELIMITERS)],
  ['--delimiter', importMapping.shape.delimiter.unwrap().options],
  ['--date-order', dayOrder.options],
  ['--decimal', decimalMark.options],
])('%s offers every word that reading a file knows, and no other', (flag, known) => {
  expect(choicesOf(flag)).toEqual(known);
});

test('every field of a mapping file has an option', () => {
  const names = options.map((option) => option.attributeName());
  expect(names).toEqual(expect.arrayContaining(Object.keys(importMapping.shape)));
});
