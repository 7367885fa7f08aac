import { describe, expect, test } from 'vitest';
import { readAttributes } from '#bench/models/data/read-attributes.ts';
import { fileOf } from './files.ts';

const nothing = { columns: undefined, label: undefined, positive: undefined };
const LINES = [
  'customerID;tenure;Contract;Churn',
  'A-1;3;Month-to-month;Yes',
  'A-2;70;"Two; year";No',
];

describe('customers with attributes', () => {
  test('are read without what identifies them and without what is foreseen', async () => {
    const { rows, warnings } = await readAttributes(fileOf('telco.csv.gz', LINES), nothing);
    expect(rows).toEqual([
      { attributes: { tenure: '3', Contract: 'Month-to-month' }, left: 1 },
      { attributes: { tenure: '70', Contract: 'Two; year' }, left: 0 },
    ]);
    expect(warnings).toEqual(['column customerID identifies and is left out']);
  });

  test('take the label and the value that the caller names', async () => {
    const choices = { ...nothing, label: 'Contract', positive: 'Two; year' };
    const { rows } = await readAttributes(fileOf('telco.csv', LINES), choices);
    expect(rows.map(({ left }) => left)).toEqual([0, 1]);
  });

  test('say which values there are when none is the one', async () => {
    const choices = { ...nothing, label: 'Churn', positive: 'gone' };
    await expect(readAttributes(fileOf('telco.csv', LINES), choices)).rejects.toThrow(
      '--positive must be a value of Churn, which holds Yes, No; got "gone"',
    );
    await expect(readAttributes(fileOf('x.csv', ['a,b', '1,2']), nothing)).rejects.toThrow(
      'no column found for label',
    );
  });
});
