import { describe, expect, it } from 'vitest';
import { toFact } from '#shared/domain/customer/fact.ts';
import { foldHistory, inOrder } from '#shared/domain/customer/fold-facts.ts';
import {
  activityLayerOf,
  closedFormLayer,
  purchaseLogOdds,
} from '#shared/domain/forecasting/activity/activity-layer.ts';
import { activityOf } from '#shared/domain/forecasting/activity/activity-of.ts';
import { probabilityOfPurchase } from '#shared/domain/forecasting/activity/probability-of-purchase.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import { type Model, model as modelSchema } from '#shared/domain/forecasting/model.ts';
import { fromLogOdds, logOdds } from '#shared/domain/forecasting/statistics/odds.ts';
import {
  levelWindows,
  recentWindows,
} from '#shared/domain/forecasting/training/activity-windows.ts';
import type { StartLayer } from '#shared/domain/forecasting/training/layer-learning.ts';
import {
  learnActivityLayer,
  learnActivityLayerFrom,
} from '#shared/domain/forecasting/training/learn-activity-layer.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { countWithin } from '#shared/domain/forecasting/training/timeline.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { bought, TODAY } from '#tests/builders/customer.ts';
import { seeded } from '../build-fold.ts';

const calendar = calendarOf('UTC');
const shipped = defaultModel();

/** Big spenders stay; small ones stop coming after a while. All come about every 20 days. */
function shop(customers: number): ReturnType<typeof toFact>[][] {
  const random = seeded(9);
  return Array.from({ length: customers }, (_, at) => {
    const isBig = at % 2 === 0;
    const days: number[] = [];
    for (let ago = 500 - (at % 100); ago > 0; ago -= 10 + Math.floor(20 * random())) {
      days.push(ago);
      if (!isBig && random() < 0.15) break;
    }
    return inOrder(days.map((ago) => toFact(bought(ago, 'beans', isBig ? 9_000 : 900))));
  });
}

/** Customers who come at random, each with their own rate, and never leave. */
function randomVisits(customers: number): ReturnType<typeof shop> {
  const random = seeded(5);
  return Array.from({ length: customers }, () => {
    const everyDays = 20 + 160 * random();
    const days = [450 - Math.floor(100 * random())];
    for (let ago = (days[0] ?? 0) - 1; ago > 0; ago -= 1) {
      if (random() < 1 / everyDays) days.push(ago);
    }
    return inOrder(days.map((ago) => toFact(bought(ago, 'beans', 2_000))));
  });
}

function learn(histories: ReturnType<typeof shop>, windows = recentWindows(TODAY)) {
  const closed = startLearning();
  for (const facts of histories) closed.add(foldHistory(facts, calendar), TODAY);
  const model = { ...closed.finish('closed', TODAY) };
  const layer = learnActivityLayerFrom(windows)({ model, today: TODAY, calendar });
  for (const facts of histories) layer.add(facts);
  return { ...model, ...layer.finish() };
}

const weightOfMoney = ({ activityLayer }: Model): number =>
  activityLayer?.inputs['spentTenths']?.[0] ?? 0;

describe('the activity layer', () => {
  const histories = shop(400);
  const learned = learn(histories);

  it('finds that who spends more stays, and answers a model that reads back', () => {
    expect(learned.activityLayer?.from.source).toBe('learned');
    expect(weightOfMoney(learned)).toBeGreaterThan(weightOfMoney(shipped) + 0.2);
    expect(modelSchema.parse(JSON.parse(JSON.stringify(learned)))).toEqual(learned);
  });

  it('moves less the fewer customers there are, and not at all for a handful', () => {
    const spent = (customers: number): number =>
      weightOfMoney(learn(histories.slice(0, customers)));
    expect(spent(40)).toBeLessThan(spent(400));
    expect(learn(histories.slice(0, 10)).activityLayer?.inputs).toEqual(
      shipped.activityLayer?.inputs,
    );
  });

  it('learns nothing from windows that have not closed', () => {
    const open = recentWindows(TODAY + 200);
    expect(learn(histories, open).activityLayer?.from.note).toMatch(/^kept: 0 moments/);
  });

  it('follows the months of the last year to the level of the shop, whatever the level before', () => {
    const visitors = randomVisits(400);
    const model = learn(visitors);
    const { activityLayer: before } = model;
    if (before === undefined) throw new Error('nothing was learned');
    const tooHigh = { ...model, activityLayer: { ...before, intercept: before.intercept + 1 } };
    const learnt = [undefined, levelWindows(TODAY), []].map((levels) =>
      layerOf(learnActivityLayerFrom(recentWindows(TODAY), levels), tooHigh, visitors),
    );
    const [full, followed, kept] = learnt;
    expect(followed?.inputs).toEqual(full?.inputs);
    expect(kept?.inputs).toEqual(full?.inputs);
    const of = (layer: typeof full): number => layer?.intercept ?? Number.NaN;
    const believed = (of(kept) - of(followed)) / (of(kept) - of(full));
    expect(believed).toBeGreaterThan(0.4);
    expect(believed).toBeLessThan(1.1);
  });

  it('says of all together what came of them, though what ships says less', () => {
    const visitors = randomVisits(400);
    const windows = [{ day: TODAY - 60, horizonDays: 60, weight: 1 }];
    const model = learn(visitors, windows);
    let [foreseen, came] = [0, 0];
    for (const facts of visitors) {
      for (const { fold, timeline } of lookBack(facts, [TODAY - 60], calendar)) {
        const history = activityOf(fold, TODAY - 60);
        if (history === undefined) throw new Error('a customer who never came');
        foreseen += fromLogOdds(purchaseLogOdds(fold, history, model, 60));
        came += countWithin(timeline.visits, TODAY - 60, TODAY) > 0 ? 1 : 0;
      }
    }
    expect(Math.abs(foreseen - came) / visitors.length).toBeLessThan(0.005);
  });

  it('is learned the same with a stored model of before that does not say how levels drift', () => {
    const { level, ...before } = learned;
    expect(level?.from.source).toBe('shipped');
    expect(layerOf(learnActivityLayer, modelSchema.parse(before))).toEqual(
      layerOf(learnActivityLayer, learned),
    );
  });

  function layerOf(start: StartLayer, model: Model, customers = histories): Model['activityLayer'] {
    const learning = start({ model, today: TODAY, calendar });
    for (const facts of customers) learning.add(facts);
    return learning.finish().activityLayer;
  }

  it('says more for more time, and what the closed form says without the layer', () => {
    const [facts = []] = histories;
    const fold = foldHistory(facts, calendar);
    const history = activityOf(fold, TODAY);
    if (history === undefined) throw new Error('a customer who never came');
    const odds = [7, 30, 90, 91, 180, 365].map((days) =>
      purchaseLogOdds(fold, history, learned, days),
    );
    expect(odds).toEqual([...odds].sort((a, b) => a - b));
    const closed = { ...learned, activityLayer: closedFormLayer(learned) };
    for (const days of [30, 90, 200]) {
      const closedForm = logOdds(probabilityOfPurchase(learned.activity, history, days));
      expect(purchaseLogOdds(fold, history, closed, days)).toBeCloseTo(closedForm, 10);
    }
  });

  it('is the shipped one where a model of before has none', () => {
    const { activityLayer: _, ...before } = shipped;
    expect(activityLayerOf(modelSchema.parse(before))).toEqual(shipped.activityLayer);
  });
});
