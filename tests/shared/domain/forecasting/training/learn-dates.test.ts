import { describe, expect, it } from 'vitest';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { DATE_INPUTS, dateWindowDays } from '#shared/domain/forecasting/intervals/date-inputs.ts';
import { dateLayerOf } from '#shared/domain/forecasting/intervals/next-dates.ts';
import { type Model, model as modelSchema } from '#shared/domain/forecasting/model.ts';
import {
  expectedGapDays,
  forecastAllReplenishments,
} from '#shared/domain/forecasting/replenishment.ts';
import { fitDates, learnDates } from '#shared/domain/forecasting/training/learn-dates.ts';
import { learnDue } from '#shared/domain/forecasting/training/learn-due.ts';
import { TODAY } from '#tests/builders/customer.ts';
import { seeded } from '../build-fold.ts';
import { calendar, closedForms, knownByToday, purchase, shopOf } from './stocking-shop.ts';

const shipped = defaultModel();
const histories = shopOf(150);
const closed = closedForms(histories);
const learn = (facts: readonly Fact[][], model: Model = closed, today = TODAY): Model => {
  const [due, dates] = [learnDue, learnDates].map((start) => {
    const learning = start({ model, today, calendar });
    for (const customer of facts) learning.add(customer);
    return learning.finish();
  });
  return { ...model, ...due, ...dates };
};
const weight = (model: Model, input: string): number =>
  dateLayerOf(model).inputs[input]?.[0] ?? Number.NaN;

describe('the layer of dates, learned', () => {
  const learned = learn(histories);

  it('says that who stocked up comes later, where that is so, and only there', () => {
    const others = shopOf(150, { stocks: false, seed: 2 });
    expect(weight(learned, 'lastQuantity')).toBeGreaterThan(0.4);
    expect(weight(learn(others, closedForms(others)), 'lastQuantity')).toBeLessThan(0.2);
    const days = (quantity: number): number => {
      const bought = [80, 60, 40, 20].map((ago) => purchase(ago, 2));
      const fold = foldHistory([...bought, purchase(0, quantity)], calendar);
      return expectedGapDays(fold, 'rice', learned, TODAY) ?? Number.NaN;
    };
    expect(days(3)).toBeGreaterThan(1.4 * days(1));
  });

  it('gives intervals that hold four in five of those who come back, of other customers, too', () => {
    const window = dateWindowDays(learned);
    let [back, held, before] = [0, 0, 0];
    for (const facts of shopOf(100, { seed: 3 })) {
      for (let at = 4; at < facts.length; at += 1) {
        const [last, next] = [dayOf(facts[at - 1]), dayOf(facts[at])];
        if (next - last > window) continue;
        const fold = foldHistory(facts.slice(0, at), calendar);
        const [forecast] = forecastAllReplenishments(fold, learned, last);
        if (forecast?.p10Day === undefined || forecast.p90Day === undefined) continue;
        back += 1;
        if (next > forecast.p10Day && next < forecast.p90Day) held += 1;
        // A day on the edge lies half within it.
        if (next === forecast.p10Day || next === forecast.p90Day) held += 0.5;
        if (next < (forecast.expectedDay ?? 0)) before += 1;
      }
    }
    expect(back).toBeGreaterThan(500);
    expect(held / back).toBeGreaterThan(0.77);
    expect(held / back).toBeLessThan(0.85);
    expect(before / back).toBeGreaterThan(0.45);
    expect(before / back).toBeLessThan(0.55);
  });

  it('says what it was learned from, and reads back', () => {
    expect(learned.dates?.from).toMatchObject({ source: 'learned', date: '2025-06-02' });
    expect(learned.dates?.from.dataset).toMatch(
      /^shop: \d+ repeated purchases within about \d+ days$/,
    );
    expect(modelSchema.parse(JSON.parse(JSON.stringify(learned))).dates).toEqual(learned.dates);
  });

  it('stays as it ships where too few came back, and says why', () => {
    const { from, ...kept } = dateLayerOf(learn(shopOf(2)));
    const { from: _, ...before } = dateLayerOf(shipped);
    expect(kept).toEqual(before);
    expect(from.source).toBe('shipped');
    expect(from.note).toMatch(/^kept: \d+ repeated purchases within about \d+ days$/);
  });

  it('does not know what comes after today', () => {
    expect(learn(knownByToday(histories)).dates).toEqual(learned.dates);
    expect(learn(histories, closed, TODAY + 30).dates?.inputs).not.toEqual(learned.dates?.inputs);
  });

  it('is learned from a stored model of before that has none, as from what ships', () => {
    const { dates: _, ...before } = closed;
    expect(learn(histories, modelSchema.parse(before)).dates).toEqual(learned.dates);
  });
});

