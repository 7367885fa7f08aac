import type { Reason } from '#shared/contracts/outbound.ts';
import type { PairOutlook } from './pair-outlook.ts';

/** Why a product is expected when it is, in words and with the customer's own numbers. */
export function intervalReasons(
  { gaps, pair, prior, interval }: PairOutlook,
  elapsedDays: number,
  returns: number,
): Reason[] {
  const reasons: Reason[] = [
    {
      code: 'last-bought',
      text: `last bought ${daysAgo(elapsedDays)}`,
      value: elapsedDays,
    },
  ];
  if (gaps > 0) {
    const usual = rounded(Math.exp(pair.sumLogGap / gaps));
    const text = `usually buys it every ${everyDays(usual)} (${gaps + 1} purchases)`;
    reasons.unshift({ code: 'own-rhythm', text, value: usual });
  }
  if (prior.known) {
    const typical = rounded(Math.exp(prior.mu));
    const text = `others buy it every ${everyDays(typical)}`;
    reasons.push({ code: 'product-rhythm', text, value: typical });
  }
  const expected = rounded(Math.exp(interval.mean));
  if (elapsedDays > expected) {
    const late = rounded(elapsedDays - expected);
    reasons.push({ code: 'late', text: `${inDays(late)} later than expected`, value: late });
  }
  const share = Math.round(returns * 100) / 100;
  const text = `buys it again with ${Math.round(returns * 100)} % probability`;
  return [...reasons, { code: 'returns', text, value: share }];
}

const rounded = (days: number): number => Math.max(Math.round(days), 1);
const everyDays = (days: number): string => (days === 1 ? 'day' : `${days} days`);
const inDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);
const daysAgo = (days: number): string =>
  days === 0 ? 'today' : days === 1 ? 'yesterday' : `${days} days ago`;
