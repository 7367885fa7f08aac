import type { InboundEvent } from '#shared/contracts/inbound.ts';
import { isJsonObject, type Json, jsonOf, pathText } from '#shared/contracts/json.ts';
import { parseEvent } from '#shared/contracts/parse-event.ts';
import { refuseOtherCurrency } from '#shared/contracts/refuse-other-currency.ts';
import { type Edit, edited } from './edit-json.ts';
import type { Entry } from './entry.ts';

/** What is changed before a replay. */
export type Correction = {
  readonly edits: readonly Edit[];
  /** In place of what was kept. */
  readonly whole: Json | undefined;
};

export type Corrected =
  | { readonly kind: 'event'; readonly event: InboundEvent }
  | { readonly kind: 'refused'; readonly reasons: readonly string[] };

/**
 * The event that a quarantined entry becomes with the correction. What was masked cannot be sent as
 * it is: it would put the mask in place of the value.
 */
export function correctedEvent(
  { content }: Entry,
  { edits, whole }: Correction,
  currency: string,
  nowMs: number,
): Corrected {
  const kept = whole ?? jsonOf(content);
  if (!isJsonObject(kept) || 'cut' in kept || 'notJson' in kept) {
    return refusedFor('only a part of it was kept; give the whole event with --file');
  }
  const event = edited(kept, edits);
  const masked = maskedPaths(event);
  if (masked.length > 0) {
    const paths = masked.map((path) => pathText(path)).join(', ');
    return refusedFor(`is masked: ${paths}; give it with --set, or leave it out with --unset`);
  }
  const parsed = refuseOtherCurrency(parseEvent(event, nowMs), currency);
  return parsed.kind === 'event' ? parsed : { kind: 'refused', reasons: parsed.reasons };
}

const refusedFor = (reason: string): Corrected => ({ kind: 'refused', reasons: [reason] });

const MASK = /\[masked\]|\[text of \d+ characters\]/;

function maskedPaths(value: Json, path: readonly PropertyKey[] = []): PropertyKey[][] {
  if (typeof value === 'string') return MASK.test(value) ? [[...path]] : [];
  if (Array.isArray(value)) {
    return value.flatMap((each, index) => maskedPaths(each, [...path, index]));
  }
  if (!isJsonObject(value)) return [];
  return Object.entries(value).flatMap(([key, each]) => [
    ...(MASK.test(key) ? [[...path, key]] : []),
    ...maskedPaths(each, [...path, key]),
  ]);
}
