import { fault } from './fault-reasons.ts';
import type { InboundEvent } from './inbound.ts';
import type { ParsedEvent } from './parse-event.ts';
import { LIMITS } from './primitives.ts';
import { redact } from './redact.ts';
import { takeSnapshot } from './snapshot.ts';

/**
 * The same verdict, but refused when the event's money is in another currency than the shop counts
 * in: pounds must not be added to euros.
 * @param currency ISO 4217 code of the shop.
 */
export function refuseOtherCurrency(parsed: ParsedEvent, currency: string): ParsedEvent {
  if (parsed.kind === 'refused') return parsed;
  const theirs = currencyOf(parsed.event);
  if (theirs === undefined || theirs === currency) return parsed;
  const mustBe = `${currency}, the currency of this shop`;
  return {
    kind: 'refused',
    reasons: [fault(['properties', 'currency'], theirs, mustBe)],
    redacted: redact(takeSnapshot(parsed.event, LIMITS.eventBytes).value),
  };
}

const currencyOf = ({ properties }: InboundEvent): string | undefined =>
  'currency' in properties ? properties.currency : undefined;
