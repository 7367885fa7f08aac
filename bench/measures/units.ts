import { counted, type Figure, type Measure } from '#bench/figure.ts';
import { purchaseStory, type Step } from '#bench/purchase-story.ts';

/** Write units of state and ledger that a purchase of a typical customer may cost. */
export const PURCHASE_UNITS_AT_MOST = 2.1;

/** What one event of a typical customer costs in DynamoDB's own units. */
export const units: Measure = {
  name: 'units',
  title: 'Capacity units of one event of a typical customer',
  run: async () => ({
    figures: (await purchaseStory()).flatMap(figuresOf),
    notes: [
      'a write unit is 1 KB written, a read unit 4 KB read consistently; a conditional write that does not hold is billed too',
      'the model is read once in 15 minutes by each running function and not counted here',
    ],
  }),
};

function figuresOf({ name, used: { customers, ledger, insights } }: Step): Figure[] {
  const isPurchase = name === 'first purchase' || name === 'further purchase';
  const isRepeat = name.startsWith('repeated') || name === 'dawn without news';
  const state = customers.writeUnits;
  const reads = customers.readUnits + ledger.readUnits + insights.readUnits;
  return [
    counted(`${name}: customers`, 'write units', state, isRepeat ? 0 : undefined),
    counted(`${name}: ledger`, 'write units', ledger.writeUnits),
    ...(isPurchase
      ? [counted(`${name}: both`, 'write units', state + ledger.writeUnits, PURCHASE_UNITS_AT_MOST)]
      : []),
    counted(`${name}: insights`, 'write units', insights.writeUnits),
    counted(`${name}: all tables`, 'read units', reads),
  ];
}
