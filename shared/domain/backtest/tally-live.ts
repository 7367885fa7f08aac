import { isHeldOut } from '#shared/domain/deciding/holdout.ts';
import type { Timeline } from '#shared/domain/forecasting/training/timeline.ts';
import type { BacktestPlan } from './backtest-plan.ts';
import type { Happening } from './happening.ts';
import type { History } from './history.ts';
import type { LiveShop } from './live-shop.ts';
import { type SentNeed, sentNeeds } from './sent-need.ts';
import { countLeaver, type LeaverCounts, noLeavers, plusLeavers } from './tally-leavers.ts';
import { type Reminded, repeatPurchases, type SendResult, tallySends } from './tally-sends.ts';

/** Needs to which something happened, by reason, the most frequent first. */
export type ReasonCount = { readonly reason: string; readonly needs: number };

/** What the product would have done in the time looked at, had it been running. */
export type LiveResult = {
  readonly customers: number;
  /** Customers of the control group, who are never spoken to and of whom support is not told. */
  readonly control: number;
  /** Messages, the needs in them, and the needs that shared a message with another. */
  readonly messages: number;
  readonly needs: number;
  readonly merged: number;
  readonly sends: readonly SendResult[];
  readonly repeatPurchases: Reminded;
  readonly held: readonly ReasonCount[];
  readonly suppressed: readonly ReasonCount[];
  readonly expired: readonly ReasonCount[];
  readonly leavers: LeaverCounts;
  /** Days of silence after which a customer whose own rhythm is not slower counts as gone. */
  readonly shopHorizonDays: number;
  readonly recovered: number;
  readonly lost: number;
  /** Days with more alarms than the support team can take in a day. */
  readonly daysOverCapacity: number;
};

export type LiveTally = {
  add(history: History, timeline: Timeline, happenings: readonly Happening[]): void;
  finish(): LiveResult;
};

export function tallyLive(live: LiveShop, { lastDay }: BacktestPlan): LiveTally {
  const { shop, calendar, fromDay, toDay } = live;
  const shopHorizonDays = shop.risk.horizonDays;
  const counts = { customers: 0, control: 0, messages: 0, merged: 0, recovered: 0, lost: 0 };
  const needs: SentNeed[] = [];
  const reasons = { held: countReasons(), suppressed: countReasons(), expired: countReasons() };
  const alarmsByDay = new Map<number, number>();
  let bought: Reminded = { purchases: 0, reminded: 0 };
  let leavers = noLeavers;

  return {
    add(history, timeline, happenings) {
      counts.customers += 1;
      const sent = sentNeeds(history, happenings, timeline, calendar);
      needs.push(...sent);
      const again = repeatPurchases(timeline, sent, { fromDay, toDay });
      bought = {
        purchases: bought.purchases + again.purchases,
        reminded: bought.reminded + again.reminded,
      };
      const alarms: number[] = [];
      for (const happening of happenings) {
        switch (happening.what) {
          case 'planned':
            break;
          case 'sent':
            counts.messages += 1;
            if (happening.needs.length > 1) counts.merged += happening.needs.length;
            break;
          case 'held':
          case 'suppressed':
          case 'expired':
            reasons[happening.what].add(happening.reason);
            break;
          case 'at-risk': {
            const day = calendar.dayOf(happening.atMs);
            alarms.push(day);
            alarmsByDay.set(day, (alarmsByDay.get(day) ?? 0) + 1);
            break;
          }
          case 'recovered':
          case 'lost':
            counts[happening.what] += 1;
            break;
        }
      }
      if (isHeldOut(history.customerId, shop)) {
        counts.control += 1;
        return;
      }
      const { visits } = timeline;
      leavers = plusLeavers(
        leavers,
        countLeaver({ visits, alarms, fromDay, toDay, lastDay, shopHorizonDays }),
      );
    },
    finish: () => ({
      ...counts,
      needs: needs.length,
      sends: tallySends(needs),
      repeatPurchases: bought,
      held: reasons.held.finish(),
      suppressed: reasons.suppressed.finish(),
      expired: reasons.expired.finish(),
      leavers,
      shopHorizonDays,
      daysOverCapacity: [...alarmsByDay.values()].filter((alarms) => alarms > shop.casesPerDay)
        .length,
    }),
  };
}

function countReasons(): { add(reason: string): void; finish(): ReasonCount[] } {
  const counts = new Map<string, number>();
  return {
    add: (reason) => {
      counts.set(reason, (counts.get(reason) ?? 0) + 1);
    },
    finish: () =>
      [...counts]
        .map(([reason, needs]) => ({ reason, needs }))
        .sort((a, b) => b.needs - a.needs || (a.reason < b.reason ? -1 : 1)),
  };
}
