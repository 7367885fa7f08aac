/** Something a household uses up. */
export type Consumable = {
  readonly productId: string;
  readonly category: string;
  /** Median days that one unit lasts in a typical household. */
  readonly lastsDays: number;
  readonly priceMinor: number;
  /** Share of households that use it at all; for those with `usedBy`, of the owners of that appliance. */
  readonly share: number;
  readonly usedBy?: string;
};

/** Something a household owns that wants service. */
export type Appliance = {
  readonly productId: string;
  readonly category: string;
  readonly priceMinor: number;
  readonly share: number;
  readonly serviceEveryDays: number;
  /** Service after this much use, when the appliance counts its use. */
  readonly meter?: {
    readonly unit: string;
    readonly serviceEvery: number;
    readonly medianPerDay: number;
  };
  /** Weibull life since the last service, in days. */
  readonly failureShape: number;
  readonly failureScaleDays: number;
};

export const consumables: readonly Consumable[] = [
  consumable('coffee-beans-1kg', 'coffee', 24, 1_890, 0.6),
  consumable('espresso-beans-500g', 'coffee', 17, 1_250, 0.42),
  consumable('decaf-beans-500g', 'coffee', 34, 1_190, 0.2),
  consumable('paper-filters-100', 'coffee', 52, 349, 0.3),
  consumable('milk-frother-cleaner', 'care', 46, 890, 0.5, 'espresso-machine'),
  consumable('cleaning-tablets-20', 'care', 62, 1_090, 0.6, 'espresso-machine'),
  consumable('descaler-750ml', 'care', 88, 1_290, 0.55, 'espresso-machine'),
  consumable('water-filter-3-pack', 'care', 58, 2_390, 0.4),
  consumable('softener-salt-25kg', 'household', 70, 1_490, 0.85, 'water-softener'),
  consumable('dishwasher-tabs-60', 'household', 41, 1_190, 0.8, 'dishwasher'),
  consumable('rinse-aid-750ml', 'household', 78, 499, 0.45, 'dishwasher'),
  consumable('detergent-3l', 'household', 49, 1_390, 0.45),
  consumable('vacuum-bags-8', 'household', 84, 1_590, 0.22),
  consumable('grinder-cleaner-450g', 'care', 110, 1_790, 0.1),
];

export const appliances: readonly Appliance[] = [
  {
    productId: 'espresso-machine',
    category: 'appliance',
    priceMinor: 64_900,
    share: 0.5,
    serviceEveryDays: 180,
    meter: { unit: 'cups', serviceEvery: 900, medianPerDay: 5 },
    failureShape: 2.2,
    failureScaleDays: 620,
  },
  {
    productId: 'water-softener',
    category: 'appliance',
    priceMinor: 89_900,
    share: 0.18,
    serviceEveryDays: 150,
    meter: { unit: 'm3', serviceEvery: 60, medianPerDay: 0.35 },
    failureShape: 1.8,
    failureScaleDays: 800,
  },
  {
    productId: 'dishwasher',
    category: 'appliance',
    priceMinor: 54_900,
    share: 0.35,
    serviceEveryDays: 240,
    failureShape: 1.6,
    failureScaleDays: 900,
  },
];

/** Bought once in a while and never used up; some come back. */
export const accessories: readonly { readonly productId: string; readonly priceMinor: number }[] = [
  { productId: 'barista-scale', priceMinor: 4_990 },
  { productId: 'espresso-cups-6', priceMinor: 3_490 },
  { productId: 'hand-grinder', priceMinor: 8_900 },
  { productId: 'milk-jug-600ml', priceMinor: 1_990 },
];

/** @throws RangeError when the shop does not sell it. */
export function consumableOf(productId: string): Consumable {
  const found = consumables.find((candidate) => candidate.productId === productId);
  if (found === undefined) throw new RangeError(`the demo shop sells no consumable ${productId}`);
  return found;
}

/** @throws RangeError when the shop does not sell it. */
export function applianceOf(productId: string): Appliance {
  const found = appliances.find((candidate) => candidate.productId === productId);
  if (found === undefined) throw new RangeError(`the demo shop sells no appliance ${productId}`);
  return found;
}

function consumable(
  productId: string,
  category: string,
  lastsDays: number,
  priceMinor: number,
  share: number,
  usedBy?: string,
): Consumable {
  const product = { productId, category, lastsDays, priceMinor, share };
  return usedBy === undefined ? product : { ...product, usedBy };
}
