import { number } from '#cli/words.ts';
import type { KindResult } from '#shared/domain/backtest/result.ts';
import { type Html, html } from './html.ts';
import { KIND_WORDS } from './kind-words.ts';
import { curve, dots, keys, plane, plot } from './plot.ts';
import { dataTable, figure, numbersOf, share } from './tables.ts';

/** Whether as much happened as was foreseen, in ten groups from the least to the most likely. */
export function calibrationCard({ kind, calibration, figures }: KindResult): Html {
  const most = Math.max(...calibration.flatMap(({ foreseen, happened }) => [foreseen, happened]));
  const on = plane({ x: most, y: most });
  const [, top = 1] = on.x.domain();
  const points = calibration.map(({ foreseen, happened }) => [foreseen, happened] as const);
  const title = `Do the probabilities hold? ${KIND_WORDS[kind].title}`;
  const off = figure((figures.ece ?? 0) * 100, 1);
  const text = `Ten groups of forecasts from the least to the most likely, ${off} points off on average.`;
  return html`<figure class="card"><h3>Do the probabilities hold?</h3>
${plot(on, { x: 'foreseen', y: 'happened', format: fineAxis(top) }, { title, text }, [
  curve(
    on,
    [
      [0, 0],
      [top, top],
    ],
    'perfect',
  ),
  curve(on, points, 'line'),
  ...dots(on, points, 'dot'),
])}
${keys([
  ['', 'a tenth of the forecasts each'],
  ['of-perfect', 'as foreseen'],
])}
<figcaption>On the dotted line as much happened as was foreseen. ${off} points off on average.</figcaption>
${numbersOf(
  dataTable(
    'Forecasts by probability',
    ['foreseen', 'happened', 'forecasts'],
    calibration.map((bin) => [share(bin.foreseen, 1), share(bin.happened, 1), number(bin.rows)]),
  ),
)}</figure>`;
}

const fineAxis =
  (top: number) =>
  (value: number): string =>
    share(value, top < 0.06 ? 1 : 0);
