import type { Conclusion } from '#shared/domain/backtest/result.ts';
import { type Html, html } from './html.ts';

/** Sentences with a mark each; the words say it too. */
export const verdictList = (conclusions: readonly Conclusion[]): Html | undefined =>
  conclusions.length === 0
    ? undefined
    : html`<ul class="verdicts">${conclusions.map(({ mark, text }) => html`<li class="${mark}">${text}</li>`)}</ul>`;
