import type { Clock } from '../clock-error.ts';
import type { Hazard } from '../model/hazard.ts';
import { logGamma } from '../statistics/log-gamma.ts';

/**
 * How often a component fails, by the mean of its Weibull distribution; a rate that so many failures
 * have taught is known to one over their root.
 */
export const failureClock = ({ eta, beta, failures }: Hazard): Clock => ({
  usualDays: eta * Math.exp(logGamma(1 + 1 / beta)),
  sd: 1 / Math.sqrt(Math.max(failures, 1)),
});
