import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { replenishmentContributions } from '#shared/domain/forecasting/intervals/due-contributions.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { foldOf } from '../build-fold.ts';

const shipped = defaultModel();
const taught: Model = { ...shipped, products: { tea: [3.2, 0.7, 0.3, 90] } };
const history = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 1, maxLength: 15 });
const days = (some: readonly number[]): number[] => [...new Set(some)].sort((a, b) => a - b);

describe('the contributions to what is due', () => {
  it('add up to the log-odds of the probability, in the layers and outside', () => {
    fc.assert(
      fc.property(
        history,
        history,
        fc.nat(120),
        fc.constantFrom(3, 7, 10, 14, 22, 30, 45),
        (tea, milk, wait, horizon) => {
          const fold = foldOf({ tea: days(tea), milk: days(milk) });
          const today = Math.max(...tea, ...milk) + wait;
          for (const model of [shipped, taught]) {
            const { probability } = forecastReplenishment(fold, 'tea', model, today, horizon);
            const said = replenishmentContributions(fold, 'tea', model, today, horizon);
            const { typical = 0, groups } = said ?? {};
            const sum = Object.values(groups ?? {}).reduce((all, value) => all + value, typical);
            expect(sum).toBeCloseTo(logOdds(probability), 9);
          }
        },
      ),
    );
  });

  it('need no horizon where a layer was fitted, unless a shorter one says more', () => {
    const fold = foldOf({ tea: [10_000, 10_020, 10_055, 10_080], milk: [10_020, 10_080] });
    const said = replenishmentContributions(fold, 'tea', shipped, 10_090, 14);
    expect(said?.groups.horizon).toBeCloseTo(0, 9);
    expect(said?.groups.rhythm).not.toBeCloseTo(0, 3);
    expect(said?.groups.visits).not.toBeCloseTo(0, 3);
  });

  it.each([
    ['oddQuantity', 'basket'],
    ['visitBurst', 'visits'],
    ['manyVisits', 'visits'],
    ['bothLate', 'visits'],
    ['bulkSilence', 'visits'],
  ] as const)('of %s are told with %s', (input, group) => {
    const typical = 1_000;
    const { layers = [] } = shipped.due;
    const model: Model = {
      ...shipped,
      due: {
        ...shipped.due,
        layers: layers.map((layer) => ({
          ...layer,
          intercept: 0.01 * typical,
          inputs: { [input]: [-0.01, typical] },
        })),
      },
    };
    const fold = foldOf({ tea: [10_000, 10_020, 10_055, 10_080], milk: [10_020, 10_080] });
    const said = replenishmentContributions(fold, 'tea', model, 10_090, 14);
    const others = Object.entries(said?.groups ?? {}).filter(([name]) => name !== group);
    expect(said?.groups[group]).toBeGreaterThan(9);
    for (const [, value] of others) expect(value).toBeCloseTo(0, 9);
  });

  it('are named in the reasons, with the numbers of the customer', () => {
    const fold = foldOf({ tea: [10_000, 10_020, 10_055, 10_080], milk: [10_020, 10_080] });
    const { reasons } = forecastReplenishment(fold, 'tea', taught, 10_090);
    const said = replenishmentContributions(fold, 'tea', taught, 10_090, 14);
    const contributionOf = (code: string): number | undefined =>
      reasons.find((reason) => reason.code === code)?.contribution;
    expect(contributionOf('own-rhythm')).toBeCloseTo(said?.groups.rhythm ?? Number.NaN, 3);
    expect(contributionOf('last-bought')).toBeCloseTo(said?.groups.elapsed ?? Number.NaN, 3);
    expect(contributionOf('product-rhythm')).toBeCloseTo(said?.groups.product ?? Number.NaN, 3);
    expect(reasons.map(({ text }) => text)).toContain('comes every 27 days, last came 10 days ago');
    expect(reasons.map(({ text }) => text)).toContain(
      'bought each of 2 products 3 times on average',
    );
  });
});
