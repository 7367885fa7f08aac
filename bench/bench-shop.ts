import { type DemoShop, demoShop, demoSize } from '#local/demo/demo-shop.ts';

/** The demo shop with so many customers. It ends on a fixed day, so that its counts stay the same. */
export const benchShop = (customers: number): DemoShop =>
  demoShop({
    seed: 1,
    endMs: Date.UTC(2026, 5, 30, 12),
    customers,
    days: demoSize.days,
    lift: demoSize.lift,
  });
