import { describe, expect, it } from 'vitest';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { dueLayersOf } from '#shared/domain/forecasting/intervals/due-layer.ts';
import { type Model, model as modelSchema } from '#shared/domain/forecasting/model.ts';
import { replenishmentScores } from '#shared/domain/forecasting/replenishment.ts';
import { learnDue } from '#shared/domain/forecasting/training/learn-due.ts';
import { dueRowsOf } from '#shared/domain/forecasting/training/learn-due-rows.ts';
import { TODAY } from '#tests/builders/customer.ts';
import { calendar, closedForms, knownByToday, purchase, shopOf } from './stocking-shop.ts';

const shipped = defaultModel();
const histories = shopOf(150);
const closed = closedForms(histories);
const learn = (facts: readonly Fact[][], model: Model = closed, today = TODAY): Model => {
  const learning = learnDue({ model, today, calendar });
  for (const customer of facts) learning.add(customer);
  return { ...model, ...learning.finish() };
};
const weight = (model: Model, horizonDays: number, input: string): number =>
  dueLayersOf(model).find((layer) => layer.horizonDays === horizonDays)?.inputs[input]?.[0] ??
  Number.NaN;

describe('the layers of what is due, learned', () => {
  const learned = learn(histories);

  it('say that who stocked up comes later, where that is so, and only there', () => {
    const others = shopOf(150, { stocks: false, seed: 2 });
    const indifferent = learn(others, closedForms(others));
    for (const horizon of [7, 14]) {
      expect(weight(learned, horizon, 'lastQuantity')).toBeLessThan(-0.8);
      expect(weight(indifferent, horizon, 'lastQuantity')).toBeGreaterThan(-0.3);
    }
    const score = (quantity: number): number => {
      const bought = [90, 70, 50, 30].map((ago) => purchase(ago, 2));
      const fold = foldHistory([...bought, purchase(10, quantity)], calendar);
      return replenishmentScores(fold, learned, TODAY, 14).get('rice') ?? Number.NaN;
    };
    expect(score(1)).toBeGreaterThan(score(3) + 0.2);
  });

  it('come the nearer to how much is bought, the more customers there are', () => {
    const many = learn(shopOf(400));
    const [before, some, most] = [closed, learned, many].map((model) => expectedPerPurchase(model));
    expect(before).toBeGreaterThan(1.25);
    expect(some).toBeLessThan(1.25);
    expect(most).toBeLessThan(1.12);
    expect(most).toBeGreaterThan(0.95);
  });

  it('are asked no further than they have seen: a shop with one product is told less too much', () => {
    const { ranges: _, ...due } = closed.due;
    expect(expectedPerPurchase({ ...closed, due })).toBeGreaterThan(1.5);
    expect(expectedPerPurchase(closed)).toBeLessThan(1.4);
  });

  it('have seen what the shop has, and where that is little, what those before have', () => {
    const [few, many] = [learn(shopOf(12)), learned].map(({ due }) => due.ranges?.['rebuying']);
    const [, mostBefore = Number.NaN] = shipped.due.ranges?.['rebuying'] ?? [];
    // The only product is bought again each time, up to some twenty times.
    expect(many?.[1]).toBeGreaterThan(Math.log(15));
    expect(few?.[1]).toBeGreaterThan(mostBefore + 0.1);
    expect(few?.[1]).toBeLessThan((many?.[1] ?? Number.NaN) - 0.2);
    expect(learned.due.ranges).not.toHaveProperty('lateness');
  });

  it('say so and since when, with the spread that they have seen, and read back', () => {
    const { from, spread } = learned.due;
    expect(from).toMatchObject({ source: 'learned', date: '2025-06-02' });
    expect(from.dataset).toMatch(/^shop: \d+ moments of repeated products, \d+ followed by/);
    expect(spread[0]).toBeLessThan(spread[1]);
    expect(spread).not.toEqual(closed.due.spread);
    expect(modelSchema.parse(JSON.parse(JSON.stringify(learned))).due).toEqual(learned.due);
  });

  it('stay as they ship where too little was bought again, and say why', () => {
    const { due } = learn(shopOf(2));
    expect(due.layers).toEqual(shipped.due.layers);
    expect(due.spread).toEqual(shipped.due.spread);
    expect(due.from.source).toBe('shipped');
    expect(due.from.note).toMatch(/^kept: \d+ moments of repeated products, \d+ followed by/);
  });

  it('do not know what comes after today', () => {
    expect(learn(knownByToday(histories)).due).toEqual(learned.due);
    expect(learn(histories, closed, TODAY + 30).due.layers).not.toEqual(learned.due.layers);
  });

  it('start from the closed form where rhythms are unlike those for which layers ship', () => {
    const few = shopOf(12);
    const steady: Model = { ...closed, due: { ...closed.due, spread: [2, 3] } };
    expect(weight(learn(few), 14, 'visitShare')).toBeGreaterThan(0.3);
    expect(Math.abs(weight(learn(few, steady), 14, 'visitShare'))).toBeLessThan(0.1);
    expect(weight(learn(few, steady), 14, 'closedForm')).toBeGreaterThan(0.9);
  });

  it('are learned from a stored model of before that has none, as from what ships', () => {
    const { layers: _, ...due } = closed.due;
    expect(learn(histories, modelSchema.parse({ ...closed, due })).due.layers).toEqual(
      learned.due.layers,
    );
  });
});

/** Purchases expected within 14 days for each that came, of customers with two gaps, of late. */
function expectedPerPurchase(model: Model): number {
  let [expected, came] = [0, 0];
  for (const facts of histories) {
    for (const day of [14, 28, 42, 56].map((ago) => TODAY - ago)) {
      const past = facts.filter(({ atMs }) => calendar.dayOf(atMs) <= day);
      if (past.length < 3) continue;
      const scores = replenishmentScores(foldHistory(past, calendar), model, day, 14);
      expected += scores.get('rice') ?? Number.NaN;
      const next = facts[past.length];
      if (next !== undefined && calendar.dayOf(next.atMs) <= day + 14) came += 1;
    }
  }
  return expected / came;
}

describe('a moment that layers are learned from', () => {
  const lesson = { model: closed, today: TODAY, calendar };
  const facts = [80, 60, 40, 20].map((ago) => purchase(ago));

  it('knows when the product was bought again, if it was', () => {
    const rows = dueRowsOf(facts, [TODAY - 30, TODAY - 10], [7, 14], lesson);
    expect(rows.map(({ day, next }) => [TODAY - day, next])).toEqual([
      [30, 10],
      [10, Number.POSITIVE_INFINITY],
    ]);
    expect(rows.map(({ inputs }) => inputs.length)).toEqual([2, 2]);
  });

  it('is left out while the product has fewer than two gaps', () => {
    expect(dueRowsOf(facts, [TODAY - 50], [7], lesson)).toEqual([]);
    expect(dueRowsOf(facts, [TODAY - 40], [7], lesson)).toHaveLength(1);
  });
});
