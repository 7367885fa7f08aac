import type { ShownResult } from '#cli/backtest/show-backtest.ts';
import { number, percent, plural } from '#cli/words.ts';
import { FALSE_WITHIN_DAYS } from '#shared/domain/backtest/tally-leavers.ts';
import type { LiveResult, ReasonCount } from '#shared/domain/backtest/tally-live.ts';
import type { SendResult } from '#shared/domain/backtest/tally-sends.ts';
import { lyingBars, mostOf, standingBars } from './bars.ts';
import { type Html, html } from './html.ts';
import { dataTable, numbersOf, share } from './tables.ts';

/** What would have been sent, to whom it would not, and the alarms about leaving customers. */
export function liveSection({ live, from, to, consent }: ShownResult): Html {
  const { purchases, reminded } = live.repeatPurchases;
  const assumed =
    consent === 'assumed' ? ' Consent is assumed where the data say nothing of it.' : '';
  return html`<section><h2>What would have been sent</h2>
<p>From ${from} to ${to}, day by day with caps, quiet hours and a last look before each message: ${plural(live.messages, 'message')} with ${plural(live.needs, 'need')}, ${number(live.merged)} of which shared a message with another.${assumed} Of ${plural(purchases, 'repeat purchase')}, ${part(reminded, purchases)} came after a reminder of that product.</p>
<div class="cards">${live.sends.map(leadCard)}${live.sends.map(seenCard)}
${reasonsCard(live)}${leaverCard(live)}</div></section>`;
}

const part = (some: number, all: number): string =>
  all === 0 ? number(some) : `${number(some)} (${percent(some / all)})`;

function leadCard(sent: SendResult): Html | undefined {
  if (sent.kind === 'meter-reading') return undefined;
  const bars = sent.leadWeeks.map((needs, week) => ({
    name: week === sent.leadWeeks.length - 1 ? `${week}+` : String(week),
    value: needs,
    text: needs === 0 ? '' : compact(needs),
  }));
  const title = `Weeks from the reminder to the ${DONE[sent.kind]}`;
  return html`<figure class="card"><h3>${title}</h3>
${standingBars(title, bars, 'whole weeks after it was sent')}
<figcaption>${number(sent.afterTheFact)} of ${plural(sent.needs, 'reminder')} came after the ${DONE[sent.kind]}. ${part(sent.within14, sent.needs)} were followed by one within 14 days, ${part(sent.within30, sent.needs)} within 30, and ${part(sent.notAgain, sent.needs)} by none in the data.</figcaption>
${numbersOf(
  dataTable(
    title,
    ['weeks', 'reminders'],
    bars.map(({ name, value }) => [name, number(value)]),
  ),
)}</figure>`;
}

const DONE = {
  replenishment: 'purchase',
  maintenance: 'service',
  'meter-reading': 'reading',
} as const;

/** 1,234 as 1.2k, so that it fits over a bar. */
const compact = (value: number): string =>
  value < 1_000 ? String(value) : `${(value / 1_000).toFixed(value < 10_000 ? 1 : 0)}k`;

function seenCard(sent: SendResult): Html | undefined {
  if (sent.kind === 'meter-reading') return undefined;
  return html`<div class="card"><h3>Reminders by what was known</h3>
${dataTable(
  `Reminders by number of ${DONE[sent.kind]}s known`,
  [`${DONE[sent.kind]}s`, 'sent', 'done in 30 days', 'not again'],
  sent.bySeen.map(({ group, needs, within30, notAgain }) => [
    group,
    number(needs),
    share(within30 / needs),
    share(notAgain / needs),
  ]),
)}</div>`;
}

function reasonsCard({ held, suppressed, expired }: LiveResult): Html | undefined {
  const groups = [
    ['Held back for a while', held],
    ['Never said', suppressed],
    ['Expired unsaid', expired],
  ] as const;
  const told = groups.filter(([, reasons]) => reasons.length > 0);
  if (told.length === 0) return undefined;
  const most = mostOf(told.flatMap(([, reasons]) => reasons.map(barOf)));
  return html`<figure class="card"><h3>What was not said, or not at once</h3>
${told.map(([title, reasons]) => html`<h4>${title}</h4>${lyingBars(title, reasons.map(barOf), most)}`)}
<figcaption>Needs, by the reason that the ledger would note.</figcaption>
${numbersOf(
  dataTable(
    'Needs not said, or not at once',
    ['reason', 'what', 'needs'],
    told.flatMap(([title, reasons]) =>
      reasons.map(({ reason, needs }) => [inWords(reason), title.toLowerCase(), number(needs)]),
    ),
  ),
)}</figure>`;
}

const barOf = ({ reason, needs }: ReasonCount) => ({
  name: inWords(reason),
  value: needs,
  text: number(needs),
});

const inWords = (reason: string): string => reason.replaceAll('-', ' ');

function leaverCard({
  leavers,
  shopHorizonDays,
  recovered,
  lost,
  daysOverCapacity,
}: LiveResult): Html {
  return html`<div class="card"><h3>Customers about to leave</h3>
${dataTable(
  'Alarms and leavers',
  ['', 'customers'],
  [
    ['alarms raised', number(leavers.alarms)],
    [
      `false: bought again within ${FALSE_WITHIN_DAYS} days`,
      part(leavers.falseAlarms, leavers.judgedAlarms),
    ],
    ['regular customers who left', number(leavers.leavers)],
    ['seen in time', part(leavers.seenInTime, leavers.leavers)],
    ['seen only later', part(leavers.seenLate, leavers.leavers)],
    ['recovered', number(recovered)],
    ['given up as lost', number(lost)],
    ['days with more alarms than the team takes', number(daysOverCapacity)],
  ],
)}
<p class="muted">A regular customer (four visits or more) has left after ${shopHorizonDays} days without a visit, or three of their own usual gaps if that is longer, and with none to the end of the data. In time is before that. Shares of false alarms are of those with ${FALSE_WITHIN_DAYS} days of data after them.</p></div>`;
}
