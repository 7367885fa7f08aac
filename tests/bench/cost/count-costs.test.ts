import { expect, test } from 'vitest';
import { countCosts } from '#bench/cost/count-costs.ts';
import { billOf } from '#shared/pricing/bill.ts';
import { type Counts, countsOf } from '#shared/pricing/counts.ts';
import { inventoryOf } from '#shared/pricing/inventory.ts';
import { pricesOf } from '#shared/pricing/prices.ts';
import { usualMonth } from '#shared/pricing/usual-month.ts';

const RISE_AT_MOST = 1.05;
const TEN_MINUTES_MS = 600_000;

/** Processor time is the machine's of the day; only what is exact is compared. */
const withKeptTimes = (counted: Counts, kept: Counts): Counts => ({
  ...counted,
  event: { ...counted.event, cpuMs: kept.event.cpuMs, cpuMsAlone: kept.event.cpuMsAlone },
  request: { ...counted.request, cpuMs: kept.request.cpuMs },
  dawn: { ...counted.dawn, cpuMs: kept.dawn.cpuMs },
  reminder: { ...counted.reminder, cpuMs: kept.reminder.cpuMs },
  learn: { ...counted.learn, cpuMs: kept.learn.cpuMs },
});

test('an event and a reminder cost no more than 5 % above the kept figures, counted anew', {
  timeout: TEN_MINUTES_MS,
}, async () => {
  const kept = countsOf();
  const counted = withKeptTimes(await countCosts(() => undefined, { isTimed: false }), kept);
  const bill = (counts: Counts, by: 'bus' | 'http') =>
    billOf(usualMonth({ customers: 1e6, events: 1e7, by }), counts, pricesOf(), inventoryOf());
  for (const by of ['bus', 'http'] as const) {
    const [now, before] = [bill(counted, by), bill(kept, by)];
    expect(now.usdPerMillionEvents).toBeLessThanOrEqual(RISE_AT_MOST * before.usdPerMillionEvents);
    expect(now.usdPerThousandReminders).toBeLessThanOrEqual(
      RISE_AT_MOST * before.usdPerThousandReminders,
    );
  }
});
