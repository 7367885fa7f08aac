import { count } from '#shared/domain/kpi/counters.ts';
import { monthOf } from '#shared/domain/time/calendar.ts';
import type { ApplyContext } from './apply-fact.ts';
import type { LedgerEvent } from './fact.ts';
import type { Fold } from './state.ts';

/** Four of five stars and more are a satisfied customer. */
export const SATISFIED_FROM = 0.8;
/** Open complaints a customer's state remembers; the newest stay. */
export const COMPLAINTS_KEPT = 20;
const SEVERITY = { low: 1, normal: 2, high: 3 } as const;
const DECAY_DAYS = [30, 90] as const;

const names = [
  'Complaint Opened',
  'Complaint Resolved',
  'Review Submitted',
  'Satisfaction Rated',
  'Support Contacted',
  'Product Viewed',
  'Products Searched',
  'Usage Recorded',
] as const;
type Signal = Extract<LedgerEvent, { type: (typeof names)[number] }>;

export const isServiceSignal = (event: LedgerEvent): event is Signal =>
  names.some((name) => name === event.type);

/** What says how the customer feels: complaints, ratings, contacts, and plain activity. */
export function applyServiceSignal(draft: Fold, event: Signal, { day }: ApplyContext): void {
  const month = monthOf(day);
  switch (event.type) {
    case 'Complaint Opened':
      draft.complaints = withComplaint(draft.complaints, event.properties.complaintId, day);
      draft.lastComplaint = [day, SEVERITY[event.properties.severity]];
      draft.months = count(draft.months, month, 'complaints');
      return;
    case 'Complaint Resolved':
      delete draft.complaints[event.properties.complaintId];
      draft.months = count(draft.months, month, 'complaintsResolved');
      countHandling(draft, month, event.properties.handlingMinutes);
      return;
    case 'Support Contacted':
      draft.months = count(draft.months, month, 'supportContacts');
      countHandling(draft, month, event.properties.handlingMinutes);
      return;
    case 'Review Submitted':
      rate(draft, event.properties, day, 'reviews', 'positiveReviews');
      return;
    case 'Satisfaction Rated':
      rate(draft, event.properties, day, 'ratings', 'satisfied');
      return;
    case 'Product Viewed':
    case 'Products Searched':
    case 'Usage Recorded':
      draft.activity = withActivity(draft.activity, day);
      return;
  }
}

function withComplaint(open: Fold['complaints'], id: string, day: number): Fold['complaints'] {
  const newestFirst = Object.entries({ ...open, [id]: day }).sort(
    ([a, dayA], [b, dayB]) => dayB - dayA || (a < b ? -1 : 1),
  );
  return Object.fromEntries(newestFirst.slice(0, COMPLAINTS_KEPT));
}

function countHandling(draft: Fold, month: number, minutes: number | undefined): void {
  if (minutes === undefined) return;
  draft.months = count(draft.months, month, 'handlingMinutes', minutes);
  draft.months = count(draft.months, month, 'handled');
}

function rate(
  draft: Fold,
  { rating, maximum }: { rating: number; maximum: number },
  day: number,
  all: 'reviews' | 'ratings',
  good: 'positiveReviews' | 'satisfied',
): void {
  const share = Math.round(Math.min(rating / maximum, 1) * 1_000) / 1_000;
  draft.lastRating = [day, share];
  draft.months = count(draft.months, monthOf(day), all);
  if (share >= SATISFIED_FROM) draft.months = count(draft.months, monthOf(day), good);
}

/** Counters that forget: each loses a factor e in 30 and in 90 days. */
function withActivity(known: Fold['activity'], day: number): NonNullable<Fold['activity']> {
  const [since, fast, slow] = known ?? [day, 0, 0];
  const faded = (value: number, tauDays: number): number =>
    Math.round((value * Math.exp(-(day - since) / tauDays) + 1) * 1e3) / 1e3;
  return [day, faded(fast, DECAY_DAYS[0]), faded(slow, DECAY_DAYS[1])];
}
