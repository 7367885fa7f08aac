import { number } from '#cli/words.ts';
import type { KindResult } from '#shared/domain/backtest/result.ts';
import { lyingBars } from './bars.ts';
import { type Html, html } from './html.ts';
import { KIND_WORDS, seenWords } from './kind-words.ts';
import { dataTable, days, numbersOf, share } from './tables.ts';

/** How far off the dates are, by evidence and by how much was known, beside plain rules. */
export function datesCard({ kind, dates }: KindResult): Html | undefined {
  if (dates === undefined) return undefined;
  const groups = [
    ...dates.byEvidence.map((each) => ({ ...each, name: `evidence “${each.group}”` })),
    ...dates.bySeen.map((each) => ({ ...each, name: seenWords(kind, each.group) })),
  ];
  return html`<figure class="card wide"><h3>How far off are the dates?</h3><div class="cards"><div>
${lyingBars(
  `Mean error of dates: ${KIND_WORDS[kind].title}`,
  [{ name: 'all', ...dates.figures }, ...groups].map((each) => ({
    name: each.name,
    value: each.mae,
    text: days(each.mae),
  })),
)}
<figcaption>Mean distance between the day foreseen and the day on which it came, of the ${number(dates.known)} that came within ${dates.windowDays} days.</figcaption></div><div>
${dataTable(
  'Dates of plain rules and of the forecast over the same cases',
  ['rule', 'dates', 'its error', 'forecast', 'the forecast is'],
  dates.rules.map((rule) => [
    rule.rule,
    number(rule.dates),
    days(rule.mae),
    days(rule.forecastMae),
    rule.verdict ?? '–',
  ]),
)}
${numbersOf(
  dataTable(
    'Errors of dates',
    ['', 'dates', 'mean', 'median', 'bias', 'within 7 d', 'in 80 % span'],
    [{ name: 'all', ...dates.figures }, ...groups].map((each) => [
      each.name,
      number(each.dates),
      days(each.mae),
      days(each.medianAe),
      days(each.bias),
      share(each.within7),
      share(each.coverage80),
    ]),
  ),
)}</div></div></figure>`;
}
