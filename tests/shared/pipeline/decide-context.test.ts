import { describe, expect, it } from 'vitest';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';
import { decideContext } from '#shared/pipeline/decide-context.ts';
import { CUSTOMER_ID } from '#tests/builders/customer.ts';
import { shopWith } from '#tests/builders/shop.ts';

const contextIn = (shop: ReturnType<typeof shopWith>, at: string) =>
  decideContext(
    { shop, calendar: calendarOf(shop.timeZone) },
    CUSTOMER_ID,
    defaultModel(),
    Date.parse(at),
  );

describe('the context of a decision', () => {
  it('says whether the customer is in the control group', () => {
    const at = '2025-06-02T02:00:00Z';
    expect(contextIn(shopWith({ holdoutShare: 0 }), at).heldOut).toBe(false);
    expect(contextIn(shopWith({ holdoutShare: 1 }), at).heldOut).toBe(true);
  });

  it("has the day of the shop's zone for today", () => {
    const shop = shopWith({ timeZone: 'Pacific/Auckland' });
    const [noon, evening] = ['2025-06-02T11:59:00Z', '2025-06-02T12:00:00Z'];
    expect(contextIn(shop, evening).today).toBe(contextIn(shop, noon).today + 1);
  });
});
