import type { Reason } from '#shared/contracts/outbound.ts';
import type { Clock } from '../clock-error.ts';
import type { Evidence } from '../forecast.ts';

/** One of the things that can make service due: time, meter, failure or wear. */
export type Limb = {
  readonly code: 'interval' | 'meter' | 'failure' | 'wear';
  /** Probability that it has come by a local day, today or later, given that no service has. */
  readonly dueBy: (day: number) => number;
  /** Days from today until it has come with that probability, where there is a direct way. */
  readonly daysUntil?: (share: number) => number;
  /** In words, made when somebody reads them. */
  readonly text: () => string;
  readonly value: number;
  readonly evidence: Exclude<Evidence, 'none'>;
  /**
   * How often it comes to all of its kind, as the shop's own past has taught; absent where anything
   * about it is assumed, or where nothing says how well it is known.
   */
  readonly clock?: () => Clock;
  /** What moves it, strongest first; worked out when asked for. */
  readonly why?: () => Reason[];
  /** When it is due by what was agreed on, however late people usually are: today once it has passed. */
  readonly agreedDay?: number;
  /** What the plain rule says. */
  readonly plainDay?: number;
};
