import { table } from '#cli/table.ts';
import { styled } from '#cli/terminal.ts';
import { number, percent, plural } from '#cli/words.ts';
import { wrapped } from '#cli/wrapped.ts';
import { FALSE_WITHIN_DAYS } from '#shared/domain/backtest/tally-leavers.ts';
import type { ReasonCount } from '#shared/domain/backtest/tally-live.ts';
import type { ShownResult } from './show-backtest.ts';

/** What would have been said and raised, had the product run. */
export function liveText({ live, from, to, consent }: ShownResult): string[] {
  const assumed = consent === 'assumed' ? ' (consent assumed)' : '';
  return [
    styled('bold', `What would have been sent, ${from} to ${to}${assumed}`),
    ...wrapped(
      `${plural(live.messages, 'message')} with ${plural(live.needs, 'need')}, ${number(live.merged)} of them sharing a message; ${number(live.control)} of ${plural(live.customers, 'customer')} in the control group`,
    ),
    ...live.sends.flatMap((sent) =>
      wrapped(
        `${sent.kind}: ${number(sent.needs)} said, ${number(sent.afterTheFact)} of them after the fact; done within 14 days ${part(sent.within14, sent.needs)}, within 30 days ${part(sent.within30, sent.needs)}, half within ${sent.medianLeadDays ?? '-'} days; not again in the data ${part(sent.notAgain, sent.needs)}`,
      ),
    ),
    ...live.sends.flatMap((sent) =>
      sent.bySeen.map(
        ({ group, needs, within30 }) =>
          `  after ${group} seen: ${number(needs)} said, ${part(within30, needs)} done within 30 days`,
      ),
    ),
    ...wrapped(
      `Of ${plural(live.repeatPurchases.purchases, 'repeat purchase')} ${part(live.repeatPurchases.reminded, live.repeatPurchases.purchases)} came after a reminder of that product`,
    ),
    ...leaverLines(live).flatMap((line) => wrapped(line)),
    '',
    table(
      [{ title: 'not said, or not yet' }, { title: 'why' }, { title: 'needs', align: 'right' }],
      [
        ...reasonRows('held', live.held),
        ...reasonRows('suppressed', live.suppressed),
        ...reasonRows('expired', live.expired),
      ],
    ),
  ];
}

function leaverLines(live: ShownResult['live']): string[] {
  const { leavers, shopHorizonDays, recovered, lost, daysOverCapacity } = live;
  return [
    `Alarms about leaving customers: ${number(leavers.alarms)}; of ${number(leavers.judgedAlarms)} with ${FALSE_WITHIN_DAYS} days of data after them ${part(leavers.falseAlarms, leavers.judgedAlarms)} were false (bought again within ${FALSE_WITHIN_DAYS} days)`,
    `Of ${plural(leavers.leavers, 'regular customer')} who left (nothing for ${shopHorizonDays} days, or three of their own usual gaps, to the end) ${part(leavers.seenInTime, leavers.leavers)} were seen in time, ${part(leavers.seenLate, leavers.leavers)} later`,
    `${number(recovered)} recovered, ${number(lost)} given up as lost; on ${plural(daysOverCapacity, 'day')} there were more alarms than the team takes`,
  ];
}

const reasonRows = (what: string, counts: readonly ReasonCount[]): string[][] =>
  counts.map(({ reason, needs }) => [what, reason, number(needs)]);

const part = (some: number, all: number): string =>
  all === 0 ? number(some) : `${number(some)} (${percent(some / all)})`;
