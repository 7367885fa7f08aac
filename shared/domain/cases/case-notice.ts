import type { ShopSettings } from '#shared/config/shop.ts';
import { toldReasons } from '#shared/domain/forecasting/told-reasons.ts';
import { formatMoney } from '#shared/domain/format-money.ts';
import { formatProbability } from '#shared/domain/format-probability.ts';
import { horizonDaysOf, type Notice, type SupportCase, toldOf } from './case.ts';

type Severity = 'critical' | 'error' | 'warning' | 'info';

type Shop = Pick<ShopSettings, 'name' | 'locale' | 'risk'>;

/**
 * What the support topic is told, in the shape of PagerDuty's Events API v2, so that a subscriber
 * only has to add its routing key. The case id is the dedup key: a repeat updates, `resolve` closes.
 * Pseudonymous: the customer's id and figures, never a name or an address.
 */
export function caseNotice(kept: SupportCase, action: Notice, shop: Shop) {
  const severity = severityOf(kept);
  return {
    subject: summaryOf(kept, action, shop),
    attributes: { severity, eventAction: action, dedupKey: kept.caseId },
    body: JSON.stringify({
      event_action: action,
      dedup_key: kept.caseId,
      payload: {
        summary: summaryOf(kept, action, shop),
        severity,
        source: shop.name,
        timestamp: new Date(kept.newsMs).toISOString(),
        class: `customer-${kept.level}`,
        custom_details: detailsOf(kept),
      },
    }),
  };
}

/** By what is lost with the customer: A customers bring most of the revenue. */
function severityOf({ risk, level }: SupportCase): Severity {
  if (risk.abcClass === 'A') return level === 'lost' ? 'critical' : 'error';
  return risk.abcClass === 'B' ? 'warning' : 'info';
}

function summaryOf(kept: SupportCase, action: Notice, shop: Shop): string {
  const { customerId, risk, level } = kept;
  if (action === 'resolve') return `Customer ${customerId}: case closed`;
  const value = formatMoney(risk.valueAtStakeMinor, risk.currency, shop.locale);
  const doing = level === 'lost' ? 'seems lost' : 'is leaving';
  const days = horizonDaysOf(kept, shop);
  return `Customer ${customerId} ${doing}: ${likely(kept)} buy nothing for ${days} days, ${value} at stake`;
}

function likely(kept: SupportCase): string {
  const told = toldOf(kept);
  if (told === undefined) return 'may';
  const { probability, likelihood } = told;
  return probability === null
    ? `${likelihood.word} to`
    : `${formatProbability(probability)} sure to`;
}

/** Read by people, so of the likelihood the word alone. */
const detailsOf = ({ customerId, risk }: SupportCase) => ({
  customerId,
  probability: toldOf({ risk })?.probability ?? null,
  likelihood: toldOf({ risk })?.likelihood.word ?? null,
  valueAtStakeMinor: risk.valueAtStakeMinor,
  currency: risk.currency,
  abcClass: risk.abcClass,
  stage: risk.stage,
  reasons: toldReasons(risk.reasons),
  suggestedAction: risk.suggestedAction,
});
