import type { Reason } from '#shared/contracts/outbound.ts';
import type { Fold } from '#shared/domain/customer/state.ts';
import type { Model } from '../model.ts';
import { type AttributeContribution, attributeOdds } from './attribute-odds.ts';

/** Smaller parts, and those after so many, are one reason together. */
const WORTH_SAYING = { logOdds: 0.05, reasons: 4 } as const;

/**
 * What describes the customer, each as log-odds (`value`) it adds to those of leaving of a typical
 * customer, heaviest first. Empty while the shop lists no attributes, or too few customers left.
 */
export function attributeSignal(fold: Fold, { attributes }: Model): Reason[] {
  if (attributes?.model === undefined || fold.attributes === undefined) return [];
  const { weight } = attributes;
  if (weight === 0) return [];
  const parts = attributeOdds(fold.attributes, attributes.model).contributions;
  const said = parts
    .slice(0, WORTH_SAYING.reasons)
    .filter(({ value }) => Math.abs(weight * value) >= WORTH_SAYING.logOdds);
  const reasons = said.map(({ text, value }) => ({
    code: 'attribute',
    text,
    value: weight * value,
  }));
  const rest = sumOf(parts.slice(said.length));
  if (rest === 0) return reasons;
  return [
    ...reasons,
    { code: 'attributes', text: 'what else is known of them', value: weight * rest },
  ];
}

const sumOf = (parts: readonly AttributeContribution[]): number =>
  parts.reduce((sum, { value }) => sum + value, 0);
