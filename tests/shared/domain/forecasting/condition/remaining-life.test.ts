import { describe, expect, it } from 'vitest';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { remainingLife } from '#shared/domain/forecasting/condition/remaining-life.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { forecastMaintenance } from '#shared/domain/forecasting/maintenance.ts';
import { type Model, model as modelSchema } from '#shared/domain/forecasting/model.ts';
import { learnWear } from '#shared/domain/forecasting/training/learn-wear.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { seeded } from '../build-fold.ts';
import { cmapssHistories } from '../cmapss.ts';
import { hasData } from '../read-data.ts';

const calendar = calendarOf('UTC');
const LATE = 30_000;

/** A fan whose vibration grows as its end comes, read every day until day `until` of `life`. */
function fan(unit: number, life: number, until: number): Fact[] {
  const random = seeded(unit + 1);
  const facts: Fact[] = [];
  const add = (day: number, type: string, properties: object): void => {
    const occurredAt = new Date(day * 86_400_000).toISOString();
    const metadata = { id: `${type.slice(0, 3)}${day}`, occurredAt };
    const given = {
      type,
      metadata,
      customerId: `c${unit}`,
      properties: { assetId: 'fan', ...properties },
    };
    facts.push(toFact(inboundEvent.parse(given)));
  };
  add(10_000, 'Product Registered', { productId: 'fan' });
  for (let day = 1; day <= Math.min(until, life); day += 1) {
    const vibration = Math.exp(-(life - day) / 20) + 0.1 * random();
    add(10_000 + day, 'Condition Reported', { values: { vibration, room: 20 } });
  }
  if (until > life) add(10_000 + life + 1, 'Service Completed', { cause: 'failure' });
  return facts;
}

const learnedFrom = (histories: Iterable<readonly Fact[]>): Model => {
  const learning = learnWear({ model: defaultModel(), today: LATE, calendar });
  for (const facts of histories) learning.add(facts);
  return { ...defaultModel(), ...learning.finish() };
};

describe('remaining life from condition data', () => {
  const random = seeded(5);
  const lives = Array.from({ length: 40 }, () => 80 + Math.floor(80 * random()));
  const model = learnedFrom(lives.map((life, unit) => fan(unit, life, life + 1)));
  const fanAfter = (life: number, until: number) =>
    foldHistory(fan(900 + until, life, until), calendar);

  it('is short when the sensors show that the end is near, and long when they do not', () => {
    const near = remainingLife(fanAfter(120, 110).assets['fan'] ?? expect.fail(), model, 10_110);
    const far = remainingLife(fanAfter(120, 30).assets['fan'] ?? expect.fail(), model, 10_030);
    expect(near?.expected).toBeGreaterThan(2);
    expect(near?.expected).toBeLessThan(22);
    expect(far?.expected).toBeGreaterThan(50);
    expect(near?.low).toBeLessThanOrEqual(near?.expected ?? 0);
    expect(near?.high).toBeGreaterThanOrEqual(near?.expected ?? 0);
  });

  it('passes with the days since the newest report', () => {
    const asset = fanAfter(120, 110).assets['fan'] ?? expect.fail();
    const [now, later] = [10_110, 10_114].map(
      (day) => remainingLife(asset, model, day)?.expected ?? 0,
    );
    expect(later).toBeCloseTo(Math.max((now ?? 0) - 4, 0), 9);
  });

  it('makes service due in time', () => {
    const forecast = forecastMaintenance(fanAfter(120, 112), 'fan', model, 10_112);
    expect(forecast.reasons[0]).toMatchObject({ code: 'wear' });
    expect(forecast.toldIn).toBe('words');
    expect(forecast.probability).toBeGreaterThan(0.9);
    expect(Math.abs((forecast.expectedDay ?? 0) - 10_121)).toBeLessThan(10);
    const early = forecastMaintenance(fanAfter(120, 30), 'fan', model, 10_030);
    expect(early.probability).toBeLessThan(0.1);
  });

  it('comes from a small model that reads back and is the same every time', () => {
    const text = JSON.stringify(model.condition);
    expect(text.length).toBeLessThan(100_000);
    expect(modelSchema.parse(JSON.parse(JSON.stringify(model)))).toEqual(model);
    const again = learnedFrom(lives.map((life, unit) => fan(unit, life, life + 1)));
    expect(JSON.stringify(again.condition)).toBe(text);
  });

  it('is not said of products that few have run to failure', () => {
    const few = learnedFrom(lives.slice(0, 10).map((life, unit) => fan(unit, life, life + 1)));
    expect(few.condition?.products).toEqual({});
    expect(few.condition?.from.note).toMatch(/20 lives/);
    const asset = fanAfter(120, 110).assets['fan'] ?? expect.fail();
    expect(remainingLife(asset, few, 10_110)).toBeUndefined();
    expect(remainingLife(asset, defaultModel(), 10_110)).toBeUndefined();
  });
});

describe.skipIf(!hasData('cmapss_fd001_train.csv.gz'))(
  'remaining cycles of turbofan engines',
  () => {
    it('are foreseen within a dozen of the truth for engines that were not learned from', () => {
      const histories = [...cmapssHistories('cmapss_fd001_train.csv.gz', true)].slice(0, 60);
      const model = learnedFrom(
        histories.filter((_, at) => at % 4 !== 0).map(([, facts]) => facts),
      );
      const wear = model.condition?.products['engine'];
      expect(wear?.byMeter).toBe(true);
      let [squares, seen] = [0, 0];
      for (const [unit, facts] of histories.filter((_, at) => at % 4 === 0)) {
        const left = 10 + (Number(unit) % 100);
        const cycles = facts.length - 2;
        if (cycles - left < 30) continue;
        const asset = foldHistory(facts.slice(0, 1 + cycles - left), calendar).assets[
          `engine-${unit}`
        ];
        const day = calendar.dayOf(facts[cycles - left]?.atMs ?? 0);
        const life = asset && remainingLife(asset, model, day);
        squares += ((life?.expected ?? 0) - left) ** 2;
        seen += 1;
      }
      expect(seen).toBeGreaterThan(12);
      expect(Math.sqrt(squares / seen)).toBeLessThan(14);
    }, 30_000);
  },
);
