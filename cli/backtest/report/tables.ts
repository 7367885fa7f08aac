import { type Html, html } from './html.ts';

/** A table that scrolls by itself where it is wider than the page. The first cell of a row names it. */
export const dataTable = (
  caption: string,
  head: readonly string[],
  rows: readonly (readonly (string | Html)[])[],
): Html => html`<div class="scroll" role="region" tabindex="0" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${head.map((title) => html`<th scope="col">${title}</th>`)}</tr></thead>
<tbody>${rows.map(
  ([name = '', ...cells]) =>
    html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
)}</tbody></table></div>`;

/** The numbers behind a drawing, folded away. */
export const numbersOf = (table: Html): Html =>
  html`<details><summary>Numbers</summary>${table}</details>`;

export const share = (value: number, digits = 0): string => `${(value * 100).toFixed(digits)} %`;

/** Small shares need a digit more. */
export const fineShare = (value: number): string => share(value, value < 0.1 ? 1 : 0);

export const figure = (value: number | undefined, digits = 3): string =>
  value === undefined ? '–' : value.toFixed(digits);

export const days = (value: number): string => `${value.toFixed(1)} d`;

/** A date that is not broken over two lines. */
export const day = (date: string): Html => html`<time>${date}</time>`;

export const dayList = (dates: readonly string[]): Html =>
  html`${dates.map((date, at) => html`${at === 0 ? '' : ', '}${day(date)}`)}`;
