import { type Arm, type Effect, effectOf } from './confidence-sequence.ts';
import { armNames } from './contribution.ts';
import { COUNTERS } from './counters.ts';
import type { Description } from './definition.ts';
import { amountOf, type Tally } from './tally.ts';

/** A KPI that is a difference between the treated and the control group, with its bounds. */
export type EffectDefinition = Description & {
  readonly of: (window: Tally) => (Effect & { readonly denominator: number }) | undefined;
};

const compared =
  'Compares all for whom something was decided in the window, whether or not it was sent, with those of the control group for whom the same was decided.';

/** What reminders really did, by comparison with customers drawn by lot who get none. */
export const effectDefinitions: readonly EffectDefinition[] = [
  {
    id: 'reminder-effect-buyers',
    name: 'Effect of reminders on buying',
    meaning: `How many more of the reminded customers buy. ${compared}`,
    numerator: 'share of buyers among the reminded less share of buyers in the control group',
    denominator: '1',
    unit: 'share',
    source: '`Order Completed`, decisions',
    of: (window) => scaled(buyersEffect(window), 1, 1),
  },
  {
    id: 'reminder-effect-revenue',
    name: 'Effect of reminders on revenue per customer',
    meaning: `How much more a reminded customer spends, refunds taken off. ${compared}`,
    numerator: 'revenue per customer of the reminded less that of the control group',
    denominator: '1',
    unit: 'money-minor',
    source: '`Order Completed`, `Order Refunded`, `Order Cancelled`, decisions',
    of: (window) => scaled(revenueEffect(window), 1, 1),
  },
  {
    id: 'incremental-revenue',
    name: 'Incremental revenue',
    meaning: 'Revenue less refunds that would not be there without reminders.',
    numerator: 'effect on revenue per customer times the reminded customers',
    denominator: '1',
    unit: 'money-minor',
    source: '`Order Completed`, `Order Refunded`, `Order Cancelled`, decisions',
    of: (window) => scaled(revenueEffect(window), treatedCustomers(window), 1),
  },
  {
    id: 'incremental-revenue-share',
    name: 'Revenue share, incremental',
    meaning: 'Incremental revenue as a part of all revenue; read it beside the attributed share.',
    numerator: 'incremental revenue',
    denominator: 'revenue of all orders',
    unit: 'share',
    source: '`Order Completed`, `Order Refunded`, `Order Cancelled`, decisions',
    of: (window) =>
      scaled(
        revenueEffect(window),
        treatedCustomers(window),
        amountOf(window, COUNTERS.revenueMinor),
      ),
  },
];

/** Customers of both groups for whom something was decided in the window. */
export const armSizes = (window: Tally): { treated: number; control: number } => ({
  treated: treatedCustomers(window),
  control: amountOf(window, armNames('control').customers),
});

const treatedCustomers = (window: Tally): number => amountOf(window, armNames('treated').customers);

function buyersEffect(window: Tally): Effect | undefined {
  const arm = (name: 'treated' | 'control'): Arm => {
    const buyers = amountOf(window, armNames(name).buyers);
    // An outcome of 0 or 1 is its own square.
    return {
      customers: amountOf(window, armNames(name).customers),
      sum: buyers,
      sumSquared: buyers,
    };
  };
  return effectOf(arm('treated'), arm('control'));
}

function revenueEffect(window: Tally): Effect | undefined {
  const arm = (name: 'treated' | 'control'): Arm => ({
    customers: amountOf(window, armNames(name).customers),
    sum: amountOf(window, armNames(name).netMinor),
    sumSquared: amountOf(window, armNames(name).netMinorSquared),
  });
  return effectOf(arm('treated'), arm('control'));
}

function scaled(effect: Effect | undefined, factor: number, denominator: number) {
  if (effect === undefined) return undefined;
  return {
    difference: effect.difference * factor,
    low: effect.low * factor,
    high: effect.high * factor,
    denominator,
  };
}
