import { viewPair } from '#shared/domain/customer/pair.ts';
import type { Book, Customer, Decision } from '#shared/domain/customer/state.ts';
import { mayProfile } from '#shared/domain/deciding/consent.ts';
import type { DecideContext } from '#shared/domain/deciding/context.ts';
import { OPEN_DECISIONS } from '#shared/domain/deciding/find-needs.ts';
import type { Model } from '#shared/domain/forecasting/model.ts';
import { missedDay, reminderDay } from '#shared/domain/forecasting/reminder-day.ts';
import { forecastReplenishment } from '#shared/domain/forecasting/replenishment.ts';

/*
 * Between two facts a customer changes only with time, and the days on which time brings something
 * can be told ahead: a reminder falls due, a decision is graded, expires or is closed. On the dawns
 * between, nothing but the risk of leaving has to be looked at. That the outcome is the same as with
 * every dawn is proved by a test.
 */

/** The first dawn on which anything but the risk may change, for one customer as time goes by. */
export type DaysOff = {
  /** Something happened: the next dawn is no quiet one. */
  end(): void;
  /** Whether nothing but the risk of leaving can change on this dawn. */
  isQuiet(context: DecideContext): boolean;
  /** To be told after each dawn that was gone through. */
  plan(customer: Customer, context: DecideContext): void;
};

export function daysOff(): DaysOff {
  let until: { readonly wakesOn: number; readonly model: Model } | undefined;
  return {
    end: () => {
      until = undefined;
    },
    isQuiet: ({ today, model }) =>
      until !== undefined && until.model === model && today < until.wakesOn,
    plan: (customer, context) => {
      until = { wakesOn: nextWake(customer, context), model: context.model };
    },
  };
}

/** Who is lost stays so until they visit again, whatever time goes by. */
export const staysLost = ({ fold, book }: Customer, { calendar }: DecideContext): boolean =>
  book.risk.level === 'lost' &&
  mayProfile(fold) &&
  (fold.visits?.last ?? 0) <= calendar.dayOf(book.risk.sinceMs);

/** The first day after `today` on which a dawn may do more than assess the risk. */
function nextWake(customer: Customer, context: DecideContext): number {
  const tomorrow = context.today + 1;
  const { fold, book } = customer;
  const isBusy =
    Object.keys(fold.assets).length > 0 ||
    fold.answers.length > 0 ||
    Object.values(book.decisions).some(({ status }) => status === 'held' || status === 'claimed');
  if (isBusy) return tomorrow;
  const settling = Object.values(book.decisions).map((each) => settlesOn(each, context));
  const hasRoom = Object.keys(book.decisions).length < OPEN_DECISIONS && mayProfile(fold);
  const needs = hasRoom ? needsFrom(customer, context) : [];
  return Math.max(tomorrow, Math.min(...settling, ...needs, Number.POSITIVE_INFINITY));
}

/** First day on which a decision is graded, expires or leaves the book by the passing of time. */
function settlesOn(decision: Decision, { calendar }: DecideContext): number {
  const horizonEnd = calendar.dayOf(decision.decidedMs) + decision.horizon;
  const { status, expires, p90 } = decision;
  const days = [
    ...(decision.graded === true ? [] : [horizonEnd + 1]),
    ...(decision.met === undefined && status === 'planned' ? [expires + 1] : []),
    ...(decision.met === undefined ? [Math.max(p90, expires, horizonEnd) + 1] : []),
  ];
  return Math.min(...days, Number.POSITIVE_INFINITY);
}

/**
 * Days from which on products that were not yet spoken of may be. Of what is due already but too
 * uncertain nothing is said until a purchase or a new model makes it less so: time alone does not.
 */
function needsFrom({ fold, book }: Customer, context: DecideContext): number[] {
  const { model, shop, today } = context;
  const spoken = spokenOf(book);
  return Object.entries(fold.pairs).flatMap(([product, pair]) => {
    const anchor = viewPair(pair)?.lastDay;
    if (anchor === undefined || spoken.get(product) === anchor) return [];
    const until = missedDay(fold, product, model);
    if (until === undefined || today >= until) return [];
    const from = reminderDay(fold, product, model, shop.leadDays.replenishment);
    if (from === undefined) return [];
    const isOpen =
      from > today || forecastReplenishment(fold, product, model, today).evidence !== 'none';
    return isOpen ? [from] : [];
  });
}

/** By product, the purchase after which it was decided or asked about already. */
function spokenOf({ decisions, asked }: Book): Map<string, number> {
  const spoken = new Map<string, number>();
  for (const [key, anchor] of Object.entries(asked)) {
    if (key.startsWith(PREFIX)) spoken.set(key.slice(PREFIX.length), anchor);
  }
  for (const { kind, subject, anchor } of Object.values(decisions)) {
    if (kind === 'replenishment') spoken.set(subject, anchor);
  }
  return spoken;
}

const PREFIX = 'replenishment:';
