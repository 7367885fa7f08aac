import { scaleLinear } from 'd3-scale';
import { type Html, html } from './html.ts';
import { at, drawing, WIDTH } from './plot.ts';

export type Bar = {
  readonly name: string;
  readonly value: number;
  /** What stands at the end of the bar. */
  readonly text: string;
};

const ROW = 24;
const NAME_WIDTH = 132;
const VALUE_WIDTH = 74;

/** Lying bars, one a row, each with its name and number; `most` is the value of a full bar. */
export function lyingBars(title: string, bars: readonly Bar[], most = mostOf(bars)): Html {
  const x = scaleLinear([0, most || 1], [0, WIDTH - NAME_WIDTH - VALUE_WIDTH]);
  const text = bars.map((bar) => `${bar.name}: ${bar.text}`).join('; ');
  return drawing(
    { title, text, height: bars.length * ROW + 4 },
    bars.map(({ name, value, text: label }, row) => {
      const top = row * ROW + 4;
      return html`<text class="name" x="${NAME_WIDTH - 8}" y="${top + 13}" text-anchor="end">${shortened(name)}</text><rect class="bar" x="${NAME_WIDTH}" y="${top + 1}" width="${at(Math.max(x(value), 1))}" height="${ROW - 8}" rx="2"/><text class="name" x="${at(NAME_WIDTH + x(value) + 6)}" y="${top + 13}">${label}</text>`;
    }),
  );
}

export const mostOf = (bars: readonly Pick<Bar, 'value'>[]): number =>
  Math.max(...bars.map(({ value }) => value), 0);

const LONGEST_NAME = 22;
const shortened = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;

const BOTTOM = 170;
const LEFT = 6;

/** Standing bars side by side: how often each comes. */
export function standingBars(title: string, bars: readonly Bar[], axis: string): Html {
  const most = mostOf(bars);
  const y = scaleLinear([0, most || 1], [0, BOTTOM - 24]);
  const width = (WIDTH - 2 * LEFT) / Math.max(bars.length, 1);
  const text = bars.map(({ name, value }) => `${name}: ${value}`).join('; ');
  return drawing({ title, text, height: BOTTOM + 36 }, [
    ...bars.map(({ name, value, text: label }, at_) => {
      const left = LEFT + at_ * width;
      const middle = at(left + width / 2);
      return html`<rect class="bar" x="${at(left + 1.5)}" y="${at(BOTTOM - y(value))}" width="${at(width - 3)}" height="${at(Math.max(y(value), 0.5))}"/><text x="${middle}" y="${at(BOTTOM - y(value) - 5)}" text-anchor="middle">${label}</text><text x="${middle}" y="${BOTTOM + 14}" text-anchor="middle">${name}</text>`;
    }),
    html`<line class="axis" x1="${LEFT}" x2="${WIDTH - LEFT}" y1="${BOTTOM}" y2="${BOTTOM}"/>`,
    html`<text x="${WIDTH / 2}" y="${BOTTOM + 31}" text-anchor="middle">${axis}</text>`,
  ]);
}
