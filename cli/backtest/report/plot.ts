import { type ScaleLinear, scaleLinear } from 'd3-scale';
import { line } from 'd3-shape';
import { type Html, html } from './html.ts';

/** Units of the drawing; the page scales it, so that a phone shows it at about this size. */
export const WIDTH = 340;
const HEIGHT = 268;
const MARGIN = { left: 44, right: 20, top: 26, bottom: 38 } as const;

export type Point = readonly [x: number, y: number];
type Scale = ScaleLinear<number, number>;

/** A plane with both axes from 0, ready to be drawn upon. */
export type Plane = { readonly x: Scale; readonly y: Scale };

export function plane(most: { readonly x: number; readonly y: number }): Plane {
  const right = WIDTH - MARGIN.right;
  return {
    x: scaleLinear([0, most.x || 1], [MARGIN.left, right]).nice(5),
    y: scaleLinear([0, most.y || 1], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(5),
  };
}

/** The drawing with its axes; `title` and `text` say to a screen reader what it shows. */
export function plot(
  { x, y }: Plane,
  axes: { readonly x: string; readonly y: string; readonly format: (value: number) => string },
  { title, text }: { readonly title: string; readonly text: string },
  content: readonly Html[],
): Html {
  const bottom = HEIGHT - MARGIN.bottom;
  return drawing({ title, text, height: HEIGHT }, [
    ...y
      .ticks(5)
      .map(
        (tick) =>
          html`<line class="axis" x1="${MARGIN.left}" x2="${WIDTH - MARGIN.right}" y1="${at(y(tick))}" y2="${at(y(tick))}"/><text x="${MARGIN.left - 6}" y="${at(y(tick) + 4)}" text-anchor="end">${axes.format(tick)}</text>`,
      ),
    ...x
      .ticks(5)
      .map(
        (tick) =>
          html`<line class="axis" x1="${at(x(tick))}" x2="${at(x(tick))}" y1="${bottom}" y2="${bottom + 4}"/><text x="${at(x(tick))}" y="${bottom + 16}" text-anchor="middle">${axes.format(tick)}</text>`,
      ),
    html`<text x="${(MARGIN.left + WIDTH - MARGIN.right) / 2}" y="${HEIGHT - 4}" text-anchor="middle">${axes.x}</text>`,
    html`<text x="2" y="12">${axes.y}</text>`,
    ...content,
  ]);
}

/** A line through points of the plane. */
export function curve({ x, y }: Plane, points: readonly Point[], className: string): Html {
  const path = line<Point>(
    ([value]) => at(x(value)),
    ([, value]) => at(y(value)),
  )([...points]);
  return html`<path class="${className}" d="${path ?? ''}"/>`;
}

export const dots = ({ x, y }: Plane, points: readonly Point[], className: string): Html[] =>
  points.map(
    ([across, up]) =>
      html`<circle class="${className}" cx="${at(x(across))}" cy="${at(y(up))}" r="3.5"/>`,
  );

/** Any drawing of the usual width. */
export const drawing = (
  { title, text, height }: { title: string; text: string; height: number },
  content: readonly Html[],
): Html =>
  html`<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${`${title}. ${text}`}">${content}</svg>`;

/** A tenth of a unit is finer than anybody sees. */
export const at = (value: number): number => Math.round(value * 10) / 10;

/** A key under a drawing, so that colour is never the only sign. */
export const keys = (entries: readonly (readonly [className: string, text: string])[]): Html =>
  html`<ul class="keys">${entries.map(([name, text]) => html`<li><span class="${name === '' ? 'key' : `key ${name}`}" aria-hidden="true"></span>${text}</li>`)}</ul>`;
