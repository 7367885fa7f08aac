import { describe, expect, it } from 'vitest';
import { demoShop, demoSize } from '#local/demo/demo-shop.ts';
import { demoEvents, demoWorld } from '#local/demo/demo-world.ts';
import { gainedByReminder, type TrueNeed } from '#local/demo/true-need.ts';
import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { calendarOf } from '#shared/domain/time/calendar.ts';

const endMs = Date.parse('2026-11-20T12:00:00Z');
const shopOf = (seed: number, size: Partial<typeof demoSize> | { customers: number } = {}) =>
  demoShop({ seed, endMs, ...demoSize, ...size });
const calendar = calendarOf('Europe/Berlin');
const dayOf = (event: InboundEvent): number =>
  calendar.dayOf(Date.parse(event.metadata.occurredAt));
const shop = shopOf(1);
const events = demoEvents(shop);

describe('the demo shop’s history', () => {
  it('is the same for the same seed and another one for another seed', () => {
    const small = { customers: 20 };
    expect(demoEvents(shopOf(3, small))).toEqual(demoEvents(shopOf(3, small)));
    expect(demoEvents(shopOf(4, small))).not.toEqual(demoEvents(shopOf(3, small)));
  });

  it('is in order of time, inside its 400 days, and names every event once', () => {
    const times = events.map(({ metadata }) => Date.parse(metadata.occurredAt));
    expect(times.every((at, index) => at >= (times[index - 1] ?? at))).toBe(true);
    expect(events.every((event) => dayOf(event) >= shop.firstDay)).toBe(true);
    expect(events.every((event) => dayOf(event) <= shop.lastDay)).toBe(true);
    expect(new Set(events.map(({ metadata }) => metadata.id)).size).toBe(events.length);
  });

  it('has a size that runs in minutes and shows every kind of event a shop has', () => {
    expect(events.length).toBeGreaterThan(6_000);
    expect(events.length).toBeLessThan(12_000);
    const kinds = new Set(events.map(({ type }) => type));
    expect([...kinds].sort()).toEqual([
      'Complaint Opened',
      'Complaint Resolved',
      'Consent Granted',
      'Consent Withdrawn',
      'Customer Identified',
      'Meter Reading Recorded',
      'Order Completed',
      'Order Refunded',
      'Product Registered',
      'Product Viewed',
      'Review Submitted',
      'Satisfaction Rated',
      'Service Completed',
      'Service Scheduled',
      'Subscription Cancelled',
      'Subscription Renewed',
      'Subscription Started',
      'Support Contacted',
    ]);
  });

  it('holds contact data that can belong to nobody', () => {
    for (const event of events) {
      if (event.type !== 'Customer Identified') continue;
      expect(event.properties.email).toMatch(/^c\d{4}@example\.com$/);
      expect(event.properties.phone ?? '+4915100000000').toMatch(/^\+49151000\d{5}$/);
    }
  });

  it('lets about a fifth of the customers leave, for each of the four causes', () => {
    const fates = shop.customers.map(({ fate }) => fate);
    const left = fates.filter(({ kind }) => kind === 'leaves');
    expect(left.length / fates.length).toBeGreaterThan(0.14);
    expect(left.length / fates.length).toBeLessThan(0.26);
    const causes = new Set(fates.map((fate) => (fate.kind === 'leaves' ? fate.cause : 'stays')));
    expect(causes.size).toBe(5);
  });

  it('ends for those who leave on the day they leave', () => {
    const leaveDay = new Map(
      shop.customers.map(({ customerId, fate }) => [
        customerId,
        fate.kind === 'leaves' ? fate.day : Number.POSITIVE_INFINITY,
      ]),
    );
    const late = events.filter((event) => dayOf(event) >= (leaveDay.get(event.customerId) ?? 0));
    expect(late).toEqual([]);
  });

  it('shows an unresolved complaint before those leave who leave over one', () => {
    for (const { customerId, fate } of shop.customers) {
      if (fate.kind !== 'leaves' || fate.cause !== 'unresolved-complaint') continue;
      const own = events.filter((event) => event.customerId === customerId);
      const opened = own.flatMap((e) =>
        e.type === 'Complaint Opened' ? [e.properties.complaintId] : [],
      );
      const resolved = own.flatMap((e) =>
        e.type === 'Complaint Resolved' ? [e.properties.complaintId] : [],
      );
      expect(opened.some((id) => !resolved.includes(id))).toBe(true);
    }
  });

  it('never turns a meter back', () => {
    const newest = new Map<string, number>();
    for (const event of events) {
      if (event.type !== 'Meter Reading Recorded') continue;
      const { assetId, value } = event.properties;
      expect(value).toBeGreaterThanOrEqual(newest.get(assetId) ?? 0);
      newest.set(assetId, value);
    }
    expect(newest.size).toBeGreaterThan(100);
  });

  it('adds every order up to the sum of its lines', () => {
    for (const event of events) {
      if (event.type !== 'Order Completed') continue;
      const sum = event.properties.lines.reduce((s, l) => s + l.quantity * l.unitPriceMinor, 0);
      expect(event.properties.totalMinor).toBe(sum);
    }
  });
});

