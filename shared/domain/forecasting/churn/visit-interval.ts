import type { Fold } from '#shared/domain/customer/state.ts';
import { type LogInterval, logInterval } from '../intervals/log-interval.ts';
import type { Model } from '../model.ts';

/** Predictive distribution of the customer's next gap between visits, shrunk to all customers. */
export function visitInterval({ visits }: Pick<Fold, 'visits'>, model: Model): LogInterval {
  const { mu, sigma2, tau2 } = model.visits;
  const gaps = visits === undefined ? 0 : visits.n - 1;
  const own = { gaps, sumLogGap: visits?.s1 ?? 0, sumSquaredLogGap: visits?.s2 ?? 0 };
  const prior = { mu, sigma2, leaveFirst: 0, known: true };
  return logInterval(own, prior, 0, { ...model.intervals, tau2, kappaProduct: sigma2 / tau2 });
}
