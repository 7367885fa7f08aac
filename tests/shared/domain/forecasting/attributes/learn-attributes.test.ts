import { describe, expect, it } from 'vitest';
import type { Attributes } from '#shared/domain/forecasting/attributes/attribute-column.ts';
import { attributeModel } from '#shared/domain/forecasting/attributes/attribute-model.ts';
import {
  attributeLogOdds,
  attributeOdds,
} from '#shared/domain/forecasting/attributes/attribute-odds.ts';
import {
  learnAttributes,
  learnHeldOut,
} from '#shared/domain/forecasting/attributes/learn-attributes.ts';
import { hashShare } from '#shared/domain/forecasting/statistics/boosted-trees-draw.ts';
import { fromLogOdds } from '#shared/domain/forecasting/statistics/odds.ts';

const share = (row: number, salt: number) => hashShare(salt, 1, row);

/** Customers of a made-up shop; `oddsOf` says how their attributes move the odds of leaving. */
function shopOf(size: number, oddsOf: (attributes: Told) => number) {
  return Array.from({ length: size }, (_, row) => {
    const attributes: Told = {
      contract: share(row, 1) < 0.5 ? 'monthly' : 'yearly',
      age: Math.round(20 + 60 * share(row, 2)),
      vip: share(row, 3) < 0.2,
      city: `town ${Math.floor(200 * share(row, 4) ** 3)}`,
    };
    const leaves = share(row, 5) < fromLogOdds(oddsOf(attributes));
    return { attributes, left: leaves ? (1 as const) : (0 as const) };
  });
}
type Told = { contract: string; age: number; vip: boolean; city: string };

const additive = ({ contract, age }: Told) =>
  -1 + (contract === 'monthly' ? 1.2 : -1.2) - 3 * ((age - 50) / 30) ** 2;
/** Neither attribute alone says anything. */
const crossed = ({ contract, age }: Told) =>
  -1 + ((contract === 'monthly') === age > 50 ? 1.8 : -1.8);

const additiveShop = shopOf(3_000, additive);
const additiveModel = learnAttributes(additiveShop);

it('finds how each attribute moves the odds, bends included', () => {
  let off = 0;
  const others = shopOf(4_000, additive).slice(3_000);
  for (const { attributes } of others) {
    const truth = additive({ ...neutral, ...attributes });
    off += Math.abs(attributeLogOdds(attributes, additiveModel) - truth) / others.length;
  }
  expect(off).toBeLessThan(0.25);
});
const neutral: Told = { contract: 'yearly', age: 50, vip: false, city: '' };

it('stays with the line where trees foretell no more', () => {
  const steady = ({ contract, vip }: Told) => (contract === 'monthly' ? 1 : -1) - (vip ? 1 : 0);
  const rows = shopOf(3_000, steady).map(({ attributes: { contract, vip }, left }) => {
    return { attributes: { contract, vip }, left };
  });
  const model = learnAttributes(rows);
  expect(model.trees).toBeUndefined();
  expect(model.blend.trees).toBe(0);
  expect(model.loss.line).toBeLessThan(model.loss.base - 0.05);
});

describe('where two attributes only count together', () => {
  const rows = shopOf(3_000, crossed);
  const { model, foretold } = learnHeldOut(rows);

  it('steps up to trees', () => {
    expect(model.trees?.roots.length).toBeGreaterThan(10);
    expect(model.loss.line).toBeGreaterThan(model.loss.base - 0.005);
    expect(model.loss.blend).toBeLessThan(model.loss.base - 0.08);
  });

  it('is calibrated on rows it has not seen', () => {
    const probabilities = [...foretold].map(fromLogOdds);
    for (const [from, to] of [
      [0, 0.3],
      [0.3, 1],
    ] as const) {
      const own = rows.filter((_, row) => {
        const probability = probabilities[row] ?? 0;
        return probability >= from && probability < to;
      });
      const mean =
        probabilities.filter((value) => value >= from && value < to).reduce((a, b) => a + b, 0) /
        own.length;
      const left = own.filter((row) => row.left === 1).length / own.length;
      expect(Math.abs(mean - left)).toBeLessThan(0.03);
    }
  });

  it('explains a forecast exactly, the heaviest attribute first', () => {
    for (const { attributes } of rows.slice(0, 50)) {
      const { logOdds, typical, contributions } = attributeOdds(attributes, model);
      const sum = contributions.reduce((all, { value }) => all + value, typical);
      expect(sum).toBeCloseTo(logOdds, 9);
      expect(logOdds).toBeCloseTo(attributeLogOdds(attributes, model), 9);
      const weights = contributions.map(({ value }) => Math.abs(value));
      expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    }
  });
});

it('says each reason in words', () => {
  const told: Attributes = { contract: 'monthly', age: 50 };
  const [first, ...others] = attributeOdds(told, additiveModel).contributions;
  expect(first?.text).toBe('contract: monthly');
  expect(first?.value).toBeGreaterThan(0.8);
  expect(others.map(({ text }) => text)).toContain('vip: not known');
});

it('lets a value that was never seen count for nothing much', () => {
  const odds = (contract: string) =>
    attributeLogOdds({ contract, age: 50, vip: false, city: 'town 0' }, additiveModel);
  expect(odds('for life')).toBeGreaterThan(odds('yearly'));
  expect(odds('for life')).toBeLessThan(odds('monthly'));
  expect(Number.isFinite(attributeLogOdds({}, additiveModel))).toBe(true);
});

it('pools rare words and keeps no word that hardly anybody has', () => {
  const city = additiveModel.columns.find(({ name }) => name === 'city');
  const levels = city?.kind === 'category' ? city.levels : [];
  expect(levels).toContain('town 0');
  for (const level of levels) {
    const own = additiveShop.filter(({ attributes }) => attributes['city'] === level);
    expect(own.length).toBeGreaterThanOrEqual(15);
  }
  expect(levels.length).toBeLessThanOrEqual(30);
});

it('learns the same from the same rows, and the same after it was stored', () => {
  const rows = additiveShop.slice(0, 600);
  const once = learnAttributes(rows);
  expect(learnAttributes(rows)).toEqual(once);
  expect(attributeModel.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
});

it('reads numbers that came as text, and sees that a number is not known', () => {
  const rows = additiveShop.slice(0, 1_000).map(({ attributes, left }, row) => {
    const { age, ...others } = attributes;
    const isKnown = left === 0 || row % 3 > 0;
    return { left, attributes: isKnown ? { ...others, age: String(age) } : others };
  });
  const model = learnAttributes(rows);
  expect(model.columns.find(({ name }) => name === 'age')?.kind).toBe('number');
  const known = attributeLogOdds({ contract: 'yearly', age: '50' }, model);
  expect(attributeLogOdds({ contract: 'yearly' }, model)).toBeGreaterThan(known + 1);
});

it('refuses to learn where hardly anybody left', () => {
  const nobody = additiveShop.map((row) => ({ ...row, left: 0 as const }));
  expect(() => learnAttributes(nobody)).toThrow('at least 5 customers must have left');
});

it('refuses a stored model whose weights do not fit its columns', () => {
  const { line } = additiveModel;
  const broken = { ...additiveModel, line: { ...line, weights: line.weights.slice(1) } };
  expect(attributeModel.safeParse(broken).success).toBe(false);
});