describe('a purchase that nobody followed up', () => {
  const random = seeded(4);
  const before = { ...dateLayerOf(shipped), intercept: 0, inputs: {} };
  const [RENEWAL, ORDER_SIZE] = [
    DATE_INPUTS.indexOf('renewalWithin'),
    DATE_INPUTS.indexOf('orderSize'),
  ];
  /** `renewalWithin` says when; who does not come orders little, which tells nothing of those who do. */
  const rowOf = (orderSize: number, isBack: boolean) => {
    const renewal = 2 * random() - 1;
    const inputs = DATE_INPUTS.map(() => 0);
    inputs[RENEWAL] = renewal;
    inputs[ORDER_SIZE] = orderSize;
    const target = isBack ? renewal + random() - 1 : 1.5;
    return { inputs, target, isBack, weight: isBack ? 1 : 0.2 };
  };
  const back = Array.from({ length: 600 }, () => rowOf(random() - 0.5, true));
  const gone = Array.from({ length: 600 }, () => rowOf(-0.5 * random(), false));
  const strength = { ridge: 1, rowsBefore: 0 };
  const weightOf = ({ inputs }: ReturnType<typeof fitDates>, name: string): number =>
    inputs[name]?.[0] ?? Number.NaN;

  it('moves the order in which customers come, and not when those come who do', () => {
    const alone = fitDates(back, before, strength);
    const both = fitDates([...back, ...gone], before, strength);
    expect(weightOf(both, 'orderSize')).toBeLessThan(weightOf(alone, 'orderSize') - 0.1);
    const late = back.filter(
      ({ inputs, target }) =>
        target >
        both.intercept +
          weightOf(both, 'renewalWithin') * (inputs[RENEWAL] ?? 0) +
          weightOf(both, 'orderSize') * (inputs[ORDER_SIZE] ?? 0),
    );
    expect(late.length / back.length).toBeGreaterThan(0.48);
    expect(late.length / back.length).toBeLessThan(0.52);
    expect(both.inputs['orderSize']?.[1]).toBe(alone.inputs['orderSize']?.[1]);
  });

  it('leaves the layer before its say: as many rows, half of all', () => {
    const own = fitDates(back, before, strength);
    const mixed = fitDates(back, before, { ...strength, rowsBefore: back.length });
    expect(mixed.intercept).toBeCloseTo(own.intercept / 2, 3);
    expect(mixed.spreadBelow).toBeCloseTo((own.spreadBelow + before.spreadBelow) / 2, 3);
    expect(mixed.spreadAbove).toBeCloseTo((own.spreadAbove + before.spreadAbove) / 2, 3);
  });
});

describe('rows that are odd', () => {
  const random = seeded(5);
  const before = { ...dateLayerOf(shipped), intercept: 0, inputs: {}, ranges: {} };
  const strength = { ridge: 1, rowsBefore: 0 };
  const RENEWAL = DATE_INPUTS.indexOf('renewalWithin');
  const rowOf = (renewal: number, target: number) => ({
    inputs: DATE_INPUTS.map((_, at) => (at === RENEWAL ? renewal : 0)),
    target,
    isBack: true,
    weight: 1,
  });
  const usual = Array.from({ length: 1_000 }, () => {
    const renewal = 2 * random() - 1;
    return rowOf(renewal, renewal + 0.2 * random());
  });

  it('count as the last of those that are not, and are kept in mind as far as that', () => {
    const QUANTITY = DATE_INPUTS.indexOf('lastQuantity');
    const quantityOf = (value: number, target: number) => ({
      ...rowOf(0, target),
      inputs: DATE_INPUTS.map((_, at) => (at === QUANTITY ? value : 0)),
    });
    const plain = usual.map(({ inputs, target }) => quantityOf(inputs[RENEWAL] ?? 0, target));
    const odd = [quantityOf(400, 3), quantityOf(-400, 2), quantityOf(900, -3)];
    const { inputs, ranges } = fitDates([...plain, ...odd], before, strength);
    const [least = Number.NaN, most = Number.NaN] = ranges?.['lastQuantity'] ?? [];
    expect(least).toBeCloseTo(-1, 1);
    expect(most).toBeCloseTo(1, 1);
    expect(inputs['lastQuantity']?.[0]).toBeCloseTo(1, 1);
  });

  it('of a slow rhythm are taken as they are: who is slow comes late, however slow', () => {
    const { ranges } = fitDates(usual, before, strength);
    expect(Object.keys(ranges ?? {})).toContain('lastQuantity');
    expect(Object.keys(ranges ?? {})).not.toContain('renewalWithin');
    expect(Object.keys(ranges ?? {})).not.toContain('basketRhythm');
  });

  it('of an input that tells these rows hardly apart leave its weight as it was', () => {
    const RATE = DATE_INPUTS.indexOf('repeatRate');
    const nearlyAlike = usual.map(({ inputs, ...row }, at) => ({
      ...row,
      target: row.target + (at % 2),
      inputs: inputs.map((value, c) => (c === RATE ? 1.386 - 0.002 * (at % 2) : value)),
    }));
    const { inputs } = fitDates(nearlyAlike, before, { ...strength, ridge: 300 });
    expect(Math.abs(inputs['repeatRate']?.[0] ?? Number.NaN)).toBeLessThan(0.5);
    expect(inputs['renewalWithin']?.[0]).toBeGreaterThan(0.5);
  });

  it('do not turn the order round: who is slower comes later, if only a little', () => {
    const turned = usual.map((row) => ({ ...row, target: -0.5 * (row.inputs[RENEWAL] ?? 0) }));
    const gone = usual.map((row) => ({ ...row, isBack: false, weight: 4 }));
    const { inputs, intercept } = fitDates([...turned, ...gone], before, strength);
    const slope = inputs['renewalWithin']?.[0] ?? Number.NaN;
    expect(slope).toBeGreaterThan(0.1);
    const late = turned.filter(
      ({ inputs: given, target }) => target > intercept + slope * (given[RENEWAL] ?? 0),
    );
    expect(late.length / turned.length).toBeCloseTo(0.5, 1);
  });
});

const dayOf = (fact: Fact | undefined): number => calendar.dayOf(fact?.atMs ?? Number.NaN);
