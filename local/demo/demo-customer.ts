import type { Channel } from '#shared/contracts/primitives.ts';

/** Why a customer of the demo shop leaves; nobody outside the demo is told. */
export type LeaveCause = 'unresolved-complaint' | 'bad-rating' | 'silent-drift' | 'moved-away';

export const leaveCauses: readonly LeaveCause[] = [
  'unresolved-complaint',
  'bad-rating',
  'silent-drift',
  'moved-away',
];

export type Fate =
  | { readonly kind: 'stays' }
  /** From `day` on nothing is bought from the shop any more. */
  | { readonly kind: 'leaves'; readonly cause: LeaveCause; readonly day: number };

/** A consumable that a customer uses, and how long a unit really lasts them. */
export type Habit = { readonly productId: string; readonly lastsDays: number };

export type OwnedAppliance = {
  readonly assetId: string;
  readonly productId: string;
  /** Meter units a day; 0 without a meter. */
  readonly perDay: number;
  /** Multiplies the failure hazard of this one appliance; 1 on average. */
  readonly frailty: number;
};

export type DemoSubscription = {
  readonly subscriptionId: string;
  readonly periodDays: number;
  readonly priceMinor: number;
};

/** Everything true about one customer. Days are local days of the shop since 1970-01-01. */
export type DemoCustomer = {
  readonly customerId: string;
  readonly joinDay: number;
  readonly profile: {
    readonly name: string;
    readonly email: string;
    readonly phone?: string;
    readonly locale: string;
    readonly timeZone?: string;
    readonly preferredChannel?: Channel;
  };
  readonly marketing: readonly Channel[];
  readonly withdrawsOn?: number;
  readonly kind: 'regular' | 'buys-once' | 'only-looks';
  readonly habits: readonly Habit[];
  /** Standard deviation of the logarithm of how long a unit lasts, from unit to unit. */
  readonly unevenness: number;
  /** Probability that a product that ran out is bought here again without being reminded. */
  readonly loyalty: number;
  /** Mean days between running out and buying. */
  readonly delayDays: number;
  readonly appliances: readonly OwnedAppliance[];
  readonly subscription?: DemoSubscription;
  readonly holiday: { readonly fromDay: number; readonly toDay: number };
  readonly fate: Fate;
};
