import { describe, expect, test } from 'vitest';
import { assessLives } from '#bench/models/assess-lives.ts';
import { assetOf, conditionShop } from '#bench/models/data/condition-histories.ts';
import { readCondition, readRemaining } from '#bench/models/data/read-condition.ts';
import { figureOf } from '#bench/models/piece.ts';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { partOf, timelineOf } from '#shared/domain/forecasting/training/timeline.ts';
import { fileOf } from './files.ts';

const RUNS = ['unit,cycle,setting1,s2', '1,2,0.1,641', '1,1,0.2,640', '2,1,0.3,'];

describe('condition of running units', () => {
  test('is read cycle by cycle, oldest first, with every other column as a sensor', async () => {
    const { units, rows } = await readCondition(fileOf('runs.csv', RUNS), undefined);
    expect(rows).toBe(3);
    expect(units).toEqual([
      {
        unit: '1',
        cycles: [
          { cycle: 1, values: { setting1: 0.2, s2: 640 } },
          { cycle: 2, values: { setting1: 0.1, s2: 641 } },
        ],
      },
      { unit: '2', cycles: [{ cycle: 1, values: { setting1: 0.3 } }] },
    ]);
  });

  test('becomes reports of an asset whose meter shows the cycles, and a failure at the end', async () => {
    const { units } = await readCondition(fileOf('runs.csv', RUNS), undefined);
    const failed = conditionShop(units, true);
    const facts = failed.histories[0]?.facts ?? [];
    expect(timelineOf(facts, failed.calendar).failures.get(partOf(assetOf('1')))).toHaveLength(1);
    const stopped = conditionShop(units, false);
    const fold = foldFacts(emptyFold(), stopped.histories[0]?.facts ?? [], stopped.calendar);
    expect(fold.assets[assetOf('1')]?.condition).toMatchObject({ meter: 2 });
  });

  test('takes remaining lives by unit, or by their order without one', async () => {
    const { units } = await readCondition(fileOf('runs.csv', RUNS), undefined);
    const byUnit = fileOf('rul.csv', ['unit,rul_cycles', '2,20', '1,112']);
    expect([...(await readRemaining(byUnit, units, undefined))]).toEqual([
      ['2', 20],
      ['1', 112],
    ]);
    const inOrder = fileOf('rul.csv', ['rul', '112', '20']);
    expect((await readRemaining(inOrder, units, undefined)).get('2')).toBe(20);
    await expect(
      readRemaining(fileOf('rul.csv', ['unit,rul', '1,5']), units, undefined),
    ).rejects.toThrow('says nothing of unit 2');
    await expect(
      readRemaining(fileOf('rul.csv', ['unit,rul', '1,soon', '2,3']), units, undefined),
    ).rejects.toThrow('remaining life must be 0 or more, got "soon"');
  });
});

describe('what becomes of remaining lives', () => {
  test('is told as it is and capped, late worse than early', () => {
    const part = assessLives(
      'left',
      {
        actual: [150, 20],
        ours: [125, 30],
        low: [100, 25],
        high: [125, 35],
        evidence: ['enough', 'thin'],
        meanLifeLessAge: [140, 20],
        meanLeftAtThisAge: [150, 7],
        microsPerUnit: 1,
      },
      125,
    );
    expect(figureOf(part, 'this product', 'rmse')).toBeCloseTo(Math.sqrt((625 + 100) / 2), 12);
    expect(figureOf(part, 'this product', 'rmseCapped')).toBeCloseTo(Math.sqrt(50), 12);
    expect(figureOf(part, 'this product', 'score')).toBeCloseTo(
      Math.exp(25 / 13) - 1 + Math.exp(1) - 1,
      9,
    );
    expect(figureOf(part, 'this product', 'coverage80')).toBe(0.5);
    expect(figureOf(part, 'mean life less age', 'rmseCapped')).toBe(0);
  });
});
