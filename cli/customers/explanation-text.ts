import { chanceInFull, type ToldOf, whyInWords } from '#cli/chance.ts';
import { WIDTH } from '#cli/table.ts';
import { styled } from '#cli/terminal.ts';
import { money, plural } from '#cli/words.ts';
import { wrapped } from '#cli/wrapped.ts';
import { reason } from '#shared/contracts/outbound.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import { isoDate } from '#shared/domain/time/calendar.ts';
import type { DatedForecast } from './dated-forecasts.ts';
import type { Explanation } from './explain-customer.ts';

/** Needs and decisions shown; --json has all. */
const NEEDS_SHOWN = 5;
const DECISIONS_SHOWN = 50;

/** The explanation in plain words. */
export function explanationText(explanation: Explanation): string {
  return [
    ...whoText(explanation),
    '',
    styled('bold', 'What is foreseen'),
    ...foreseenText(explanation),
    '',
    styled('bold', 'What was decided, and why'),
    ...decidedText(explanation),
  ].join('\n');
}

function whoText({ customerId, asOf, currency, state, ...standing }: Explanation): string[] {
  const { fold, book } = state;
  const { visits } = fold;
  return [
    `${styled('bold', customerId)} as of ${asOf}: ${standing.stage}, class ${standing.abcClass}`,
    `  ${plural(fold.orders, 'order')} for ${money(fold.spentMinor, currency)}, ${plural(fold.returns, 'return')} for ${money(fold.refundedMinor, currency)}`,
    ...(visits === undefined
      ? []
      : [
          `  first bought on ${isoDate(visits.first)}, last on ${isoDate(fold.openVisit ?? visits.last)}`,
        ]),
    `  ${plural(Object.keys(fold.pairs).length, 'product')}, ${plural(Object.keys(fold.assets).length, 'appliance')}, ${plural(Object.keys(fold.subscriptions).length, 'subscription')}, ${plural(Object.keys(fold.complaints).length, 'open complaint')}`,
    `  ${money(standing.valueAtStakeMinor, currency)} at stake; ${RAISED[book.risk.level]}`,
    ...(standing.heldOut ? ['  in the control group: gets no reminders and no alerts'] : []),
    ...(standing.profiled ? [] : ['  objects to profiling or was erased: nothing is foretold']),
  ];
}

/** What the team was last told; an import tells nobody. */
const RAISED = {
  calm: 'not raised as at risk',
  'at-risk': 'raised as at risk',
  lost: 'given up as lost',
} as const;

function foreseenText({ forecasts, atRiskOn }: Explanation): string[] {
  const [churn, ...needs] = forecasts;
  const tellable = needs.filter(({ evidence }) => evidence !== 'none');
  const early = needs.length - tellable.length;
  const shown = tellable.slice(0, NEEDS_SHOWN);
  const inWords = [...(churn === undefined ? [] : [churn]), ...shown].filter(isInWords);
  return [
    ...(churn === undefined ? [] : forecastText(churn)),
    ...(atRiskOn === null ? [] : [`  at risk from ${atRiskOn}, if nothing is bought`]),
    ...shown.flatMap(forecastText),
    ...(tellable.length > NEEDS_SHOWN
      ? [`  and ${tellable.length - NEEDS_SHOWN} more (see --json)`]
      : []),
    ...(early > 0 ? [`  too early to say for ${plural(early, 'other product')}`] : []),
    ...(inWords.length > 0 ? wrapped(whyInWords(inWords.map(toldOf)), '  ') : []),
  ];
}

const isInWords = ({ likelihood, toldIn, stillExpected }: DatedForecast): boolean =>
  likelihood !== null && stillExpected && toldIn === 'words';

const toldOf = ({ kind }: DatedForecast): ToldOf => (kind === 'churn' ? 'leaving' : 'needs');

function forecastText(forecast: DatedForecast): string[] {
  const { kind, subject, evidence, likelihood, horizonDays, expectedOn, p10, p90 } = forecast;
  const reasons = toldReasons(forecast.reasons).map((text) => `      - ${text}`);
  if (likelihood === null) return [`  ${kind}: too early to say`, ...reasons];
  if (!forecast.stillExpected) {
    return [`  ${kind} of ${subject}: not expected any more, overdue for too long`, ...reasons];
  }
  const what = kind === 'churn' ? 'leaves' : `${kind} of ${subject}`;
  const when = expectedOn === null ? '' : `, expected ${expectedOn} (${p10} to ${p90})`;
  const thin = evidence === 'thin' ? ', on thin evidence' : '';
  const told = `${chanceInFull({ ...forecast, likelihood })} within ${horizonDays} days`;
  const line = `  ${what}: ${told}`;
  const rest = `${when}${thin}`;
  return [
    ...(line.length + rest.length <= WIDTH
      ? [line + rest]
      : [`${line},`, `    ${rest.slice(', '.length)}`]),
    ...reasons,
  ];
}

function decidedText({ decisions }: Explanation): string[] {
  if (decisions.length === 0) return ['  nothing yet'];
  const shown = decisions.slice(-DECISIONS_SHOWN);
  const hidden = decisions.length - shown.length;
  return [
    ...(hidden > 0 ? [`  ${hidden} earlier ones (see --json)`] : []),
    ...shown.flatMap(({ at, what, detail }) => [`  ${at.slice(0, 16)} ${what}`, ...why(detail)]),
  ];
}

/** A note says why either in one word, in reasons of its own, or in those of its needs. */
function why(detail: Readonly<Record<string, unknown>>): string[] {
  const needs = Array.isArray(detail['needs']) ? detail['needs'] : [];
  const words = typeof detail['reason'] === 'string' ? [detail['reason']] : [];
  const texts = [detail, ...needs].flatMap(reasonTexts);
  return [...words, ...texts].map((text) => `      - ${text}`);
}

function reasonTexts(owner: unknown): string[] {
  if (typeof owner !== 'object' || owner === null || !('reasons' in owner)) return [];
  const given: unknown[] = Array.isArray(owner.reasons) ? owner.reasons : [];
  const subject = 'subject' in owner ? `${String(owner.subject)}: ` : '';
  const reasons = given.flatMap((each) => reason.safeParse(each).data ?? []);
  return toldReasons(reasons).map((text) => `${subject}${text}`);
}
