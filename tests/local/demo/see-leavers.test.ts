import { beforeAll, describe, expect, it } from 'vitest';
import { demoShop } from '#local/demo/demo-shop.ts';
import { demoEvents } from '#local/demo/demo-world.ts';
import { type AlarmGrade, gradeAlarms } from '#local/demo/grade-alarms.ts';
import { alarmsOf } from '#local/demo/read-foresight.ts';
import type { OutboundEvent } from '#shared/contracts/outbound.ts';
import { type Fact, toFact } from '#shared/domain/customer/fact.ts';
import { foldFacts } from '#shared/domain/customer/fold-facts.ts';
import { emptyBook, emptyFold, type Fold } from '#shared/domain/customer/state.ts';
import { assessRisk } from '#shared/domain/deciding/assess-risk.ts';
import { defaultModel } from '#shared/domain/forecasting/default-model.ts';
import { startLearning } from '#shared/domain/forecasting/learning.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

const LEARN_EVERY_DAYS = 28;
const END_MS = Date.parse('2026-11-21T12:00:00Z');

/** Lives a demo shop without reminders, day by day, and grades the alarms about its customers. */
function gradeShop(seed: number): AlarmGrade {
  const shop = demoShop({ seed, endMs: END_MS, customers: 200, days: 400, lift: 0 });
  const calendar = calendarOf(shop.settings.timeZone);
  const facts = Map.groupBy(
    demoEvents(shop).map((event) => ({ customerId: event.customerId, fact: toFact(event) })),
    ({ fact }) => calendar.dayOf(fact.atMs),
  );
  const folds = new Map<string, Fold>();
  const books = new Map(shop.customers.map(({ customerId }) => [customerId, emptyBook()]));
  const said: OutboundEvent[] = [];
  let model = defaultModel();
  const assess = (customerId: string, day: number, hour: number): void => {
    const fold = folds.get(customerId);
    const book = books.get(customerId);
    if (fold === undefined || book === undefined) return;
    const nowMs = calendar.at(day, hour);
    const context = { customerId, model, shop: shop.settings, calendar, nowMs, today: day };
    const { outbox, ...rest } = assessRisk({ fold, book }, { ...context, heldOut: false });
    said.push(...outbox);
    books.set(customerId, { ...rest, outbox: [] });
  };
  const learn = (day: number): void => {
    const learning = startLearning();
    for (const fold of folds.values()) learning.add(fold, day);
    model = learning.finish(`day-${day}`, day);
  };
  for (let day = shop.firstDay; day <= shop.lastDay; day += 1) {
    if ((day - shop.firstDay) % LEARN_EVERY_DAYS === LEARN_EVERY_DAYS - 1) learn(day);
    for (const customerId of folds.keys()) assess(customerId, day, 4);
    const today = Map.groupBy(facts.get(day) ?? [], ({ customerId }) => customerId);
    for (const [customerId, rows] of today) {
      const fresh: Fact[] = rows.map(({ fact }) => fact);
      folds.set(customerId, foldFacts(folds.get(customerId) ?? emptyFold(), fresh, calendar));
      assess(customerId, day, 22);
    }
  }
  return gradeAlarms(alarmsOf(said, calendar.dayOf), shop.customers, shop.lastDay);
}

describe('the alarms of a demo shop', () => {
  let grade: AlarmGrade;
  beforeAll(() => {
    grade = gradeShop(3);
  }, 60_000);

  it('are right more often than wrong', () => {
    expect(grade.alarms).toBeGreaterThan(20);
    expect(grade.falseAlarms).toBeLessThan(grade.alarms / 2);
  });

  it('see a third of those who leave before they do or within a month', () => {
    const early = grade.caughtBefore + grade.caughtWithin30Days;
    expect(early).toBeGreaterThan(grade.left / 3);
    expect(grade.caughtBefore).toBeGreaterThan(grade.left / 5);
  });

  it('see most who leave over an unresolved complaint in time to act', () => {
    const over = grade.causes.find(({ cause }) => cause === 'unresolved-complaint');
    expect(over?.left).toBeGreaterThan(5);
    expect(over?.caughtBefore).toBeGreaterThanOrEqual((over?.left ?? 0) / 2);
  });
});
