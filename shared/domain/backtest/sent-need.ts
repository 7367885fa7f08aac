import type { Decision } from '#shared/domain/customer/state.ts';
import { firstAfter, partOf, type Timeline } from '#shared/domain/forecasting/training/timeline.ts';
import type { Calendar } from '#shared/domain/time/calendar.ts';
import type { Happening, Told } from './happening.ts';
import type { History } from './history.ts';

/** One need that would have been said, beside what the customer did. */
export type SentNeed = {
  readonly kind: Decision['kind'];
  readonly subject: string;
  readonly sentDay: number;
  /** Purchases or services there had been by then. */
  readonly seen: number;
  /** Day of the next purchase or service after it was said; absent when the data have none. */
  readonly nextDay?: number;
  /** What it speaks of had been done already when it was said. */
  readonly afterTheFact: boolean;
};

/** Every need that was sent. Truth comes from the history itself, not from the state that decided. */
export const sentNeeds = (
  history: History,
  happenings: readonly Happening[],
  timeline: Timeline,
  calendar: Calendar,
): SentNeed[] =>
  happenings.flatMap((happening) =>
    happening.what === 'sent'
      ? happening.needs.map((need) => sentNeed(need, happening.atMs, history, timeline, calendar))
      : [],
  );

function sentNeed(
  { kind, subject, anchor }: Told,
  atMs: number,
  history: History,
  timeline: Timeline,
  calendar: Calendar,
): SentNeed {
  const sentDay = calendar.dayOf(atMs);
  const days = daysOf(kind, subject, timeline);
  const isDoneToday =
    days.includes(sentDay) && doneMs(kind, subject, sentDay, history, calendar) <= atMs;
  const between = firstAfter(days, anchor);
  const nextDay = firstAfter(days, isDoneToday ? sentDay : sentDay - 1);
  return {
    kind,
    subject,
    sentDay,
    /* Hindsight does not count a purchase that follows a return of its day, the state does. */
    seen: Math.max(days.filter((day) => day < (nextDay ?? sentDay + 1)).length, 1),
    ...(nextDay === undefined ? {} : { nextDay }),
    afterTheFact:
      kind !== 'meter-reading' &&
      between !== undefined &&
      (between < sentDay || (between === sentDay && isDoneToday)),
  };
}

function daysOf(kind: Decision['kind'], subject: string, timeline: Timeline): readonly number[] {
  if (kind === 'replenishment') return timeline.products.get(subject) ?? [];
  const parts = [...timeline.services].filter(([part]) => part.startsWith(partOf(subject)));
  return parts.flatMap(([, days]) => days).sort((a, b) => a - b);
}

/** Instant of the first purchase or service of the subject on the day. */
function doneMs(
  kind: Decision['kind'],
  subject: string,
  day: number,
  { facts }: History,
  calendar: Calendar,
): number {
  const found = facts.find(({ atMs, event }) => {
    if (calendar.dayOf(atMs) !== day) return false;
    if (kind !== 'replenishment') {
      return event.type === 'Service Completed' && event.properties.assetId === subject;
    }
    if (event.type !== 'Order Completed') return false;
    return event.properties.lines.some(({ productId }) => productId === subject);
  });
  return found?.atMs ?? Number.POSITIVE_INFINITY;
}