describe('what is true about the demo shop', () => {
  const needs = liveThrough(shop, () => undefined).needs;

  it('accounts for every consumable bought by exactly one need met here', () => {
    const bought = events.flatMap((event) =>
      event.type === 'Order Completed'
        ? event.properties.lines
            .filter(({ category }) => category !== 'accessory')
            .map(({ productId }) => `${event.customerId} ${productId} ${dayOf(event)}`)
        : [],
    );
    const once = new Set(
      shop.customers.filter(({ kind }) => kind === 'buys-once').map((c) => c.customerId),
    );
    const met = needs
      .filter(({ kind, outcome }) => kind === 'replenishment' && outcome === 'here')
      .map(({ customerId, subject, doneDay }) => `${customerId} ${subject} ${doneDay}`);
    expect(met.sort()).toEqual(bought.filter((line) => !once.has(line.slice(0, 6))).sort());
  });

  it('lets stock last as long as the household’s habit says, give or take its unevenness', () => {
    const logRatios = shop.customers.flatMap(({ customerId, habits }) =>
      habits.flatMap(({ productId, lastsDays }) =>
        needs
          .filter((need) => need.customerId === customerId && need.subject === productId)
          .filter(({ anchorDay }) => anchorDay !== undefined)
          .map(({ anchorDay, needDay }) => Math.log((needDay - (anchorDay ?? 0)) / lastsDays)),
      ),
    );
    expect(logRatios.length).toBeGreaterThan(2_000);
    expect(Math.abs(median(logRatios))).toBeLessThan(0.15);
  });

  it('is exactly what would have happened anyway while nobody is reminded', () => {
    const done = needs.filter(
      ({ kind, outcome }) =>
        kind === 'replenishment' && (outcome === 'here' || outcome === 'elsewhere'),
    );
    const differing = done.filter(
      (need) => need.outcome === 'elsewhere' && need.unreminded === 'here',
    );
    expect(differing).toEqual([]);
    expect(needs.filter(gainedByReminder)).toEqual([]);
  });
});

