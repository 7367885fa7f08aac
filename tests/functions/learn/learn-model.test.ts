import { describe, expect, it } from 'vitest';
import { learnModel } from '#functions/learn/learn-model.ts';
import type { Fact } from '#shared/domain/customer/fact.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { loadModel, saveModel, useVersion } from '#shared/pipeline/model-store.ts';
import { listVersions } from '#shared/pipeline/model-versions.ts';
import { canonicalJson } from '#shared/store/canonical-json.ts';
import { rhythmOf, seeded } from '../../shared/domain/forecasting/build-fold.ts';
import { orders, shopOf } from './shop-history.ts';

const today = 20_400;

/** Customers who buy coffee every `every` days or so, some of whom stop, in the days before today. */
function coffeeShop(customers: number, days: number, every = 15): Map<string, Fact[]> {
  const random = seeded(7);
  const shop = new Map<string, Fact[]>();
  for (let at = 0; at < customers; at += 1) {
    const first = today - days + Math.floor(random() * every);
    const own = every * (0.7 + 0.6 * random());
    const last = random() < 0.3 ? first + random() * days : today;
    const bought = rhythmOf(first, own, Math.ceil(days / own))
      .map((day) => Math.round(day + 4 * random()))
      .filter((day, visit) => visit === 0 || day <= last);
    shop.set(`C-${at}`, orders(`C-${at}`, { coffee: [...new Set(bought)] }));
  }
  return shop;
}

describe('learning the model of a shop', () => {
  it('reads every page of customers and makes the model the one in force', async () => {
    const deps = await shopOf(coffeeShop(250, 90), today);
    const { model, became } = await learnModel(deps);
    expect(became).toBe('in-force');
    expect(model).toMatchObject({
      version: 'learned-2025-11-08',
      customers: 250,
      learnedOn: today,
    });
    expect(model.products['coffee']?.[3]).toBe(250);
    expect(await loadModel(deps.documents)).toEqual(model);
  });

  it('gives the same model, byte for byte, when it runs again', async () => {
    const deps = await shopOf(coffeeShop(120, 300), today);
    const first = canonicalJson((await learnModel(deps)).model);
    expect(canonicalJson((await learnModel(deps)).model)).toBe(first);
    expect(canonicalJson(await loadModel(deps.documents))).toBe(first);
    expect(await listVersions(deps.documents)).toHaveLength(1);
  });

  it('learns as of the day it is told', async () => {
    const deps = await shopOf(coffeeShop(5, 60), today);
    const { model } = await learnModel(deps, { today: today + 100 });
    expect(model.learnedOn).toBe(today + 100);
  });

  it('leaves a shop without customers with what ships', async () => {
    const deps = await shopOf(new Map(), today);
    expect((await learnModel(deps)).became).toBe('nothing');
    expect((await loadModel(deps.documents)).customers).toBe(0);
    expect(await deps.documents.list('model')).toEqual([]);
  });

  it('writes nothing when it only tries', async () => {
    const deps = await shopOf(coffeeShop(60, 200), today);
    const { model, became } = await learnModel(deps, { isTrial: true });
    expect(became).toBe('trial');
    expect(model.customers).toBe(60);
    expect(await deps.documents.list('model')).toEqual([]);
    expect(await deps.documents.list('model-version')).toEqual([]);
  });

  it('lets a version wait while another is held in force', async () => {
    const deps = await shopOf(coffeeShop(60, 200), today);
    await useVersion(deps.documents, 'shipped-1', true);
    expect((await learnModel(deps)).became).toBe('held-back');
    expect((await loadModel(deps.documents)).version).toBe('shipped-1');
    expect((await listVersions(deps.documents))[0]?.version).toBe('learned-2025-11-08');
  });
});

