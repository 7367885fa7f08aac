import { scaleUtc } from 'd3-scale';
import { chance, wordsMeant } from '#cli/chance.ts';
import type { Example, ExampleForecast } from '#shared/domain/backtest/example.ts';
import { type Html, html } from './html.ts';
import { at, drawing, keys, WIDTH } from './plot.ts';
import { dataTable, dayList } from './tables.ts';

const ROW = 18;
const TOP = 22;
const MARGIN = { left: 24, right: 24 } as const;

/** One customer and product as a timeline: what was bought, and what was foreseen when. */
export function exampleSection(example: Example | undefined): Html | undefined {
  if (example === undefined) return undefined;
  const { customerId, productId, errorDays, forecasts } = example;
  return html`<section><h2>One customer as an example</h2>
<p>Customer ${customerId} and product ${productId}: chosen because its dates were ${errorDays.toFixed(1)} days off on average, the median of all pairs that could be shown.</p>
<div class="cards"><figure class="card">${timeline(example)}
${keys([
  ['of-bought', 'bought'],
  ['of-made', 'forecast made'],
  ['of-expected', 'day expected'],
  ['of-span', '10 % to 90 % day'],
  ['of-sent', 'reminder sent'],
])}
<figcaption>Each row is a forecast, the oldest at the top. It knows only what lies left of its grey dot.</figcaption></figure>
<div class="card"><h3>What happened</h3>
<p>Bought on ${dayList(example.purchases)}.</p>
<p>${example.sent.length === 0 ? 'No reminder of it would have been sent.' : html`Reminders on ${dayList(example.sent)}.`}</p>
${forecastTable(forecasts)}
${wordsBelow(forecasts)}
<p class="muted">The last forecast: ${forecasts.at(-1)?.reasons.join('; ')}.</p></div></div></section>`;
}

const forecastTable = (forecasts: readonly ExampleForecast[]): Html =>
  dataTable(
    'Forecasts of the example',
    ['made on', 'expected', 'from', 'to', `in ${forecasts[0]?.horizonDays ?? 0} days`],
    forecasts.map((each) => [each.madeOn, each.expectedOn, each.p10, each.p90, chance(each)]),
  );

/** What the words of the table mean; nothing where it has none. */
function wordsBelow(forecasts: readonly ExampleForecast[]): Html | undefined {
  const sentences = wordsMeant('needs', forecasts);
  return sentences.length === 0 ? undefined : html`<p class="muted">${sentences.join(' ')}</p>`;
}

function timeline({ purchases, forecasts, sent, productId }: Example): Html {
  const days = [...purchases, ...sent, ...forecasts.flatMap(spanOf)].map(dateOf);
  const [first, last] = [Math.min(...days.map(Number)), Math.max(...days.map(Number))];
  const x = scaleUtc([first, last], [MARGIN.left, WIDTH - MARGIN.right]).nice();
  const of = (date: string): number => at(x(dateOf(date)));
  const bottom = TOP + forecasts.length * ROW + 22;
  const ticks = x.ticks(4);
  const format = x.tickFormat(4, '%b %y');
  const text = `${purchases.length} purchases, ${forecasts.length} forecasts, ${sent.length} reminders; the table below has the days.`;
  return drawing({ title: `Timeline of product ${productId}`, text, height: bottom + 20 }, [
    ...ticks.map(
      (tick) =>
        html`<line class="axis" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${TOP - 8}" y2="${bottom}"/><text x="${at(x(tick))}" y="${bottom + 14}" text-anchor="middle">${format(tick)}</text>`,
    ),
    ...purchases.map(
      (day) =>
        html`<line class="bought" x1="${of(day)}" x2="${of(day)}" y1="${TOP - 14}" y2="${bottom}"/>`,
    ),
    ...forecasts.map((forecast, row) => forecastRow(forecast, TOP + row * ROW + ROW / 2, of)),
    ...sent.map((day) => {
      const across = of(day);
      return html`<path class="sent" d="M${across} ${bottom - 12}l5 9h-10z"/>`;
    }),
  ]);
}

const forecastRow = (
  { madeOn, expectedOn, p10, p90 }: ExampleForecast,
  y: number,
  of: (date: string) => number,
): Html =>
  html`<line class="span" x1="${of(p10)}" x2="${of(p90)}" y1="${y}" y2="${y}"/><circle class="made" cx="${of(madeOn)}" cy="${y}" r="2.5"/><circle class="dot" cx="${of(expectedOn)}" cy="${y}" r="3.5"/>`;

const spanOf = ({ madeOn, p10, p90 }: ExampleForecast): string[] => [madeOn, p10, p90];

const dateOf = (date: string): Date => new Date(`${date}T00:00:00Z`);