describe('a reminder', () => {
  const early = 3;
  const remindAll = (needs: readonly TrueNeed[], day: number) =>
    needs.filter((need) => need.outcome === 'open' && need.needDay - early === day);

  it('in time lets more needs be met here, by the true lift', () => {
    const reminded = liveThrough(shop, remindAll).needs.filter(
      ({ kind, remindedDay, outcome }) =>
        kind === 'replenishment' &&
        remindedDay !== undefined &&
        (outcome === 'here' || outcome === 'elsewhere'),
    );
    const met = reminded.filter(({ outcome }) => outcome === 'here').length;
    const anyway = reminded.filter(({ unreminded }) => unreminded === 'here').length;
    expect(reminded.length).toBeGreaterThan(2_000);
    expect((met - anyway) / reminded.length).toBeCloseTo(shop.lift, 1);
    expect(reminded.filter(gainedByReminder).length).toBe(met - anyway);
  });

  it('changes nothing for anybody else', () => {
    const small = shopOf(5, { customers: 12 });
    const [chosen] = small.customers.filter(({ kind }) => kind === 'regular');
    const quiet = liveThrough(small, () => undefined).events;
    const told = liveThrough(small, (needs, day) =>
      remindAll(needs, day).filter((need) => need.customerId === chosen?.customerId),
    ).events;
    const others = (list: readonly InboundEvent[]) =>
      list.filter((event) => event.customerId !== chosen?.customerId);
    expect(others(told)).toEqual(others(quiet));
    expect(told).not.toEqual(quiet);
  });

  it('far too early is answered with “still have plenty” and sells nothing', () => {
    const tooEarly = liveThrough(shop, (needs, day) =>
      needs.filter((n) => n.outcome === 'open' && n.needDay - day > 75 && n.anchorDay === day - 1),
    );
    const answers = tooEarly.events.flatMap((e) =>
      e.type === 'Reminder Answered' ? [e.properties.answer] : [],
    );
    expect(answers.filter((answer) => answer === 'still-have-plenty').length).toBeGreaterThan(20);
    const replenished = tooEarly.needs.filter(({ kind }) => kind === 'replenishment');
    expect(replenished.filter(gainedByReminder)).toEqual([]);
  });

  it('too often makes customers withdraw their consent', () => {
    const withdrawn = (list: readonly InboundEvent[]) =>
      list.filter(({ type }) => type === 'Consent Withdrawn').length;
    const few = shopOf(6, { customers: 25 });
    const nagged = liveThrough(few, (needs) => needs.filter((need) => need.outcome === 'open'));
    expect(withdrawn(nagged.events)).toBeGreaterThan(5 * withdrawn(demoEvents(few)) + 5);
  });

  it('about a service lets more of them be booked before something breaks', () => {
    const share = (needs: readonly TrueNeed[]) => {
      const done = needs.filter(
        (need) => need.kind === 'maintenance' && need.doneDay !== undefined,
      );
      return done.filter(({ outcome }) => outcome === 'here').length / done.length;
    };
    const told = liveThrough(shop, (needs, day) =>
      needs.filter((need) => need.outcome === 'open' && need.needDay - 14 === day),
    );
    expect(share(told.needs)).toBeGreaterThan(
      share(liveThrough(shop, () => undefined).needs) + 0.1,
    );
  });

  it('for a stranger, or a day out of turn, is the caller’s mistake', () => {
    const world = demoWorld(shopOf(1, { customers: 2 }));
    const reminder = { customerId: 'C-9999', contactId: 'x', day: 1, needs: [] };
    expect(() => world.sawReminder(reminder)).toThrow(/C-9999/);
    expect(() => world.eventsOfDay(shop.firstDay + 1)).toThrow(/expected day/);
  });
});

/** Lives every day; after each, reminds of the needs that `choose` picks. */
function liveThrough(
  of: ReturnType<typeof demoShop>,
  choose: (needs: readonly TrueNeed[], day: number) => readonly TrueNeed[] | undefined,
): { events: InboundEvent[]; needs: readonly TrueNeed[] } {
  const world = demoWorld(of);
  const all: InboundEvent[] = [];
  const isReminding = choose([], 0) !== undefined;
  for (let day = of.firstDay; day <= of.lastDay; day += 1) {
    all.push(...world.eventsOfDay(day));
    const chosen = isReminding ? (choose(world.needs(), day) ?? []) : [];
    for (const { customerId, kind, subject } of chosen) {
      const contactId = `${customerId}/${subject}/${day}`;
      world.sawReminder({ customerId, contactId, day, needs: [{ kind, subject }] });
    }
  }
  return { events: all, needs: world.needs() };
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
