import { beforeAll, describe, expect, it } from 'vitest';
import { inboundEvent } from '#shared/contracts/inbound.ts';
import { toFact } from '#shared/domain/customer/fact.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { expectedPurchases } from '#shared/domain/forecasting/expected-purchases.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { learnActivityLayer } from '#shared/domain/forecasting/training/learn-activity-layer.ts';
import { lookBack } from '#shared/domain/forecasting/training/look-back.ts';
import { calendarOf, dayOfIso } from '#shared/domain/time/calendar.ts';
import { hasData, readData } from './read-data.ts';

const FILE = 'cdnow_sample.csv.gz';
const CUT = dayOfIso('1997-09-30');
const HORIZON_DAYS = 273;
const DAY_MS = 86_400_000;
const calendar = calendarOf('UTC');

type Seen = { readonly fold: Fold; readonly bought: number };

describe.skipIf(!hasData(FILE))(
  'CDNOW, 39 weeks from 1997-09-30, learned on what was known then',
  () => {
    const seen: Seen[] = [];
    let model: Model;

    beforeAll(() => {
      const customers = [...daysByCustomer().values()];
      const learning = startLearning();
      for (const days of customers) {
        for (const { fold } of lookBack(factsOf(days, CUT), [CUT], calendar)) {
          learning.add(fold, CUT);
          const bought = [...days.keys()].filter((day) => day > CUT && day <= CUT + HORIZON_DAYS);
          seen.push({ fold: structuredClone(fold), bought: bought.length });
        }
      }
      model = learning.finish('cdnow', CUT);
      const layer = learnActivityLayer({ model, today: CUT, calendar });
      for (const days of customers) layer.add(factsOf(days, CUT));
      model = { ...model, ...layer.finish() };
    });

    it('ranks who buys again better than recency and the closed form', () => {
      const probabilities = seen.map(
        ({ fold }) => 1 - forecastChurn(fold, model, CUT, HORIZON_DAYS).probability,
      );
      expect(seen.length).toBe(2_357);
      expect(seen.filter(({ bought }) => bought > 0).length).toBe(684);
      const recency = seen.map(({ fold }) => fold.visits?.last ?? 0);
      expect(areaUnderCurve(recency)).toBeCloseTo(0.7715, 3);
      expect(areaUnderCurve(probabilities)).toBeGreaterThan(0.778);
    });

    it('expects counts closer than MBG/NBD alone', () => {
      const squares = seen.reduce(
        (sum, { fold, bought }) =>
          sum + (expectedPurchases(fold, model, CUT, HORIZON_DAYS) - bought) ** 2,
        0,
      );
      expect(Math.sqrt(squares / seen.length)).toBeLessThan(1.6072);
    });

    /** Probability that one who bought is scored above one who did not; ties count half. */
    function areaUnderCurve(scores: readonly number[]): number {
      const sorted = seen
        .map(({ bought }, at) => ({ buys: bought > 0, score: scores[at] ?? 0 }))
        .sort((a, b) => a.score - b.score);
      let [ranks, buyers] = [0, 0];
      for (let from = 0; from < sorted.length; ) {
        let to = from;
        while (to < sorted.length && sorted[to]?.score === sorted[from]?.score) to += 1;
        const buying = sorted.slice(from, to).filter(({ buys }) => buys).length;
        ranks += buying * ((from + to + 1) / 2);
        buyers += buying;
        from = to;
      }
      return (ranks - (buyers * (buyers + 1)) / 2) / (buyers * (sorted.length - buyers));
    }
  },
);

/** Spending in cents by day, ascending, of each customer. */
function daysByCustomer(): Map<string, Map<number, number>> {
  const found = new Map<string, Map<number, number>>();
  const rows = readData(FILE).sort((a, b) => ((a['date'] ?? '') < (b['date'] ?? '') ? -1 : 1));
  for (const row of rows) {
    const days = found.get(row['customer_id'] ?? '') ?? new Map<number, number>();
    found.set(row['customer_id'] ?? '', days);
    const day = dayOfIso(row['date'] ?? '');
    days.set(day, (days.get(day) ?? 0) + Math.round(Number(row['amount_usd']) * 100));
  }
  return found;
}

const factsOf = (days: ReadonlyMap<number, number>, last: number) =>
  [...days].flatMap(([day, totalMinor]) =>
    day > last
      ? []
      : toFact(
          inboundEvent.parse({
            type: 'Order Completed',
            customerId: 'c',
            metadata: { id: `o${day}`, occurredAt: new Date(day * DAY_MS).toISOString() },
            properties: {
              orderId: `o${day}`,
              currency: 'USD',
              totalMinor,
              lines: [{ productId: 'music', quantity: 1, unitPriceMinor: totalMinor }],
            },
          }),
        ),
  );
