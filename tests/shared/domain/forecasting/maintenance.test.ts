import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asset, emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { forecastMaintenance, maintenancesWithin } from '#shared/domain/forecasting/maintenance.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';

const model = defaultModel();
const bought = 10_000;
const owner = (asset: Partial<Asset>): Fold => ({
  ...emptyFold(),
  assets: { a1: { product: 'boiler', since: bought, readings: [], components: {}, ...asset } },
});
const forecast = (asset: Partial<Asset>, today: number, with_: Model = model) =>
  forecastMaintenance(owner(asset), 'a1', with_, today);

describe('a forecast of maintenance', () => {
  it('follows the service interval', () => {
    const asset = { everyDays: 365, components: { '': { last: 10_400, spells: [400] } } };
    const early = forecast(asset, 10_450);
    expect(early).toMatchObject({ kind: 'maintenance', evidence: 'enough', plainDay: 10_765 });
    expect(early.expectedDay).toBeGreaterThan(10_755);
    expect(early.expectedDay).toBeLessThan(10_775);
    expect(early.probability).toBeLessThan(0.01);
    expect(forecast(asset, 10_755).probability).toBeGreaterThan(early.probability + 0.2);
    expect(early.reasons[0]?.code).toBe('interval');
  });

  it('is expected on the day that was agreed on, however late people usually come', () => {
    const asset = { everyDays: 365 };
    for (const today of [10_300, 10_351, 10_364]) {
      expect(forecast(asset, today).expectedDay).toBe(10_365);
    }
    const overdue = forecast(asset, 10_380);
    expect(overdue).toMatchObject({ expectedDay: 10_380, p10Day: 10_380 });
    expect(overdue.p90Day).toBeGreaterThan(10_380);
  });

  it('is told from the lead before the agreed day on', () => {
    const told = (today: number) => maintenancesWithin(owner({ everyDays: 365 }), model, today, 14);
    expect(told(10_350)).toEqual([]);
    expect(told(10_351)).toHaveLength(1);
    expect(told(10_420)).toHaveLength(1);
  });

  it('lets the meter come first when the asset is used much', () => {
    const asset = {
      everyDays: 365,
      everyMeter: 15_000,
      unit: 'km',
      readings: [
        [10_000, 0],
        [10_040, 4_000],
        [10_080, 8_000],
      ] satisfies [number, number][],
    };
    const found = forecast(asset, 10_090);
    expect(found.reasons.map(({ code }) => code)).toEqual(['meter', 'interval']);
    expect(found.reasons[0]?.text).toMatch(
      /^comes first: service every 15000 km, about \d+ km left/,
    );
    expect(Math.abs((found.expectedDay ?? 0) - 10_150)).toBeLessThan(6);
    expect(found.kind).toBe('maintenance');
  });

  it('asks for a reading when an old one leaves the date open', () => {
    const asset = {
      everyMeter: 15_000,
      readings: [
        [10_000, 0],
        [10_030, 1_200],
      ] satisfies [number, number][],
    };
    const open = forecast(asset, 10_330);
    expect(open.kind).toBe('meter-reading');
    expect(open.reasons[0]).toMatchObject({ code: 'old-reading', value: 300 });
    const read = {
      ...asset,
      readings: [...asset.readings, [10_329, 12_000]],
    } satisfies Partial<Asset>;
    expect(forecast(read, 10_330).kind).toBe('maintenance');
  });

  it('foresees failures only where their kind is known, and more of a unit that fails often', () => {
    const taught: Model = {
      ...model,
      hazards: { boiler: { pump: { eta: 400, beta: 2, failures: 50 } } },
    };
    const good = { components: { pump: { last: 10_000, spells: [300] } } };
    const bad = { components: { pump: { last: 10_000, spells: [-100, -90] } } };
    expect(forecast(good, 10_200).evidence).toBe('none');
    const [well, ill] = [forecast(good, 10_200, taught), forecast(bad, 10_200, taught)];
    expect(ill.probability).toBeGreaterThan(2 * well.probability);
    expect(ill.reasons[0]?.text).toMatch(
      /^the pump fails within 30 days with \d+ % probability, 2 failures so far$/,
    );
    expect([well.toldIn, ill.toldIn]).toEqual(['percent', 'percent']);
    const few = { ...taught, hazards: { boiler: { pump: { eta: 400, beta: 2, failures: 5 } } } };
    const doubtful = forecast(bad, 10_200, few);
    expect(doubtful.toldIn).toBe('words');
    expect(doubtful.reasons[0]).toMatchObject({ code: 'failure', value: 2 });
    expect(doubtful.reasons[0]?.text).toMatch(
      /^the pump is (as likely as not|unlikely|likely) to fail within 30 days, 2 failures so far$/,
    );
  });

  it('mentions a booked service', () => {
    const found = forecast({ everyDays: 365, booked: 10_350 }, 10_340);
    expect(found.reasons.at(-1)).toMatchObject({ code: 'booked', value: 10 });
  });

  it('says nothing of an asset without interval, meter or history', () => {
    const found = forecast({}, 10_100);
    expect(found).toMatchObject({ evidence: 'none', probability: 0 });
    expect(found.expectedDay).toBeUndefined();
  });

  it('becomes more likely day by day and stays between 0 and 1', () => {
    const asset = fc.record(
      {
        everyDays: fc.integer({ min: 1, max: 2_000 }),
        everyMeter: fc.integer({ min: 1, max: 100_000 }),
        readings: fc.constantFrom<[number, number][]>(
          [],
          [[10_000, 5]],
          [
            [10_000, 5],
            [10_050, 900],
          ],
        ),
      },
      { requiredKeys: ['readings'] },
    );
    fc.assert(
      fc.property(asset, fc.nat(3_000), fc.nat(60), (some, wait, more) => {
        const fold = owner(some);
        const today = 10_050 + wait;
        const near = forecastMaintenance(fold, 'a1', model, today, 30).probability;
        const far = forecastMaintenance(fold, 'a1', model, today, 30 + more).probability;
        expect(near).toBeGreaterThanOrEqual(0);
        expect(far).toBeLessThanOrEqual(1);
        expect(far).toBeGreaterThanOrEqual(near - 1e-9);
      }),
    );
  });

  it('refuses assets the customer does not own and days that are none', () => {
    expect(() => forecastMaintenance(owner({}), 'other', model, 10_100)).toThrow(RangeError);
    expect(() => forecast({}, Number.NaN)).toThrow(RangeError);
  });
});
