import { describe, expect, it } from 'vitest';
import { type Clock, clockError, toldByClocks } from '#shared/domain/forecasting/clock-error.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { logGamma } from '#shared/domain/forecasting/statistics/log-gamma.ts';
import { failureClock } from '#shared/domain/forecasting/upkeep/failure-clock.ts';
import { failureForecasts } from '#shared/domain/forecasting/upkeep/failure-forecasts.ts';
import { foldOf, seeded } from './build-fold.ts';

const failing = (usualDays: number, failures: number): Clock =>
  failureClock({ eta: usualDays, beta: 1, failures });

/** How many come in `expected` on average, Poisson by waiting times. */
function drawn(expected: number, random: () => number): number {
  let [count, waited] = [0, -Math.log(1 - random())];
  while (waited < expected) {
    count += 1;
    waited -= Math.log(1 - random());
  }
  return count;
}

describe('the error to be expected of what comes by clocks', () => {
  it.each([
    [[200, 40]],
    [[60, 100]],
    [
      [300, 30],
      [500, 20],
      [250, 60],
    ],
  ])('is how far off forecasts are whose rates were counted: %j', (...clocks) => {
    const random = seeded(8);
    const within = (hazard: number): number => 1 - Math.exp(-hazard);
    const truth = within(clocks.reduce((sum, [days = 1]) => sum + 30 / days, 0));
    let off = 0;
    const SHOPS = 4_000;
    for (let shop = 0; shop < SHOPS; shop += 1) {
      const counted = clocks.map(([days = 1, failures = 1]) => {
        const seen = drawn(failures, random);
        return (30 / days) * (seen / failures);
      });
      off += Math.abs(within(counted.reduce((sum, one) => sum + one, 0)) - truth) / SHOPS;
    }
    const expected = clockError(
      clocks.map(([days = 1, failures = 1]) => failing(days, failures)),
      30,
    );
    expect(Math.abs(off / expected - 1)).toBeLessThan(0.06);
  });

  it('of a component counts its failures, and its life by the mean', () => {
    const { usualDays, sd } = failureClock({ eta: 100, beta: 2, failures: 25 });
    expect(usualDays).toBeCloseTo(100 * Math.exp(logGamma(1.5)), 9);
    expect(sd).toBeCloseTo(0.2, 12);
    expect(failing(100, 0).sd).toBe(1);
  });
});

it('failures of a component are told by how many taught their kind', () => {
  const today = 10_200;
  const boiler = { product: 'boiler', since: 10_000, readings: [], components: {} };
  const fold = { ...foldOf({}), assets: { boiler } };
  const told = (failures: number) => {
    const hazards = { boiler: { pump: { eta: 300, beta: 1, failures } } };
    const model = { ...defaultModel(), hazards };
    return failureForecasts(fold, 'boiler', model, today, 30).map(({ toldIn }) => toldIn);
  };
  expect([told(60), told(5)]).toEqual([['percent'], ['words']]);
});

describe('what comes by clocks', () => {
  it('is told in percent up to two points, and in words where one is assumed or none is there', () => {
    const few = failing(100, 60);
    expect(clockError([few], 10)).toBeLessThan(0.02);
    expect(clockError([few], 60)).toBeGreaterThan(0.02);
    expect([toldByClocks([few], 10), toldByClocks([few], 60)]).toEqual(['percent', 'words']);
    expect(toldByClocks([few, undefined], 10)).toBe('words');
    expect(toldByClocks([], 10)).toBe('words');
  });
});