describe('judging what was learned', () => {
  it('records from what was learned and how it did on later days', async () => {
    const deps = await shopOf(coffeeShop(150, 300), today);
    const { model } = await learnModel(deps);
    expect(model.record).toMatchObject({
      customers: 150,
      histories: 150,
      judged: { champion: 'shipped-1', fromDay: today - 89, toDay: today },
    });
    const [replenishment, churn] = model.record?.verdicts ?? [];
    expect(replenishment).toMatchObject({ about: 'replenishment', horizonDays: 14 });
    expect(replenishment?.customers).toBeGreaterThan(100);
    expect(replenishment?.dateErrors?.dates).toBeGreaterThan(50);
    expect(churn).toMatchObject({ about: 'churn', horizonDays: 89 });
    expect(model.intervals.from.judged).toBe(
      `${prefix(replenishment?.outcome)}${replenishment?.why}`,
    );
  });

  it('keeps what was in force then where it foresaw the later days better', async () => {
    const deps = await shopOf(coffeeShop(150, 300), today);
    const { model: good } = await learnModel(deps, { isTrial: true });
    /* A champion who has seen the answers cannot be beaten; only a test can make one. */
    const seer = { ...good, version: 'seer', learnedOn: today - 200 };
    const wrong = await shopOf(turned(coffeeShop(150, 300), today - 95), today);
    await saveModel(wrong.documents, seer);
    const { model } = await learnModel(wrong);
    expect(model.record?.judged?.champion).toBe('seer');
    const kept = model.record?.verdicts.find(({ outcome }) => outcome === 'kept');
    expect(kept?.about).toBe('replenishment');
    expect(model.intervals).toMatchObject({ mu: seer.intervals.mu });
    expect(model.products).toEqual(seer.products);
    expect(model.intervals.from.judged).toMatch(/^kept from seer: against seer: lost, log loss/);
  });

  it('does not judge data of a few weeks', async () => {
    const deps = await shopOf(coffeeShop(150, 80), today);
    const { model } = await learnModel(deps);
    expect(model.record).toMatchObject({ verdicts: [], histories: 150 });
    expect(model.record?.judged).toBeUndefined();
  });

  it('says so where too little came of it to judge', async () => {
    const deps = await shopOf(coffeeShop(12, 300), today);
    const { model } = await learnModel(deps);
    expect(model.record?.verdicts.map(({ outcome }) => outcome)).toEqual(
      model.record?.verdicts.map(() => 'not-judged'),
    );
    expect(model.intervals.from.judged).toMatch(/too little to judge by: \d+ customers of 30/);
  });
});

describe('a run that broke off', () => {
  it('goes on from the customers it had read', async () => {
    const deps = await shopOf(coffeeShop(150, 300), today);
    const expected = canonicalJson((await learnModel(deps, { isTrial: true })).model);
    const breaking = { ...deps, ledger: { facts: () => Promise.reject(new Error('timed out')) } };
    await expect(learnModel(breaking, { resumes: true })).rejects.toThrow('timed out');
    expect(await loadModel(deps.documents)).toEqual(defaultModel());
    const unread = { scan: () => Promise.reject(new Error('read again')) };
    const { model } = await learnModel({ ...deps, customers: unread }, { resumes: true });
    expect(canonicalJson(model)).toBe(expected);
    expect(await deps.documents.list('learn-survey')).toEqual([]);
  });

  it('is begun anew on the next day', async () => {
    const deps = await shopOf(coffeeShop(30, 200), today);
    const breaking = { ...deps, ledger: { facts: () => Promise.reject(new Error('timed out')) } };
    await expect(learnModel(breaking, { resumes: true })).rejects.toThrow('timed out');
    const { model } = await learnModel(deps, { today: today + 1, resumes: true });
    expect(model.learnedOn).toBe(today + 1);
  });
});

const prefix = (outcome = ''): string =>
  outcome === 'promoted' ? 'promoted: ' : outcome === 'stepped-down' ? 'without its layer: ' : '';

/** The same purchases until `day`, all before it at a third of their pace. */
function turned(shop: Map<string, Fact[]>, day: number): Map<string, Fact[]> {
  return new Map(
    [...shop].map(([id, facts]) => [
      id,
      facts.filter(({ atMs }, at) => atMs / 86_400_000 > day || at % 3 === 0),
    ]),
  );
}
