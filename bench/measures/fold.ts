import { demoHistories, resellerHistory } from '#bench/fact-history.ts';
import { counted, type Measure } from '#bench/figure.ts';
import { duration, perSecond, timed } from '#bench/timing.ts';
import { demoSize } from '#local/demo/demo-shop.ts';
import { foldFacts, foldHistory } from '#shared/domain/customer/fold-facts.ts';
import { emptyFold } from '#shared/domain/customer/state.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

const RESELLER = { products: 500, orders: 100, linesPerOrder: 50 } as const;

/** The fold alone, in memory: what a refold, an import and a track of one event pay for it. */
export const fold: Measure = {
  name: 'fold',
  title: 'Folding facts into a customer, in memory',
  run: async ({ quick }) => {
    const times = quick ? { warmUps: 1, runs: 3 } : { warmUps: 2, runs: 7 };
    const histories = [...demoHistories(quick ? 30 : 150).values()];
    const facts = histories.reduce((sum, each) => sum + each.length, 0);
    const calendar = calendarOf('Europe/Berlin');
    const nothing = (): undefined => undefined;

    const whole = await timed(times, nothing, () => {
      for (const history of histories) foldHistory(history, calendar);
    });
    const single = await timed(times, nothing, () => {
      for (const history of histories) {
        history.reduce((state, fact) => foldFacts(state, [fact], calendar), emptyFold());
      }
    });
    const { products, orders, linesPerOrder } = RESELLER;
    const reseller = resellerHistory(products, orders, linesPerOrder);
    const before = foldHistory(reseller.slice(0, -1), calendar);
    const resold = await timed(times, nothing, () => foldHistory(reseller, calendar));
    const oneMore = await timed(times, nothing, () =>
      foldFacts(before, reseller.slice(-1), calendar),
    );
    const lines = `${orders} orders of ${linesPerOrder} lines, ${products} products`;
    return {
      figures: [
        counted('facts folded', 'facts', facts),
        perSecond('whole histories', 'events', facts, whole),
        perSecond('one event at a time', 'events', facts, single),
        duration(`reseller, whole history (${lines})`, 'ms', resold),
        duration('reseller, one more order', 'ms', oneMore),
      ],
      notes: [`${histories.length} customers of the demo shop over ${demoSize.days} days`],
    };
  },
};
