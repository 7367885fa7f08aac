import { describe, expect, it } from 'vitest';
import { emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { ELAPSED_BINS, elapsedBin } from '#shared/domain/forecasting/learning/elapsed-bins.ts';
import { leaveShare } from '#shared/domain/forecasting/learning/leave-share.ts';
import { thinnedSample } from '#shared/domain/forecasting/learning/thinned-sample.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import { model } from '#shared/domain/forecasting/model.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';
import { normalQuantile } from '#shared/domain/forecasting/statistics/normal.ts';
import { fitFrailty } from '#shared/domain/forecasting/upkeep/fit-frailty.ts';
import { fitWeibull } from '#shared/domain/forecasting/upkeep/fit-weibull.ts';
import { dayOfIso } from '#shared/domain/time/calendar.ts';
import { foldOf, seeded } from './build-fold.ts';
import { hasData, readData } from './read-data.ts';

const START = 10_000;
const TODAY = START + 720;

/** Shoppers who buy tea about every 20 and soap about every 60 days; a share q stops each time. */
type Shopper = { readonly tea: number[]; readonly soap: number[] };

function shoppers(customers: number, q: number): Shopper[] {
  const random = seeded(7);
  const daysOf = (mean: number, sigma: number, start: number): number[] => {
    const own = Math.log(mean) + 0.3 * normalQuantile(random());
    const days = [start];
    while (random() > q) {
      const gap = Math.max(Math.round(Math.exp(own + sigma * normalQuantile(random()))), 1);
      const next = (days.at(-1) ?? start) + gap;
      if (next > TODAY) break;
      days.push(next);
    }
    return days;
  };
  return Array.from({ length: customers }, (_, at) => {
    const start = START + (at % 360);
    return { tea: daysOf(20, 0.2, start), soap: daysOf(60, 0.2, start) };
  });
}

const shop = (customers: number, q: number): Fold[] =>
  shoppers(customers, q).map((shopper) => foldOf(shopper));

const learn = (folds: readonly Fold[], today = TODAY) => {
  const learning = startLearning();
  for (const fold of folds) learning.add(fold, today);
  return learning.finish('test', today);
};

describe('learning', () => {
  const folds = shop(400, 0.1);
  const learned = learn(folds);

  it('finds the rhythm of each product, what is common to pairs, and who leaves', () => {
    const [tea = 0, teaVariance = 0, teaLeaves = 0, teaPairs] = learned.products['tea'] ?? [];
    const [soap = 0] = learned.products['soap'] ?? [];
    expect(Math.exp(tea)).toBeGreaterThan(18);
    expect(Math.exp(tea)).toBeLessThan(22);
    expect(Math.exp(soap)).toBeGreaterThan(53);
    expect(Math.exp(soap)).toBeLessThan(66);
    expect(Math.sqrt(teaVariance)).toBeCloseTo(0.2, 1);
    expect(teaLeaves).toBeGreaterThan(0.05);
    expect(teaLeaves).toBeLessThan(0.16);
    expect(teaPairs).toBe(400);
    expect(Math.sqrt(learned.intervals.tau2)).toBeCloseTo(0.3, 1);
    expect(learned.intervals.from.source).toBe('learned');
  });

  it('counts what is always bought together as one word on the pace of a customer', () => {
    const alone = shoppers(400, 0.1).map(({ tea }) => foldOf({ tea }));
    const together = shoppers(400, 0.1).map(({ tea }) => foldOf({ tea, milk: tea, sugar: tea }));
    const [kappa, ofThree] = [alone, together].map((some) => learn(some).intervals.kappaCustomer);
    expect(ofThree).toBeCloseTo(3 * (kappa ?? 0), 6);
    expect(kappa).toBeLessThan(learn([]).intervals.kappaCustomer);
  });

  it('covers what comes next by its interval about as often as it says', () => {
    const cut = START + 450;
    const until = (days: readonly number[]): number[] => days.filter((day) => day <= cut);
    const seen = shoppers(400, 0.1).map(({ tea, soap }) => ({
      fold: foldOf({ tea: until(tea), soap: until(soap) }),
      next: tea.find((day) => day > cut),
    }));
    const atCut = learn(
      seen.map(({ fold }) => fold),
      cut,
    );
    let [inside, all] = [0, 0];
    for (const { fold, next } of seen) {
      if (next === undefined) continue;
      const { p10Day = 0, p90Day = 0 } = forecastReplenishment(fold, 'tea', atCut, cut);
      all += 1;
      if (next >= p10Day && next <= p90Day) inside += 1;
    }
    expect(all).toBeGreaterThan(100);
    expect(inside / all).toBeGreaterThan(0.7);
    expect(inside / all).toBeLessThan(0.95);
  });

  it('gives a model that reads back, and the same one for the same customers', () => {
    expect(model.parse(JSON.parse(JSON.stringify(learned)))).toEqual(learned);
    expect(learn(folds)).toEqual(learned);
    expect(learned).toMatchObject({ version: 'test', learnedOn: TODAY, customers: 400 });
  });

  it('keeps what ships where there is too little, and says so', () => {
    const few = learn(shop(5, 0.1));
    expect(few.activity.from).toMatchObject({ source: 'shipped' });
    expect(few.activity.from.note).toMatch(/^kept: 5 customers/);
    expect(few.products).toEqual({});
    expect(few.customers).toBe(5);
  });

  it('learns nothing from the erased and from empty folds', () => {
    const [some = emptyFold()] = folds;
    expect(learn([{ ...some, erased: true }, emptyFold()]).customers).toBe(0);
  });

  it('puts 80 % of revenue into class A and 95 % into A and B', () => {
    const rich = Array.from({ length: 100 }, (_, at) =>
      foldOf({ tea: [START] }, {}, (at + 1) * 100),
    );
    const { abc } = learn(rich);
    const above = (from: number): number =>
      rich.reduce((sum, { spentMinor }) => sum + (spentMinor >= from ? spentMinor : 0), 0) /
      505_000;
    expect(above(abc.aFromMinor)).toBeGreaterThanOrEqual(0.8);
    expect(above(abc.aFromMinor)).toBeLessThan(0.83);
    expect(above(abc.bFromMinor)).toBeGreaterThanOrEqual(0.95);
    expect(above(abc.bFromMinor)).toBeLessThan(0.97);
  });

  it('learns services, use and failures of what customers own', () => {
    const random = seeded(3);
    const owners = Array.from({ length: 60 }, (): Fold => {
      const spells = Array.from({ length: 4 }, () => {
        const fails = 200 * (-Math.log(random())) ** (1 / 2);
        return fails < 180 ? -Math.max(fails, 1) : 180;
      });
      const perDay = 20 + 20 * random();
      const readings = [0, 30, 60, 90].map((day): [number, number] => [START + day, perDay * day]);
      const components = { pump: { last: TODAY - 20, spells } };
      const asset = { product: 'boiler', since: START, everyDays: 180, readings, components };
      return { ...emptyFold(), facts: 1, assets: { a1: asset } };
    });
    const taught = learn(owners);
    const pump = taught.hazards['boiler']?.['pump'];
    expect(pump?.eta).toBeGreaterThan(170);
    expect(pump?.eta).toBeLessThan(235);
    expect(pump?.beta).toBeGreaterThan(1.6);
    expect(pump?.beta).toBeLessThan(2.5);
    expect(taught.usage.rates['boiler']).toBeGreaterThan(27);
    expect(taught.usage.rates['boiler']).toBeLessThan(33);
    expect(Math.exp(taught.services['boiler']?.mu ?? 0)).toBeCloseTo(180, 0);
    expect(taught.maintenance.adherence).toBeLessThan(0.15);
  });
});

describe('the share that leaves', () => {
  it('does not take those who may still come for gone', () => {
    const interval = { mean: Math.log(30), spread: 0.3, doubt: 0 };
    const waiting = (days: number): number[] => {
      const bins = Array.from({ length: ELAPSED_BINS }, () => 0);
      bins[elapsedBin(days)] = 50;
      return bins;
    };
    const prior = { share: 0.5, strength: 1 };
    expect(leaveShare(50, waiting(10), interval, prior)).toBeLessThan(0.05);
    expect(leaveShare(50, waiting(300), interval, prior)).toBeCloseTo(0.5, 1);
  });
});

describe('a thinned sample', () => {
  it('stays within its limit and spans everything', () => {
    const sample = thinnedSample<number>(100);
    for (let row = 0; row < 10_000; row += 1) sample.add(row);
    expect(sample.rows().length).toBeLessThanOrEqual(100);
    expect(sample.rows().length).toBeGreaterThanOrEqual(40);
    expect(sample.rows().at(-1)).toBeGreaterThan(9_000);
  });
});

describe.skipIf(!hasData('pdm_maint.csv.gz'))('hazards of the Azure machines to 2015-08-01', () => {
  it('have about the Weibull shapes and the frailty of the reference', () => {
    const { byComponent, frailty } = pdm();
    const shapes = Object.values(byComponent).map((rows) => fitWeibull(rows).beta);
    for (const [at, beta] of [1.79, 1.56, 1.87, 1.91].entries()) {
      expect(Math.abs((shapes[at] ?? 0) - beta)).toBeLessThan(0.1);
    }
    const rows = frailty.map(({ component, failures, spells }) => {
      const { eta, beta } = fitWeibull(byComponent[component] ?? []);
      return { failures, expected: spells.reduce((sum, days) => sum + (days / eta) ** beta, 0) };
    });
    expect(Math.abs(fitFrailty(rows) - 1.75)).toBeLessThan(0.15);
  });
});

describe('a Weibull fit', () => {
  it('is exponential where every spell failed and their moments say so', () => {
    const random = seeded(11);
    const rows = Array.from({ length: 4_000 }, () => ({
      days: -100 * Math.log(random()),
      failed: 1,
      censored: 0,
    }));
    const { eta, beta } = fitWeibull(rows);
    expect(beta).toBeCloseTo(1, 1);
    expect(Math.abs(eta - 100)).toBeLessThan(4);
  });

  it('refuses to learn from nothing', () => {
    expect(() => fitWeibull([{ days: 10, failed: 0, censored: 5 }])).toThrow(RangeError);
    expect(() => fitWeibull([{ days: Number.NaN, failed: 1, censored: 0 }])).toThrow(RangeError);
    expect(() => fitFrailty([])).toThrow(RangeError);
  });
});

/** Spells between replacements up to the cut, by component and by machine. */
function pdm() {
  const cut = dayOfIso('2015-08-01');
  const failed = new Set(
    readData('pdm_failures.csv.gz').map(
      (row) => `${row['ts']} ${row['machine_id']} ${row['component']}`,
    ),
  );
  const replaced = new Map<string, { day: number; failed: boolean }[]>();
  for (const row of readData('pdm_maint.csv.gz')) {
    const day = dayOfIso(row['ts']?.slice(0, 10) ?? '');
    if (day > cut) continue;
    const unit = `${row['component']} ${row['machine_id']}`;
    const list = replaced.get(unit) ?? [];
    list.push({ day, failed: failed.has(`${row['ts']} ${row['machine_id']} ${row['component']}`) });
    replaced.set(unit, list);
  }
  const byComponent: Record<string, { days: number; failed: number; censored: number }[]> = {};
  const frailty = [...replaced].sort().map(([unit, list]) => {
    const component = unit.split(' ')[0] ?? '';
    list.sort((a, b) => a.day - b.day);
    const ends = [...list.slice(1), { day: cut, failed: false }];
    const spells = ends.map((end, at) => ({
      days: end.day - (list[at]?.day ?? cut),
      failed: end.failed,
    }));
    const lasting = spells.filter(({ days }) => days > 0);
    byComponent[component] = [
      ...(byComponent[component] ?? []),
      ...lasting.map((spell) => ({
        days: spell.days,
        failed: spell.failed ? 1 : 0,
        censored: spell.failed ? 0 : 1,
      })),
    ];
    return {
      component,
      failures: lasting.filter((spell) => spell.failed).length,
      spells: lasting.map(({ days }) => days),
    };
  });
  return { byComponent, frailty };
}
