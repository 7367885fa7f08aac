import type { KindResult } from '#shared/domain/backtest/result.ts';
import { type Html, html } from './html.ts';
import { KIND_WORDS } from './kind-words.ts';
import { curve, keys, plane, plot } from './plot.ts';
import { dataTable, figure, numbersOf, share } from './tables.ts';

/** How much is found among those ranked highest: the cumulative gain, and the lift as numbers. */
export function gainCard({ kind, gain, ruleGain, figures }: KindResult): Html {
  const on = plane({ x: 1, y: 1 });
  const points = gain.map(({ rows, happened }) => [rows, happened] as const);
  const byRule = ruleGain?.gain.map(({ rows, happened }) => [rows, happened] as const) ?? [];
  const words = KIND_WORDS[kind];
  const rule = ruleGain === undefined ? '' : `the plain rule “${ruleGain.rule}”`;
  const lift = figure(figures.lift10, 1);
  const text = `The tenth ranked highest holds ${lift} times as many as a tenth drawn at random.`;
  return html`<figure class="card"><h3>Who is ranked first?</h3>
${plot(
  on,
  { x: 'share of all, ranked highest first', y: `share of ${words.those} found`, format: share },
  { title: `Cumulative gain: ${words.title}`, text },
  [
    curve(
      on,
      [
        [0, 0],
        [1, 1],
      ],
      'perfect',
    ),
    ...(byRule.length === 0 ? [] : [curve(on, byRule, 'plainline')]),
    curve(on, points, 'line'),
  ],
)}
${keys([
  ['', 'forecast'],
  ...(rule === '' ? [] : [['of-plain', rule] as const]),
  ['of-perfect', 'by chance'],
])}
<figcaption>${text}</figcaption>
${numbersOf(
  dataTable(
    'Cumulative gain and lift',
    [
      'ranked highest',
      'found by the forecast',
      'lift',
      ...(rule === '' ? [] : ['found by the rule']),
    ],
    gain
      .slice(1)
      .filter((_point, index) => index % 2 === 1)
      .map(({ rows, happened }) => [
        share(rows),
        share(happened, 1),
        figure(happened / rows, 2),
        ...(rule === '' ? [] : [share(foundAt(ruleGain?.gain ?? [], rows), 1)]),
      ]),
  ),
)}</figure>`;
}

const foundAt = (gain: KindResult['gain'], rows: number): number =>
  gain.find((point) => point.rows === rows)?.happened ?? 0;
