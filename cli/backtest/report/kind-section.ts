import { number, plural } from '#cli/words.ts';
import type { KindResult } from '#shared/domain/backtest/result.ts';
import { calibrationCard } from './calibration-card.ts';
import { datesCard } from './dates-card.ts';
import { gainCard } from './gain-card.ts';
import { type Html, html } from './html.ts';
import { KIND_WORDS } from './kind-words.ts';
import { knownCard } from './known-card.ts';
import { rulesCard } from './rules-card.ts';
import { fineShare } from './tables.ts';
import { verdictList } from './verdict-list.ts';

/** One kind of forecast: verdicts, calibration, gain, rules and dates. */
export function kindSection(result: KindResult): Html {
  const { kind, horizonDays, known, untold, figures } = result;
  const judged =
    figures.claims < known ? ` An even sample of ${number(figures.claims)} is judged.` : '';
  return html`<section><h2>${KIND_WORDS[kind].title} within ${horizonDays} days</h2>
<p class="muted">${plural(known, 'forecast')} with a known outcome, ${fineShare(figures.happened)} of which came true; ${number(untold)} more said “too early to say”.${judged}</p>
${verdictList(result.verdicts)}
<div class="cards">${calibrationCard(result)}${gainCard(result)}${knownCard(result)}${rulesCard(result)}${datesCard(result)}</div></section>`;
}
