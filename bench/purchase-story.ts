import { runDawn } from '#functions/dawn/run-dawn.ts';
import { trackEvents } from '#functions/track/track-events.ts';
import { type InboundEvent, inboundEvent } from '#shared/contracts/inbound.ts';
import { DAY_MS } from '#shared/domain/time/spans.ts';
import { type BenchClock, benchClock } from './bench-clock.ts';
import { benchShop } from './bench-shop.ts';
import type { Used } from './capacity-meter.ts';
import { countingBus } from './counting-bus.ts';
import { deliverTo } from './delivery.ts';
import { type EmbeddedTables, openTables } from './embedded-tables.ts';

/** Units of one step of the story, by table. */
export type Step = {
  readonly name: string;
  readonly used: Readonly<Record<'customers' | 'ledger' | 'insights', Used>>;
};

const CUSTOMER = 'C-typical';
const START_MS = Date.UTC(2025, 0, 6, 9);
/** Days between two purchases of the story. */
const EVERY_DAYS = 28;

/**
 * The story of one typical customer, who buys two or three of five products every four weeks: what
 * a first, a further, a repeated and a late event use, and one that answers a reminder. The tables
 * are in memory and the clock is still, so the units are the same every time.
 */
export async function purchaseStory(): Promise<Step[]> {
  const clock = benchClock(START_MS);
  const contacts: { customerId: string; contactId: string; atMs: number }[] = [];
  const bus = countingBus((event) => {
    if (event.type !== 'Replenishment Due') return;
    const { contactId, sendAt } = event.properties;
    contacts.push({ customerId: event.customerId, contactId, atMs: Date.parse(sendAt) });
  });
  const shop = { ...benchShop(1).settings, holdoutShare: 0 };
  const tables = await openTables({ dataDir: 'memory', shop, clock, bus });
  try {
    const steps: Step[] = [];
    const step = async (name: string, work: () => Promise<unknown>): Promise<void> => {
      tables.capacity.take();
      await work();
      steps.push({ name, used: tables.capacity.take() });
    };
    const track = (...events: InboundEvent[]) => tracked(tables, clock, events);

    await step('first purchase', () => track(purchase(0)));
    await track(...introduction());
    for (let at = 1; at < 7; at += 1) await track(purchase(at));
    await step('further purchase', () => track(purchase(7)));
    await step('repeated at once', () => track(purchase(7)));
    await step('repeated after weeks', () => track(purchase(2)));
    await step('late purchase', () => track(purchase(6.5)));

    await lastDawn(tables, clock, async () => contacts.length > 0);
    const [contact] = contacts;
    if (contact === undefined) throw new Error('the typical customer was not reminded');
    clock.moveTo(contact.atMs);
    await step('delivery of a reminder', () => deliverTo(tables, contact));
    await step('purchase after a reminder', () => track(purchase(8)));
    const isSettled = async (): Promise<boolean> => !(await isOpen(tables, contact.contactId));
    const settled = await lastDawn(tables, clock, isSettled);
    steps.push({ name: 'dawn that settles the reminder', used: settled });
    const nothingNew = async (changed: number): Promise<boolean> => changed === 0;
    const idle = await lastDawn(tables, clock, nothingNew);
    steps.push({ name: 'dawn without news', used: idle });
    return steps;
  } finally {
    await tables.close();
  }
}

async function tracked(
  tables: EmbeddedTables,
  clock: BenchClock,
  events: readonly InboundEvent[],
): Promise<void> {
  for (const event of events) {
    clock.moveTo(Date.parse(event.metadata.occurredAt));
    await trackEvents(tables, [{ messageId: event.metadata.id, body: event }]);
  }
}

/** The dawn pass of the next day; answers for how many customers something changed. */
async function dawn(tables: EmbeddedTables, clock: BenchClock): Promise<number> {
  const day = tables.calendar.dayOf(clock.nowMs()) + 1;
  clock.moveTo(tables.calendar.at(day, 4));
  return (await runDawn(tables, { asOfDay: day, quiet: false })).changed;
}

/** Days of which a dawn must have brought what is waited for. */
const PATIENCE_DAYS = 120;

/** Dawn after dawn until `isOver`; answers what the last of them used. */
async function lastDawn(
  tables: EmbeddedTables,
  clock: BenchClock,
  isOver: (changed: number) => Promise<boolean>,
): Promise<Step['used']> {
  for (let days = 0; days < PATIENCE_DAYS; days += 1) {
    tables.capacity.take();
    const changed = await dawn(tables, clock);
    const used = tables.capacity.take();
    if (await isOver(changed)) return used;
  }
  throw new Error(`the story did not go on within ${PATIENCE_DAYS} days`);
}

/** Whether a contact's decisions are still to be graded. */
async function isOpen({ customers }: EmbeddedTables, contactId: string): Promise<boolean> {
  const stored = await customers.load(CUSTOMER);
  const decisions = Object.values(stored?.book.decisions ?? {});
  return decisions.some((decision) => decision.contactId === contactId);
}

const PRODUCTS = ['coffee-beans-1kg', 'paper-filters-100', 'descaler-250ml', 'milk-6', 'soap'];

/** Purchase number `at` of the customer; a half number lies between two. */
function purchase(at: number): InboundEvent {
  const lines = PRODUCTS.filter((_, index) => index < 2 || Math.floor(at) % 3 === index - 2).map(
    (productId) => ({ productId, quantity: 1, unitPriceMinor: 1_290 }),
  );
  const totalMinor = lines.length * 1_290;
  const properties = { orderId: `O-1000${at}`, currency: 'EUR', totalMinor, lines };
  return said('Order Completed', at * EVERY_DAYS, properties);
}

const introduction = (): InboundEvent[] => [
  said('Customer Identified', 1, { name: 'Typical Customer', email: 'typical@example.com' }),
  said('Consent Granted', 1, { channel: 'email', purpose: 'marketing', proof: 'checkbox' }),
];

function said(type: InboundEvent['type'], day: number, properties: object): InboundEvent {
  return inboundEvent.parse({
    type,
    customerId: CUSTOMER,
    metadata: {
      id: `shop-${type.toLowerCase().replace(' ', '-')}-${day}`,
      occurredAt: new Date(START_MS + day * DAY_MS).toISOString(),
    },
    properties,
  });
}
