import type { DemoCustomer } from './demo-customer.ts';
import type { Said } from './diary.ts';
import type { Random } from './random.ts';

/** What a customer will say on which day. */
export type Agenda = {
  add(day: number, said: Said): void;
  /** What is to be said on the day; asking takes it off the agenda. */
  take(day: number): readonly Said[];
};

export function emptyAgenda(): Agenda {
  const saidByDay = new Map<number, Said[]>();
  return {
    add: (day, said) => saidByDay.set(day, [...(saidByDay.get(day) ?? []), said]),
    take: (day) => {
      const said = saidByDay.get(day) ?? [];
      saidByDay.delete(day);
      return said;
    },
  };
}

type Span = { readonly lastDay: number; readonly currency: string };

/** Everything that does not depend on what the customer buys or is told. */
export function planAgenda(customer: DemoCustomer, span: Span, random: Random): Agenda {
  const agenda = emptyAgenda();
  introduce(customer, agenda);
  planSubscription(customer, span, agenda, random);
  planOrdinaryTrouble(customer, span, agenda, random);
  if (customer.fate.kind === 'leaves') planSigns(customer, agenda, random);
  return agenda;
}

/** Last day on which the customer says anything by themselves. */
const activeUntil = ({ fate }: DemoCustomer, lastDay: number): number =>
  fate.kind === 'leaves' ? Math.min(fate.day - 1, lastDay) : lastDay;

function introduce(customer: DemoCustomer, agenda: Agenda): void {
  const { joinDay, profile, marketing, withdrawsOn } = customer;
  agenda.add(joinDay, { type: 'Customer Identified', properties: { ...profile } });
  for (const channel of marketing) {
    agenda.add(joinDay, {
      type: 'Consent Granted',
      properties: { channel, purpose: 'marketing', proof: 'checkbox at checkout' },
    });
  }
  if (withdrawsOn !== undefined && marketing.length > 0) {
    agenda.add(withdrawsOn, withdrawMarketing);
  }
}

export const withdrawMarketing: Said = {
  type: 'Consent Withdrawn',
  properties: { channel: 'any', purpose: 'marketing' },
};

function planSubscription(
  customer: DemoCustomer,
  { lastDay, currency }: Span,
  agenda: Agenda,
  random: Random,
): void {
  if (customer.subscription === undefined) return;
  const { subscriptionId, periodDays, priceMinor } = customer.subscription;
  const until = activeUntil(customer, lastDay);
  const start = customer.joinDay + random.whole(5, 60);
  const changesMind = random.chance(0.12) ? start + random.whole(60, 300) : lastDay + 1;
  const end = Math.min(until, changesMind);
  if (start > until) return;
  const properties = { subscriptionId, periodDays, priceMinor, currency };
  agenda.add(start, { type: 'Subscription Started', properties });
  for (let day = start + periodDays; day < end; day += periodDays) {
    agenda.add(day, { type: 'Subscription Renewed', properties: { subscriptionId } });
  }
  if (end < lastDay) {
    agenda.add(end, { type: 'Subscription Cancelled', properties: { subscriptionId } });
  }
}

/** Most complaints are resolved and forgotten; questions to support mean nothing in particular. */
function planOrdinaryTrouble(
  customer: DemoCustomer,
  { lastDay }: Span,
  agenda: Agenda,
  random: Random,
): void {
  const until = activeUntil(customer, lastDay);
  if (customer.kind === 'only-looks') return;
  const day = random.whole(customer.joinDay + 10, customer.joinDay + 380);
  if (random.chance(0.28) && day + 8 < until) {
    const complaintId = `K-${customer.customerId}-1`;
    agenda.add(day, { type: 'Complaint Opened', properties: { complaintId, severity: 'normal' } });
    if (random.chance(0.9)) {
      const handlingMinutes = random.whole(5, 90);
      const properties = { complaintId, handlingMinutes };
      agenda.add(day + random.whole(1, 6), { type: 'Complaint Resolved', properties });
    }
  }
  const asked = random.whole(customer.joinDay + 5, customer.joinDay + 380);
  if (random.chance(0.35) && asked < until) agenda.add(asked, contactSupport(random));
}

const contactSupport = (random: Random): Said => ({
  type: 'Support Contacted',
  properties: { handlingMinutes: random.whole(3, 40) },
});

/** What those who leave say before they do. Drifting and moving away are silent. */
function planSigns(customer: DemoCustomer, agenda: Agenda, random: Random): void {
  const { fate, customerId } = customer;
  if (fate.kind !== 'leaves') return;
  if (fate.cause === 'unresolved-complaint') {
    const opened = fate.day - random.whole(5, 20);
    const severity = random.pick(['normal', 'high'] as const);
    const properties = { complaintId: `K-${customerId}-2`, severity };
    agenda.add(opened, { type: 'Complaint Opened', properties });
    agenda.add(opened + random.whole(2, 4), contactSupport(random));
  }
  if (fate.cause === 'bad-rating') {
    const properties = { rating: random.whole(1, 2) };
    agenda.add(fate.day - random.whole(2, 10), { type: 'Satisfaction Rated', properties });
  }
}

const DRIFT_DAYS = 90;

/**
 * How much longer than usual a product lasts on `day`: 1, or up to 2.2 for those who drift away
 * during their last 90 days.
 */
export function slowdownOn({ fate }: DemoCustomer, day: number): number {
  if (fate.kind !== 'leaves' || fate.cause !== 'silent-drift') return 1;
  const into = (day - (fate.day - DRIFT_DAYS)) / DRIFT_DAYS;
  return 1 + 1.2 * Math.min(Math.max(into, 0), 1);
}
