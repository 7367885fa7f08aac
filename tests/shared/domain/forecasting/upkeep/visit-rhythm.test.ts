import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Asset, emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import { forecastMaintenance } from '#shared/domain/forecasting/maintenance.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { serviceGaps } from '#shared/domain/forecasting/upkeep/service-gaps.ts';
import { nextVisit } from '#shared/domain/forecasting/upkeep/visit-rhythm.ts';
import { stableShare } from '#shared/domain/stable-hash.ts';

const START = 18_000;
const LEARNED = START + 300;
const PARTS = ['pump', 'belt', 'filter'] as const;

/** Days and parts of the services of one machine. */
type Services = readonly (readonly [day: number, part: string])[];

/** A service every so many days, some visits left out, some days early or late, one part each. */
function machine(name: string, everyDays: number, kept: number, offDays: number): Services {
  const services: [number, string][] = [];
  for (let day = START + Math.floor(stableShare(name) * everyDays); day < LEARNED + 200; ) {
    const chance = (of: string): number => stableShare(`${name}/${day}/${of}`);
    const off = Math.round((2 * chance('off') - 1) * offDays);
    const part = PARTS[Math.floor(chance('part') * PARTS.length)] ?? 'pump';
    if (chance('kept') < kept) services.push([day + off, part]);
    day += everyDays;
  }
  return services;
}

function assetOn(services: Services, today: number): Asset {
  const components: Asset['components'] = {};
  for (const part of PARTS) {
    const days = services.filter(([day, of]) => of === part && day <= today).map(([day]) => day);
    const last = days.at(-1);
    if (last === undefined) continue;
    const spells = days.slice(1).map((day, at) => day - (days[at] ?? day));
    components[part] = { last, spells: spells.slice(-12) };
  }
  return { product: 'machine', since: START - 1, readings: [], components };
}

const owning = (asset: Asset): Fold => ({ ...emptyFold(), facts: 1, assets: { it: asset } });

function learned(machines: readonly Services[]): Model {
  const lesson = startLearning();
  for (const services of machines) lesson.add(owning(assetOn(services, LEARNED)), LEARNED);
  return lesson.finish('test', LEARNED);
}

/** Mean days by which the expected day, and the plain rule of the last interval, are off. */
function daysOff(machines: readonly Services[], model: Model): { ours: number; last: number } {
  let [count, ours, last] = [0, 0, 0];
  for (const services of machines) {
    const days = [...new Set(services.map(([day]) => day))].sort((a, b) => a - b);
    for (let today = LEARNED; today < LEARNED + 80; today += 7) {
      const next = days.find((day) => day > today);
      const [before, newest] = days.filter((day) => day <= today).slice(-2);
      const { expectedDay } = forecastMaintenance(
        owning(assetOn(services, today)),
        'it',
        model,
        today,
      );
      if (next === undefined || before === undefined || newest === undefined) continue;
      expect(expectedDay).toBeDefined();
      count += 1;
      ours += Math.abs((expectedDay ?? 0) - next);
      last += Math.abs(Math.max(newest + newest - before, today + 1) - next);
    }
  }
  return { ours: ours / count, last: last / count };
}

describe('the next service of a machine without an agreed interval', () => {
  it('is foreseen at the visits of its product, better than after the last interval', () => {
    const machines = Array.from({ length: 60 }, (_, at) => machine(`m${at}`, 15, 0.85, 0));
    const model = learned(machines);
    expect(model.services['machine']?.visits?.everyDays).toBe(15);
    expect(model.services['machine']?.visits?.kept).toBeCloseTo(0.85, 1);
    const { ours, last } = daysOff(machines, model);
    expect(last).toBeGreaterThan(2);
    expect(ours).toBeLessThan(0.75 * last);
  });

  it('is foreseen as well as after the last interval where each machine has a rhythm of its own', () => {
    const every = [12, 20, 37, 50];
    const machines = Array.from({ length: 60 }, (_, at) =>
      machine(`m${at}`, every[at % every.length] ?? 12, 1, 2),
    );
    const model = learned(machines);
    expect(model.services['machine']?.visits).toBeUndefined();
    const { ours, last } = daysOff(machines, model);
    expect(ours).toBeLessThanOrEqual(last);
  });

  it('is certain within a month where a visit comes twice a month', () => {
    const machines = Array.from({ length: 60 }, (_, at) => machine(`m${at}`, 15, 0.95, 0));
    const model = learned(machines);
    const today = LEARNED + 20;
    const fold = owning(assetOn(machines[7] ?? [], today));
    expect(forecastMaintenance(fold, 'it', model, today, 30).probability).toBeGreaterThan(0.97);
  });
});

describe('the gaps between services', () => {
  const ofParts = (components: Asset['components']) => serviceGaps({ components });

  it('are those of all parts together, several on one day being one service', () => {
    const components = {
      pump: { last: 130, spells: [30] },
      belt: { last: 130, spells: [-15] },
      filter: { last: 145, spells: [] },
    };
    expect(ofParts(components)).toEqual([
      { days: 15, isPlanned: false },
      { days: 15, isPlanned: true },
      { days: 15, isPlanned: false },
    ]);
  });

  it('begin where the services of every part are remembered', () => {
    const components = {
      pump: { last: 130, spells: [15], older: [4, 0, 60, 900] },
      belt: { last: 130, spells: [90] },
    };
    expect(ofParts(components)).toEqual([{ days: 15, isPlanned: true }]);
  });
});

describe('the next visit', () => {
  const asset = (last: number): Asset => ({
    product: 'machine',
    since: START,
    readings: [],
    components: { pump: { last, spells: [15, 15] } },
  });

  it('never becomes less likely with more days', () => {
    const rhythms = fc.record({
      everyDays: fc.integer({ min: 5, max: 400 }),
      kept: fc.double({ min: 0.05, max: 1, noNaN: true }),
      sdDays: fc.double({ min: 0.5, max: 40, noNaN: true }),
    });
    fc.assert(
      fc.property(rhythms, fc.nat(800), fc.nat(900), fc.nat(60), (rhythm, ago, days, more) => {
        const { within } = nextVisit(asset(START + 1_000 - ago), rhythm, START + 1_000);
        expect(within(0)).toBeCloseTo(0, 9);
        expect(within(days)).toBeGreaterThanOrEqual(0);
        // What is left may be a billionth of all, so the rounding of a share of it shows.
        expect(within(days + more)).toBeGreaterThanOrEqual(within(days) - 1e-9);
        expect(within(days + more)).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('is expected at the next visit when every one is kept and the last one was not', () => {
    const { within } = nextVisit(
      asset(START),
      { everyDays: 100, kept: 1, sdDays: 0.5 },
      START + 190,
    );
    expect(within(5)).toBeCloseTo(0, 9);
    expect(within(12)).toBeCloseTo(1, 2);
  });

  it('is the one after next when a visit went by unused', () => {
    const rhythm = { everyDays: 15, kept: 0.9, sdDays: 0.5 };
    const { days, within } = nextVisit(asset(START + 80), rhythm, START + 100);
    expect(days).toBe(10);
    expect(within(8)).toBeLessThan(0.01);
    expect(within(12)).toBeCloseTo(0.9, 2);
  });
});
