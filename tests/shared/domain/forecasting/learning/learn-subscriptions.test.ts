import { expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { learnSubscriptions } from '#shared/domain/forecasting/learning/learn-subscriptions.ts';
import { foldOf } from '../build-fold.ts';

const TODAY = 10_000;
const shipped = defaultModel();

/** What is learned of subscribers of a month: so many renewals each, and which of them have left. */
function learned(customers: readonly { readonly renewals: number; readonly left: boolean }[]) {
  const learning = learnSubscriptions();
  for (const { renewals, left } of customers) {
    const box = {
      since: TODAY - 400,
      periodDays: 30,
      renewals,
      renewed: TODAY - 10,
      priceMinor: 0,
    };
    const subscriptions = { box: left ? { ...box, cancelled: TODAY - 5 } : box };
    learning.add({ ...foldOf({}), subscriptions }, TODAY);
  }
  return learning.finish(shipped, TODAY).subscriptions;
}

it('how many end is learned, and how many ended to teach it', () => {
  const steady = Array.from({ length: 200 }, (_, at) => ({ renewals: 12, left: at % 20 === 0 }));
  const found = learned(steady);
  expect(found).toMatchObject({ left: 10, from: { source: 'learned' } });
  expect(found.leavePerPeriod).toBeLessThan(0.02);
  const fleeting = steady.map(({ renewals }, at) => ({
    renewals: renewals / 4,
    left: at % 2 === 0,
  }));
  expect(learned(fleeting)).toMatchObject({ left: 100 });
  expect(learned(fleeting).leavePerPeriod).toBeGreaterThan(0.1);
});

it('a handful of periods teaches nothing', () => {
  const found = learned([{ renewals: 3, left: true }]);
  expect(found).toMatchObject({ leavePerPeriod: shipped.subscriptions.leavePerPeriod });
  expect(found.from.note).toContain('4 of 10 periods');
  expect(found).not.toHaveProperty('left');
});
