import { counted, type Figure, type Measure } from '#bench/figure.ts';
import { busyCustomer, buyer, dayAfter } from '#bench/synthetic-customers.ts';
import { duration, type Times, timed } from '#bench/timing.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import { forecastChurn } from '#shared/domain/forecasting/churn.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import { forecastMaintenance } from '#shared/domain/forecasting/maintenance.ts';
import { forecastAllReplenishments } from '#shared/domain/forecasting/replenishment.ts';
import { type Calendar, calendarOf } from '#shared/domain/time/calendar.ts';

/** Day of the forecasts after the last event, so that something is due. */
const LOOKED_AT_DAYS_BEFORE_END = 195;

/** What a forecast costs, and how long the model takes to learn. */
export const forecast: Measure = {
  name: 'forecast',
  title: 'Forecasting and learning, in memory',
  run: async ({ quick, say }) => {
    const calendar = calendarOf('Europe/Berlin');
    const forecasts = await ofCustomers(calendar, quick);
    const customers = quick ? 2_000 : 20_000;
    say(`making ${customers} customers to learn from`);
    const learned = await learning(customers, calendar, quick);
    return {
      figures: [...forecasts, ...learned],
      notes: [
        'forecasts: customers with five products, a metered appliance and an open complaint',
        'learning: synthetic customers of 200 products, lives of 500 days; every prior is refitted',
      ],
    };
  },
};

async function ofCustomers(calendar: Calendar, quick: boolean): Promise<Figure[]> {
  const folds = Array.from({ length: quick ? 50 : 500 }, (_, at) => busyCustomer(at, calendar));
  const model = defaultModel();
  const today = dayAfter(calendar) - LOOKED_AT_DAYS_BEFORE_END;
  const times: Times = { warmUps: 3, runs: quick ? 3 : 9 };
  const kinds: [string, (fold: Fold) => unknown][] = [
    // Asked twice about one fold and model it remembers the answer, so each run gets a fold of its own.
    ['replenishment', (fold) => forecastAllReplenishments({ ...fold }, model, today)],
    ['maintenance', (fold) => forecastMaintenance(fold, 'A-1', model, today)],
    ['churn', (fold) => forecastChurn(fold, model, today)],
  ];
  const all = (fold: Fold): void => kinds.forEach(([, each]) => void each(fold));
  const figures: Figure[] = [];
  for (const [name, each] of [...kinds, ['all three kinds', all] as const]) {
    const timing = await timed(
      times,
      () => undefined,
      () => {
        for (const fold of folds) each(fold);
      },
    );
    figures.push(duration(`${name}, a customer`, 'µs', timing, { amount: folds.length }));
  }
  return figures;
}

async function learning(customers: number, calendar: Calendar, quick: boolean): Promise<Figure[]> {
  const folds = Array.from({ length: customers }, (_, at) => buyer(at, calendar));
  const today = dayAfter(calendar);
  let learnedFrom = 0;
  const times = { warmUps: 0, runs: quick ? 1 : 3 };
  const timing = await timed(
    times,
    () => undefined,
    () => {
      const lesson = startLearning();
      for (const fold of folds) lesson.add(fold, today);
      learnedFrom = lesson.finish('bench', today).customers;
    },
  );
  return [
    duration(`learning from ${customers} customers`, 'ms', timing),
    counted('customers learned from', 'customers', learnedFrom),
  ];
}
