import { describe, expect, it } from 'vitest';
import { logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import { startSteepness } from '#shared/domain/forecasting/training/steepness.ts';

const hazards = [0.1, 0.4];
/** Log-odds within the days of a customer with such a hazard in ten days. */
const oddsOf = (hazard: number) => (days: number) => logOdds(1 - Math.exp((-hazard * days) / 10));

describe('how steep forecasts are', () => {
  it('is the mean of H (1 - p) at each horizon, of those forecast on the day', () => {
    const steepness = startSteepness([10, 20], 500, 2);
    for (const hazard of hazards) steepness.add(500, oddsOf(hazard));
    for (const day of [499, 501]) steepness.add(day, oddsOf(3));
    const mean = (times: number): number =>
      hazards.reduce((sum, each) => sum + times * each * Math.exp(-times * each), 0) / 2;
    const [[first, near] = [0, 0], [second, far] = [0, 0]] = steepness.means() ?? [];
    expect([first, second]).toEqual([10, 20]);
    expect(near).toBeCloseTo(mean(1), 4);
    expect(far).toBeCloseTo(mean(2), 4);
  });

  it('tells which of the horizons it asks for', () => {
    const steepness = startSteepness([10, 20], 500, 1);
    steepness.add(500, (_, at) => (at === 0 ? -50 : 0));
    expect(steepness.means()).toEqual([
      [10, 0],
      [20, 0.3466],
    ]);
  });

  it('leaves out what is settled, however much of it there is, at each horizon', () => {
    const steepness = startSteepness([10, 20], 500, 2);
    for (const hazard of hazards) steepness.add(500, oddsOf(hazard));
    const known = steepness.means();
    for (let gone = 0; gone < 100; gone += 1) steepness.add(500, oddsOf(0.004));
    steepness.add(500, oddsOf(12));
    expect(steepness.means()).toEqual(known);
    for (let rare = 0; rare < 100; rare += 1) steepness.add(500, oddsOf(0.008));
    expect(steepness.means()?.[0]).toEqual(known?.[0]);
    expect(steepness.means()?.[1]?.[1]).toBeLessThan(0.03);
  });

  it('is none at a horizon where all are settled, and not known where they are at all of them', () => {
    const near = startSteepness([10, 200], 500, 2);
    const gone = startSteepness([10, 20], 500, 2);
    for (const hazard of [0.002, 0.003]) {
      near.add(500, oddsOf(hazard));
      gone.add(500, oddsOf(hazard));
    }
    expect(near.means()?.[0]).toEqual([10, 0]);
    expect(near.means()?.[1]?.[1]).toBeGreaterThan(0.03);
    expect(gone.means()).toBeUndefined();
  });

  it('is not known from too few', () => {
    const steepness = startSteepness([10], 500, 3);
    for (const hazard of hazards) steepness.add(500, oddsOf(hazard));
    expect(steepness.means()).toBeUndefined();
    steepness.add(500, oddsOf(1));
    const mean = [...hazards, 1].reduce((sum, each) => sum + each * Math.exp(-each), 0) / 3;
    expect(steepness.means()?.[0]?.[1]).toBeCloseTo(mean, 4);
    steepness.add(500, oddsOf(1));
    expect(steepness.means()?.[0]?.[1]).toBeCloseTo((3 * mean + 1 / Math.E) / 4, 4);
  });
});
