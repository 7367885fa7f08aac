import type { Reason } from '#shared/contracts/outbound.ts';
import { daysAgo, inDays } from '../days-in-words.ts';
import { likelihoodOf } from '../likelihood.ts';
import { pulseReason } from '../pulse/pulse-reason.ts';
import type { CustomerHabits } from './customer-habits.ts';
import type { CustomerMoment } from './customer-moment.ts';
import { type DueGroup, dueContributions } from './due-contributions.ts';
import { isInLayer } from './due-layer.ts';
import type { PairMoment } from './pair-moment.ts';

type Said = Reason & { readonly group?: DueGroup };

/**
 * Why a product is expected when it is, in words and with the customer's own numbers. A reason that
 * stands for a group of the forecast carries the log-odds which that group adds (see
 * due-contributions.ts, where they add up to the probability).
 */
export function intervalReasons(
  moment: PairMoment,
  customer: CustomerMoment,
  horizonDays: number,
): Reason[] {
  const { typical, groups } = dueContributions(moment, customer, horizonDays);
  const fitted = isInLayer(moment.outlook, customer) ? customer.habits : undefined;
  const said = [...ofPair(moment), ...(fitted === undefined ? [] : ofCustomer(fitted, customer))];
  const reasons = [...said, ofReturning(moment)].map(({ group, ...reason }) =>
    group === undefined ? reason : { ...reason, contribution: toThousandths(groups[group]) },
  );
  const after = Object.values(groups).reduce((sum, value) => sum + value, typical);
  return [...reasons, ...pulseReason(after - groups.pulse, after, 1)];
}

function ofPair({ outlook, elapsed }: PairMoment): Said[] {
  const { gaps, pair, prior, interval } = outlook;
  const text = `last bought ${daysAgo(elapsed)}`;
  const reasons: Said[] = [{ code: 'last-bought', text, value: elapsed, group: 'elapsed' }];
  if (gaps > 0) {
    const usual = rounded(Math.exp(pair.sumLogGap / gaps));
    const every = `usually buys it every ${everyDays(usual)} (${gaps + 1} purchases)`;
    reasons.unshift({ code: 'own-rhythm', text: every, value: usual, group: 'rhythm' });
  }
  if (prior.known) {
    const typical = rounded(Math.exp(prior.mu));
    const others = `others buy it every ${everyDays(typical)}`;
    reasons.push({ code: 'product-rhythm', text: others, value: typical, group: 'product' });
  }
  const expected = rounded(Math.exp(interval.mean));
  if (elapsed > expected) {
    const late = rounded(elapsed - expected);
    reasons.push({ code: 'late', text: `${inDays(late)} later than usual`, value: late });
  }
  return reasons;
}

function ofCustomer(habits: CustomerHabits, { today }: CustomerMoment): Said[] {
  const { visits, firstVisit, lastVisit, purchases, products } = habits;
  const every = rounded((lastVisit - firstVisit) / Math.max(visits - 1, 1));
  const came = `comes every ${everyDays(every)}, last came ${daysAgo(Math.max(today - lastVisit, 0))}`;
  const times = Math.round((purchases / products) * 10) / 10;
  const bought =
    products === 1
      ? 'buys one product only'
      : `bought each of ${products} products ${times} times on average`;
  return [
    { code: 'visits', text: came, value: every, group: 'visits' },
    { code: 'basket', text: bought, value: times, group: 'basket' },
  ];
}

function ofReturning({ returns }: PairMoment): Said {
  const share = Math.round(returns * 100) / 100;
  const text = `${likelihoodOf(returns).word} to buy it again at all`;
  return { code: 'returns', text, value: share };
}

const toThousandths = (value: number): number => Math.round(value * 1_000) / 1_000;
const rounded = (days: number): number => Math.max(Math.round(days), 1);
const everyDays = (days: number): string => (days === 1 ? 'day' : `${days} days`);
